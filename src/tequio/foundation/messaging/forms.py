from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.messaging.queries import Wish
from tequio.foundation.messaging.services.wordings import LONGEST_BODY, LONGEST_SUBJECT
from tequio.foundation.messaging.types import CADENCE_LABELS, Cadence

_CADENCES = [(cadence.value, label) for cadence, label in CADENCE_LABELS.items()]


class PreferencesForm(forms.Form):
    """In which language a person is written to, and how the mail of each kind comes."""

    language = forms.ChoiceField(label=_("Idioma de los correos"))

    def __init__(
        self, *args: Any, wishes: Sequence[Wish], languages: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        for wish in wishes:
            self.fields[wish.kind.code] = forms.ChoiceField(
                label=wish.kind.label, choices=_CADENCES, initial=wish.cadence.value
            )

    def cadences(self) -> dict[str, Cadence]:
        """Return what was chosen for each kind."""
        return {name: Cadence(value) for name, value in self.cleaned_data.items() if name != "language"}


class WordingForm(forms.Form):
    """The text of a notice, as the office writes it."""

    subject = forms.CharField(label=_("Asunto"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Texto"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Deje un renglón en blanco entre párrafos. El saludo, el botón y el pie se ponen solos."),
    )

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.participation.meetings.models import Minutes
from tequio.participation.meetings.types import REASON_MAX

_TEXT = 20_000
MOST_AGREEMENTS = 40


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files from one control."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(_FilesField, self).clean(one, initial) for one in given]


class MinutesForm(forms.Form):
    text = forms.CharField(
        label=_("Qué se dijo"),
        max_length=_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Sin nombres de quienes hablaron, salvo que sean funcionarias o funcionarios."),
    )
    documents = _FilesField(
        label=_("Documentos"),
        required=False,
        help_text=_("PDF, Word, hoja de cálculo o fotos. Cualquiera los lee."),
    )
    reason = forms.CharField(
        label=_("Por qué se corrige"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Se publica. La minuta anterior se sigue leyendo."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, before: Minutes | None) -> None:
        initial = {"text": before.text} if before else None
        super().__init__(data, files, initial=initial, label_suffix="")
        if before is None:
            del self.fields["reason"]


class AgreementForm(forms.Form):
    text = forms.CharField(
        label=_("Acuerdo"), required=False, max_length=REASON_MAX, widget=forms.Textarea(attrs={"rows": 2})
    )
    office = forms.ChoiceField(label=_("Quién lo atiende"), required=False)
    due_on = forms.DateField(
        label=_("Para cuándo"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, offices: Sequence[Office], **options: Any) -> None:
        super().__init__(*args, **options)
        self._offices = {str(office.pk): office for office in offices}
        named = [(pk, office.name) for pk, office in self._offices.items()]
        self.fields["office"].choices = [("", _("Nadie todavía")), *named]  # type: ignore[attr-defined]

    def clean_office(self) -> Office | None:
        """Return the office itself."""
        return self._offices.get(self.cleaned_data["office"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("text") and (values.get("office") or values.get("due_on")):
            self.add_error("text", _("Escriba qué se acordó."))
        return values


AgreementFormSet = forms.formset_factory(
    AgreementForm, extra=3, max_num=MOST_AGREEMENTS, validate_max=True, absolute_max=MOST_AGREEMENTS + 1
)

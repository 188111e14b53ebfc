"""Which voices of an earlier exercise pass to this one, and to which pillars."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.forums.models import Contribution, Pillar


class CarryForm(forms.Form):
    """The voices that nobody answered, to be marked, and the new pillar of each old one."""

    def __init__(
        self,
        *args: Any,
        voices: Sequence[Contribution],
        old: Sequence[Pillar],
        new: Sequence[Pillar],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._old = [pillar for pillar in old if pillar.pk in {v.pillar_id for v in voices}]
        self._new = {str(pillar.pk): pillar for pillar in new}
        same = {pillar.code: str(pillar.pk) for pillar in new}
        for pillar in self._old:
            self.fields[f"pillar_{pillar.pk}"] = forms.ChoiceField(
                label=_("«%s» pasa a") % pillar.name,
                choices=[("", _("Elija un pilar")), *((str(p.pk), p.name) for p in new)],
                initial=same.get(pillar.code, ""),
                required=False,
            )
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=_("Aportaciones que pasan"),
            choices=[(str(v.pk), f"{v.folio} · {v.title}") for v in voices],
            widget=forms.CheckboxSelectMultiple,
            initial=[str(v.pk) for v in voices],
            error_messages={"required": _("Marque al menos una aportación.")},
        )

    def chosen(self) -> list[int]:
        """Return the ids of the voices that pass."""
        return [int(pk) for pk in self.cleaned_data["chosen"]]

    def pillars(self) -> dict[int, Pillar]:
        """Return the new pillar of each old one, by the old id."""
        asked = {p.pk: self.cleaned_data.get(f"pillar_{p.pk}", "") for p in self._old}
        return {pk: self._new[new] for pk, new in asked.items() if new in self._new}

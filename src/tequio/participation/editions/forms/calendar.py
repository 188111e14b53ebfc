"""The calendar: dates and a text for each phase."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.moments import ClosingField, Group, MomentField
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind


class CalendarForm(forms.Form):
    """The opening, closing and text of every phase. A phase without dates is not part of the edition."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in PhaseKind:
            name = PHASE_LABELS[kind]
            self.fields[f"{kind.value}_opens"] = MomentField(label=_("%s: abre") % name, required=False)
            self.fields[f"{kind.value}_closes"] = ClosingField(label=_("%s: cierra") % name, required=False)
            self.fields[f"{kind.value}_text"] = forms.CharField(
                label=_("%s: qué debe saber la gente") % name,
                required=False,
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @staticmethod
    def starting(edition: Edition) -> dict[str, Any]:
        """Return what the form shows of an edition."""
        edges = ("opens", "closes", "text")
        return {f"{p.kind}_{edge}": getattr(p, edge) for p in edition.phases.all() for edge in edges}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for kind in PhaseKind:
            opens, closes = values.get(f"{kind.value}_opens"), values.get(f"{kind.value}_closes")
            if bool(opens) != bool(closes) and not self.errors:
                edge = "closes" if opens else "opens"
                self.add_error(f"{kind.value}_{edge}", _("Escriba las dos fechas de esta etapa, o ninguna."))
        return values

    def groups(self) -> Iterator[Group]:
        """Give each phase with its fields, in order."""
        for kind in PhaseKind:
            opens, closes, text = (self[f"{kind.value}_{edge}"] for edge in ("opens", "closes", "text"))
            yield Group(PHASE_LABELS[kind], [], [opens, closes], [text])

    def phases(self) -> list[tuple[PhaseKind, Any, Any]]:
        """Return the phases that have dates."""
        found = [
            (k, self.cleaned_data[f"{k.value}_opens"], self.cleaned_data[f"{k.value}_closes"])
            for k in PhaseKind
        ]
        return [(kind, opens, closes) for kind, opens, closes in found if opens and closes]

    def texts(self) -> dict[str, str]:
        """Return the text of each phase."""
        return {kind.value: self.cleaned_data[f"{kind.value}_text"] for kind in PhaseKind}


class RescheduleForm(forms.Form):
    """New dates for one phase, and the public reason."""

    opens = MomentField(label=_("Abre"))
    closes = ClosingField(label=_("Cierra"))
    reason = forms.CharField(
        label=_("Motivo del cambio"),
        help_text=_("Se publica junto con las fechas nuevas."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

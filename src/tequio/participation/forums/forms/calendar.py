"""The calendar of an exercise, and its amendments once it has opened."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.moments import ClosingField, Group, MomentField
from tequio.participation.forums.models import Forum
from tequio.participation.forums.services.amendments import TEXTS
from tequio.participation.forums.types import PHASE_LABELS, PhaseKind

_TOGETHER = {
    PhaseKind.CONTRIBUTING: _("Puede correr al mismo tiempo que la votación."),
    PhaseKind.ANALYSIS: _("Puede correr al mismo tiempo que la devolución."),
}


class CalendarForm(forms.Form):
    """The opening, closing and text of every phase. A phase without dates is not part of the exercise."""

    with_texts = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in PhaseKind:
            name = PHASE_LABELS[kind]
            self.fields[f"{kind.value}_opens"] = MomentField(label=_("%s: abre") % name, required=False)
            self.fields[f"{kind.value}_closes"] = ClosingField(
                label=_("%s: cierra") % name, required=False, help_text=_TOGETHER.get(kind, "")
            )
            if self.with_texts:
                self.fields[f"{kind.value}_text"] = forms.CharField(
                    label=_("%s: qué debe saber la gente") % name,
                    required=False,
                    max_length=600,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    @staticmethod
    def starting(forum: Forum) -> dict[str, Any]:
        """Return what the form shows of an exercise."""
        edges = ("opens", "closes", "text")
        return {f"{p.kind}_{edge}": getattr(p, edge) for p in forum.phases.all() for edge in edges}

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
            dates = [self[f"{kind.value}_{edge}"] for edge in ("opens", "closes")]
            texts = [self[f"{kind.value}_text"]] if self.with_texts else []
            yield Group(PHASE_LABELS[kind], [], dates, texts)

    def phases(self) -> list[tuple[str, datetime, datetime]]:
        """Return the phases that have dates."""
        found = [(k.value, self._moment(k, "opens"), self._moment(k, "closes")) for k in PhaseKind]
        return [(kind, opens, closes) for kind, opens, closes in found if opens and closes]

    def _moment(self, kind: PhaseKind, edge: str) -> datetime | None:
        """Return a date as it stands where the minute that is shown did not change: a form has no seconds."""
        name = f"{kind.value}_{edge}"
        said: datetime | None = self.cleaned_data[name]
        stands: datetime | None = self.initial.get(name)
        return stands if stands and said == stands.replace(second=0, microsecond=0) else said

    def texts(self) -> dict[str, str]:
        """Return the text of each phase."""
        return {kind.value: self.cleaned_data[f"{kind.value}_text"] for kind in PhaseKind}


class AmendForm(CalendarForm):
    """New dates and texts of an exercise that opened, and the public reason."""

    with_texts = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in TEXTS.items():
            widget = forms.TextInput() if name == "name" else forms.Textarea(attrs={"rows": 4})
            self.fields[name] = forms.CharField(label=label, required=name != "text", widget=widget)
        self.fields["reason"] = forms.CharField(
            label=_("Motivo del cambio"),
            help_text=_("Se publica junto con lo que cambió."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    @staticmethod
    def starting(forum: Forum) -> dict[str, Any]:
        """Return what the form shows of an exercise."""
        return CalendarForm.starting(forum) | {name: getattr(forum, name) for name in TEXTS}

    def text_fields(self) -> list[forms.BoundField]:
        """Give the fields of the texts, and the reason at the end."""
        return [*(self[name] for name in TEXTS), self["reason"]]

    def answers(self) -> dict[str, Any]:
        """Return what ``amend`` is told."""
        return {
            "phases": {kind: (opens, closes) for kind, opens, closes in self.phases()},
            "texts": {name: self.cleaned_data[name] for name in TEXTS},
            "reason": self.cleaned_data["reason"],
        }

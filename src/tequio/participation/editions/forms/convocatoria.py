"""The forms of what may happen to a published convocatoria: an amendment, a suspension, its lifting."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from tequio.core import flow
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import PaperPointDraft, text_is_open
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind

BLANK_PLACES = 3  # empty rows after the places that there are
_LONGEST = 2_000


class ReasonField(forms.CharField):
    """A public reason, in the coordinator's words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **options)


class SuspendForm(forms.Form):
    reason = ReasonField(
        label=_("Motivo de la suspensión"),
        help_text=_("Se publica de inmediato en la página de la edición. Por ejemplo: por veda electoral."),
    )


class LiftForm(forms.Form):
    give_back = forms.ChoiceField(
        label=_("¿Se repone el tiempo perdido?"), choices=(), widget=forms.RadioSelect
    )
    reason = ReasonField(
        label=_("Motivo de las fechas nuevas"),
        required=False,
        help_text=_("Solo si se repone el tiempo: se publica con las fechas nuevas."),
    )

    def __init__(self, *args: Any, days: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["give_back"].choices = [  # type: ignore[attr-defined]
            ("yes", _("Sí: recorrer %(days)s todas las fechas que faltaban") % {"days": days}),
            ("no", _("No: el calendario queda como estaba, y lo que debió cerrar ya cerró")),
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["give_back"] = values.get("give_back") == "yes"
        if values["give_back"] and not values.get("reason", "").strip():
            self.add_error("reason", _("Escriba el motivo: se publica junto con las fechas nuevas."))
        return values


class AmendForm(forms.Form):
    """The words of the phases that may still change, and the places to take part in person."""

    def __init__(self, *args: Any, edition: Edition, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.phases = [p for p in edition.phases.all() if _may_change(p, at)]
        for phase in self.phases:
            self.fields[f"text_{phase.kind}"] = forms.CharField(
                label=PHASE_LABELS[PhaseKind(phase.kind)],
                initial=phase.text,
                required=False,
                max_length=_LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        points = list(edition.paper_points.all())
        self.places = len(points) + BLANK_PLACES
        units = edition.territory.units.filter(level__rank__gt=0).select_related("level")
        self._units = {str(unit.pk): unit for unit in units.defer("geometry", "sketch")}
        where = [
            ("", _("Toda la ciudad")),
            *((pk, f"{u.level.name}: {u.name}") for pk, u in self._units.items()),
        ]
        for number in range(self.places):
            point = points[number] if number < len(points) else None
            self.fields |= _place_fields(number, point, where)
        self.fields["reason"] = ReasonField(
            label=_("Motivo de la modificación"), help_text=_("Se publica junto con lo que cambió.")
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        names = [values.get(f"name_{n}", "") for n in range(self.places)]
        for number, name in enumerate(names):
            filled = any(values.get(f"{part}_{number}") for part in ("address", "hours", "unit"))
            if filled and not name:
                self.add_error(f"name_{number}", _("Escriba cómo se llama este lugar, o borre sus datos."))
            if name and not values.get(f"address_{number}"):
                self.add_error(f"address_{number}", _("Escriba la dirección de este lugar."))
            if name and name in names[:number]:
                self.add_error(f"name_{number}", _("Hay otro lugar con este nombre. Distíngalos."))
        return values

    def text_fields(self) -> list[BoundField]:
        """Return the texts of phases."""
        return [self[f"text_{phase.kind}"] for phase in self.phases]

    def place_groups(self) -> Iterator[tuple[int, list[BoundField]]]:
        """Give each place, by its number from 1, with its fields."""
        for number in range(self.places):
            yield number + 1, [self[f"{part}_{number}"] for part in ("name", "address", "hours", "unit")]

    def texts(self) -> dict[str, str]:
        """Return the texts by the kind of their phase."""
        return {phase.kind: self.cleaned_data[f"text_{phase.kind}"] for phase in self.phases}

    def drafts(self) -> list[PaperPointDraft]:
        """Return the places that have a name."""
        values = self.cleaned_data
        return [
            PaperPointDraft(
                name=values[f"name_{n}"],
                address=values[f"address_{n}"],
                hours=values[f"hours_{n}"],
                unit=self._units.get(values[f"unit_{n}"]),
            )
            for n in range(self.places)
            if values[f"name_{n}"]
        ]


def _may_change(phase: Any, at: datetime) -> bool:
    return text_is_open(flow.Phase(phase.kind, phase.opens, phase.closes), at=at)


def _place_fields(number: int, point: Any, where: list[tuple[str, Any]]) -> dict[str, forms.Field]:
    start = {
        "name": point.name if point else "",
        "address": point.address if point else "",
        "hours": point.hours if point else "",
        "unit": str(point.unit_id) if point and point.unit_id else "",
    }
    return {
        f"name_{number}": forms.CharField(
            label=_("Nombre del lugar"), required=False, max_length=200, initial=start["name"]
        ),
        f"address_{number}": forms.CharField(
            label=_("Dirección"), required=False, max_length=300, initial=start["address"]
        ),
        f"hours_{number}": forms.CharField(
            label=_("Horario"), required=False, max_length=200, initial=start["hours"]
        ),
        f"unit_{number}": forms.ChoiceField(
            label=_("Para quién"), required=False, choices=where, initial=start["unit"]
        ),
    }

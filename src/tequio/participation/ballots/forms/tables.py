"""What the coordination and the officers write of a table: hours, folios, differences, the act."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import queries
from tequio.participation.editions.models import Edition, PaperPoint

_MOMENT = "%Y-%m-%dT%H:%M"
_MOST_FOLIOS = 2_000  # in one booklet: what a file of ballots may hold
_FEWEST_SIGNERS = 2


class _HourField(forms.DateTimeField):
    """A day and a whole hour in the municipality's time zone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": "3600"}, format=_MOMENT)
        super().__init__(widget=widget, input_formats=[_MOMENT, "%d/%m/%Y %H:%M"], **options)


class ShiftForm(forms.Form):
    point = forms.ModelChoiceField(label=_("Módulo"), queryset=PaperPoint.objects.none(), empty_label=None)
    opens = _HourField(label=_("Empieza"), help_text=_("En una hora en punto."))
    closes = _HourField(label=_("Termina"), help_text=_("En una hora en punto."))
    officers = forms.ModelMultipleChoiceField(
        label=_("Quiénes lo atienden"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Al menos tres: dos capturan las boletas y otra persona resuelve lo que no coincida."),
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["point"].queryset = edition.paper_points.order_by("name")  # type: ignore[attr-defined]
        people = accounts.staff_with(Permission.ATTEND_VOTING)
        self.fields["officers"].queryset = people  # type: ignore[attr-defined]
        self.fields["officers"].use_fieldset = True  # type: ignore[attr-defined]


class BookletForm(forms.Form):
    place = forms.TypedChoiceField(label=_("De qué lugar son las boletas"), coerce=int)
    first = forms.IntegerField(label=_("Primer folio"), min_value=1, max_value=10**9)
    last = forms.IntegerField(label=_("Último folio"), min_value=1, max_value=10**9)

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.units: dict[int, Unit] = {unit.pk: unit for unit in queries.places(edition)}
        self.fields["place"].choices = place_choices(self.units)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        first, last = said.get("first"), said.get("last")
        if first and last and not 0 <= last - first < _MOST_FOLIOS:
            raise ValidationError(_("Un talonario va de menor a mayor y tiene hasta 2,000 boletas."))
        return said

    @property
    def unit(self) -> Unit | None:
        """Return the place chosen; None is the whole city."""
        return self.units.get(self.cleaned_data["place"])


def place_choices(units: dict[int, Unit]) -> list[tuple[int, Any]]:
    """Return the places as choices; where only the city votes, the whole city."""
    return [(pk, unit.name) for pk, unit in units.items()] or [(0, _("Toda la ciudad"))]


class ResolveForm(forms.Form):
    position = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    said = forms.CharField(
        label=_("Qué dice la hoja"),
        max_length=200,
        help_text=_("Números marcados; b en blanco; n nula y el motivo; x si no hay tal hoja."),
    )
    note = forms.CharField(label=_("Qué se vio"), max_length=500)


class ActForm(forms.Form):
    used = forms.IntegerField(label=_("Boletas que salieron de la urna"), min_value=0, max_value=10**6)
    void = forms.IntegerField(
        label=_("Anuladas antes de votar"),
        help_text=_("Se echaron a perder y la persona la devolvió por otra."),
        min_value=0,
        max_value=10**6,
    )
    left = forms.IntegerField(label=_("Sobrantes, sin usar"), min_value=0, max_value=10**6)
    explanation = forms.CharField(
        label=_("Explicación, si algo no cuadra"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Es pública."),
    )
    signers = forms.CharField(
        label=_("Quiénes firman"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nombre y cargo, una persona por renglón; al menos dos. Se publican con el acta."),
    )

    def clean_signers(self) -> list[str]:
        lines = [re.sub(r"\s+", " ", line).strip() for line in self.cleaned_data["signers"].splitlines()]
        found = [line for line in lines if line]
        if len(found) < _FEWEST_SIGNERS:
            raise ValidationError(_("Escriba al menos dos personas, una por renglón."))
        return found


def this_hour() -> str:
    """Return the present hour as a form shows it."""
    return timezone.localtime().replace(minute=0).strftime(_MOMENT)

"""What a ballot page sends: the marks, as checkboxes or as points. Nothing of it is kept between steps."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tequio.core.tally.limits import Fault
from tequio.participation.ballots.services import BallotRefused
from tequio.participation.editions.types import BallotKind

MARK = "opcion"
POINTS = "puntos-"
_LONGEST = 6  # digits of a number of ours


def points_of(data: QueryDict, kind: str) -> dict[int, int]:
    """Return the points of each option marked, by its number.

    Raises:
        BallotRefused: if what came is no number.
    """
    if kind == BallotKind.APPROVAL:
        return dict.fromkeys((_number(value, Fault.UNKNOWN_OPTION) for value in data.getlist(MARK)), 1)
    given = {key.removeprefix(POINTS): value for key, value in data.items() if key.startswith(POINTS)}
    return {
        _number(key, Fault.UNKNOWN_OPTION): _number(str(value), Fault.POINTS)
        for key, value in given.items()
        if str(value).strip() not in ("", "0")
    }


def _number(text: str, fault: Fault) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise BallotRefused([fault])
    return int(text)


def order_of(text: str) -> tuple[str, ...]:
    """Return the option numbers typed for a tie: ``12, 3 y 5`` becomes ``("12", "3", "5")``."""
    cleaned = text.replace(";", ",").replace(" y ", ",").replace(" ", ",")
    return tuple(part for part in cleaned.split(",") if part.isdigit())


class RivalryForm(forms.Form):
    """Which proposals exclude each other, by their folios, and why."""

    folios = forms.CharField(
        label=_("Folios de las propuestas, separados por comas"),
        max_length=2_000,
        help_text=_("Dos o más de la lista de abajo. Por ejemplo: 26-0012, 26-0047"),
    )
    reason = forms.CharField(
        label=_("Por qué solo una puede ganar"),
        max_length=300,
        help_text=_("Lo leerá quien vote. Por ejemplo: son para el mismo terreno."),
    )

    def clean_folios(self) -> list[Any]:
        parts = self.cleaned_data["folios"].replace(";", ",").replace("\n", ",").split(",")
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))

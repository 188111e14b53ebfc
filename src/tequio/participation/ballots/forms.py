"""What a ballot page sends: the marks, as checkboxes or as points. Nothing of it is kept between steps."""

from django.http import QueryDict

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

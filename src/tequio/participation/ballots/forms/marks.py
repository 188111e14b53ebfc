"""What a ballot page sends: the marks, as checkboxes or as points. Nothing of it is kept between steps."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from tequio.core.tally.limits import Fault
from tequio.participation.ballots.services import BallotRefused, PaperRefused
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
    if not _is_number(text):
        raise BallotRefused([fault])
    return int(text)


def order_of(text: str) -> tuple[str, ...]:
    """Return the option numbers typed for a tie: ``12, 3 y 5`` becomes ``("12", "3", "5")``."""
    cleaned = text.replace(";", ",").replace(" y ", ",").replace(" ", ",")
    return tuple(part for part in cleaned.split(",") if part.isdigit())


def sheet_of(text: str, kind: str) -> tuple[dict[int, int], str | None]:
    """Return what somebody typed of one paper ballot: its marks, and why it is null if it is.

    ``3 7 12`` marks three options; ``3=2 7=1`` gives points; ``b`` is blank; ``n`` is null, with what follows
    as its reason.

    Raises:
        PaperRefused: if it is none of these.
    """
    first, _space, rest = text.strip().partition(" ")
    if first.lower() == "b" and not rest:
        return {}, None
    if first.lower() == "n":
        return {}, rest.strip()
    marks: dict[int, int] = {}
    for word in text.replace(",", " ").split():
        number, _sign, points = word.replace(":", "=").partition("=")
        if (
            not _is_number(number)
            or (kind == BallotKind.APPROVAL) == bool(points)
            or not _is_number(points or "1")
        ):
            raise PaperRefused(_("No se entiende «%(word)s». Escriba números, b o n.") % {"word": word})
        if int(number) in marks:
            raise PaperRefused(_("El %(number)s está dos veces. Revíselo en la boleta.") % {"number": number})
        marks[int(number)] = int(points or "1")
    if not marks:
        raise PaperRefused(_("Escriba los números marcados; b si está en blanco; n si es nula."))
    return marks, None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < len(text) <= _LONGEST

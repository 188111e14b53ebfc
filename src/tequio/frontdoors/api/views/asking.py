"""Reading what a program asks for in the address."""

from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tequio.frontdoors.api.types import Asked, BadRequest, Cursor

LIMIT, MOST = 100, 1_000


def asked(request: HttpRequest) -> Asked:
    """Return which part of a list is asked for.

    Raises:
        BadRequest: if something cannot be read, or is not known: a misspelt name would give another answer.
    """
    known = {"limit", "since", "until", "after", "before"}
    unknown = sorted(request.GET.keys() - known)
    if unknown:
        raise BadRequest(
            _("No se conoce «%(name)s». Use: %(known)s.")
            % {"name": unknown[0][:40], "known": ", ".join(sorted(known))}
        )
    if "after" in request.GET and "before" in request.GET:
        raise BadRequest(_("Use «after» o «before», no los dos."))
    return Asked(
        limit=limit(request),
        since=_moment(request, "since"),
        until=_moment(request, "until"),
        after=_cursor(request, "after"),
        before=_cursor(request, "before"),
    )


def limit(request: HttpRequest) -> int:
    """Return how many are asked for, ``LIMIT`` if it is not said.

    Raises:
        BadRequest: if it is no whole number from 1 to ``MOST``.
    """
    return whole(request.GET.get("limit", str(LIMIT)), "limit", most=MOST)


def whole(text: object, name: str, *, least: int = 1, most: int) -> int:
    """Return a whole number that was written as text or as a number.

    Raises:
        BadRequest: if it is none, or not between the least and the most.
    """
    said = str(text)
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(most)) and least <= int(said) <= most):
        raise BadRequest(
            _("«%(name)s» es un número entero de %(least)d a %(most)d.")
            % {"name": name, "least": least, "most": most}
        )
    return int(said)


def _moment(request: HttpRequest, name: str) -> datetime | None:
    text = request.GET.get(name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))  # a plus that an address turned into a space
    except ValueError:
        raise BadRequest(_("«%s» es una fecha como 2026-11-20 o 2026-11-20T18:30:00Z.") % name) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _cursor(request: HttpRequest, name: str) -> Cursor | None:
    text = request.GET.get(name)
    if text is None:
        return None
    date, _tilde, row = text.replace(" ", "+").partition("~")
    try:
        moment = datetime.fromisoformat(date)
        number = whole(row, name, most=2**62)
    except ValueError:
        raise BadRequest(
            _("«%s» no es un lugar de la lista. Siga las direcciones de «links».") % name
        ) from None
    return Cursor(moment if moment.tzinfo else moment.replace(tzinfo=UTC), number)

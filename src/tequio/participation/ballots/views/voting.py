"""The booth of who signs in: where, choose, a token signed without being seen, receipt.

The marks never come here: the browser shows them back to the voter and hands them to the box without session.
"""

from json import JSONDecodeError, loads
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tequio.core.ballotbox import entries
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory.models import Unit
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Participation
from tequio.participation.ballots.types import Channel
from tequio.participation.ballots.views.editions import by_slug, open_by_slug, unit_of
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import demand_access
from tequio.participation.editions.types import Action, BallotKind, BoxMode

_LONGEST = 4_096  # bytes of a message to be signed, with its wrapping


@require_safe
@requires(Permission.VOTE)
def where(request: HttpRequest, slug: str) -> HttpResponse:
    """Step 1: the places where somebody may vote. With only one, straight to it."""
    edition, person = open_by_slug(slug), signed_in(request)
    line = queries.participation(edition, person)
    if line is not None:
        return redirect(*_after(slug, line))
    demand_access(edition=edition, action=Action.VOTE, person=person, at=timezone.now())
    if edition.box_mode != BoxMode.TOKENS:
        return redirect("ballots:code", slug)
    places = queries.own_places(edition, person, queries.places(edition))
    if len(places) < 2:  # noqa: PLR2004 - one place is no choice
        return redirect("ballots:choose", slug, places[0].pk if places else 0)
    chosen = request.GET.get("lugar", "")
    if chosen.isascii() and chosen.isdigit() and int(chosen) in {place.pk for place in places}:
        return redirect("ballots:choose", slug, int(chosen))
    missing = "lugar" in request.GET or "seguir" in request.GET
    values = {"edition": edition, "places": places, "missing": missing}
    return render(request, "ballots/where.html", values, status=422 if missing else 200)


def _after(slug: str, line: Participation) -> tuple[Any, ...]:
    """Return where somebody with a right to vote goes on: their browser knows how far it is."""
    if line.channel == Channel.ONLINE:
        return ("ballots:choose", slug, line.unit_id or 0)
    return ("ballots:receipt", slug)


@never_cache
@require_safe
@requires(Permission.VOTE)
def choose(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """Steps 2 and 3: choose and check, in the person's own order. The browser keeps the choice and casts."""
    edition, person = open_by_slug(slug), signed_in(request)
    line = queries.participation(edition, person)
    if line is not None and (line.channel, line.unit_id or 0) != (Channel.ONLINE.value, place):
        return redirect(*_after(slug, line))
    if line is None:
        demand_access(edition=edition, action=Action.VOTE, person=person, at=timezone.now())
    if edition.box_mode != BoxMode.TOKENS:
        return redirect("ballots:code", slug)
    unit = unit_of(edition, place)
    services.demand_own_place(edition=edition, person=person, unit=unit)
    return render(request, "ballots/choose.html", _values(request, edition, unit, held=line is not None))


def _values(request: HttpRequest, edition: Edition, unit: Unit | None, *, held: bool) -> dict[str, Any]:
    purses = queries.purses(edition, unit)
    if not purses:
        raise services.NothingToVote(_("No hay proyectos por votar en este lugar."))
    seat = queries.seat(edition, signed_in(request))
    return {
        "edition": edition,
        "unit": unit,
        "place": unit.pk if unit else 0,
        "seat": seat,
        "key": bytes(services.zone_key(edition=edition, unit=unit).public).hex(),
        "held": held,
        "paper": queries.draw(edition, purses, {}, seed=seat),
        "marks": edition.ballot_kind == BallotKind.APPROVAL,
        "points": queries.points(edition),
    }


@require_POST
@requires(Permission.VOTE)
def issue(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """Sign the token of a person without seeing it. Asked again for the same one, the answer is the same."""
    edition = by_slug(slug)
    try:
        signature = services.issue(
            edition=edition,
            person=signed_in(request),
            unit=unit_of(edition, place),
            blinded=_blinded(request),
            at=timezone.now(),
        )
    except DomainError as error:
        return JsonResponse({"error": str(error)}, status=error.status)
    return JsonResponse({"signature": entries.to_text(signature)})


def _blinded(request: HttpRequest) -> bytes:
    try:
        return entries.to_bytes(loads(request.body[:_LONGEST])["blinded"])
    except (ValueError, JSONDecodeError, KeyError, TypeError, entries.EntryError) as error:
        raise services.BadPass(_("La ficha que mandó su navegador no sirve."), status=422) from error


@never_cache
@require_safe
@requires(Permission.VOTE)
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the receipt that the person's browser keeps. What it marks is known neither here nor there."""
    edition, person = by_slug(slug), signed_in(request)
    line = queries.participation(edition, person)
    if line is None:
        return redirect("ballots:where", slug)
    closes = next((p.closes for p in editions.phases(edition) if p.kind == "voting"), None)
    values = {
        "edition": edition,
        "line": line,
        "online": line.channel == Channel.ONLINE,
        "seat": queries.seat(edition, person),
        "closes": closes,
        "is_open": editions.is_open(edition, "voting", timezone.now()),
    }
    return render(request, "ballots/receipt.html", values)

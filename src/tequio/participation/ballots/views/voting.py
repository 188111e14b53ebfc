"""Where do you vote, choose, review, cast, receipt. The marks travel in the form, never in the session."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.forms import points_of
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import demand_access
from tequio.participation.editions.types import Action, BallotKind


@require_safe
@requires(Permission.VOTE)
def where(request: HttpRequest, slug: str) -> HttpResponse:
    """Step 1: the places where somebody may vote. With only one, straight to it."""
    edition = _open_edition(slug)
    if queries.participation(edition, _person(request)):
        return redirect("ballots:receipt", slug)
    demand_access(edition=edition, action=Action.VOTE, person=_person(request), at=timezone.now())
    places = queries.own_places(edition, _person(request), queries.places(edition))
    if len(places) < 2:  # noqa: PLR2004 - one place is no choice
        return redirect("ballots:choose", slug, places[0].pk if places else 0)
    chosen = request.GET.get("lugar", "")
    if chosen.isascii() and chosen.isdigit() and int(chosen) in {place.pk for place in places}:
        return redirect("ballots:choose", slug, int(chosen))
    missing = "lugar" in request.GET or "seguir" in request.GET
    values = {"edition": edition, "places": places, "missing": missing}
    return render(request, "ballots/where.html", values, status=422 if missing else 200)


@requires(Permission.VOTE)
def choose(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """Step 2: the options in the person's own order, with the money that is left. A POST brings marks back."""
    edition = _open_edition(slug)
    if queries.participation(edition, _person(request)):
        return redirect("ballots:receipt", slug)
    unit = _unit(edition, place)
    marks = points_of(request.POST, edition.ballot_kind) if request.method == "POST" else {}
    return _choose(request, edition, unit, marks)


@requires(Permission.VOTE)
def review(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """Step 3: check your answers. What breaks a limit goes back to step 2 with its reason."""
    if request.method != "POST":
        return redirect("ballots:choose", slug, place)
    edition = _open_edition(slug)
    unit = _unit(edition, place)
    marks: dict[int, int] = {}
    try:
        marks = points_of(request.POST, edition.ballot_kind)
        services.demand_own_place(edition=edition, person=_person(request), unit=unit)
        services.check_ballot(edition=edition, unit=unit, points=marks)
    except services.BallotRefused as error:
        return _choose(request, edition, unit, marks, errors=error.messages, status=error.status)
    return render(request, "ballots/review.html", _values(request, edition, unit, marks))


@require_safe
@requires(Permission.VOTE)
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """Show that the person's ballot is in the box. What it says is not known here, nor anywhere."""
    edition = _edition(slug)
    line = queries.participation(edition, _person(request))
    if line is None:
        return redirect("ballots:where", slug)
    closes = next((p.closes for p in editions.phases(edition) if p.kind == "voting"), None)
    values = {"edition": edition, "receipt": str(line.pk)[:8].upper(), "closes": closes}
    return render(request, "ballots/receipt.html", values)


def _person(request: HttpRequest) -> User:
    person = request.user
    assert isinstance(person, User)  # noqa: S101 - the decorator saw to it
    return person


def _edition(slug: str) -> Edition:
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    return edition


def _open_edition(slug: str) -> Edition:
    """Return the edition if its voting is open, its catalogue frozen; else the 403 page says when it opens."""
    edition, now = _edition(slug), timezone.now()
    services.demand_voting_open(edition, at=now)
    services.freeze_catalogue(edition=edition, at=now)
    return edition


def _unit(edition: Edition, place: int) -> Unit | None:
    """Return the unit of the address; 0 is the whole city."""
    if place == 0:
        return None
    unit = Unit.objects.filter(pk=place, version_id=edition.territory_id).first()
    if unit is None:
        raise Http404
    return unit


def _choose(
    request: HttpRequest,
    edition: Edition,
    unit: Unit | None,
    marks: Mapping[int, int],
    *,
    errors: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    values = _values(request, edition, unit, marks)
    return render(request, "ballots/choose.html", values | {"errors": errors or []}, status=status)


def _values(
    request: HttpRequest, edition: Edition, unit: Unit | None, marks: Mapping[int, int]
) -> dict[str, Any]:
    purses = queries.purses(edition, unit)
    if not purses:
        raise services.NothingToVote(_("No hay proyectos por votar en este lugar."))
    return {
        "edition": edition,
        "unit": unit,
        "place": unit.pk if unit else 0,
        "paper": queries.draw(edition, _person(request), purses, marks),
        "marks": edition.ballot_kind == BallotKind.APPROVAL,
        "several_places": unit is not None,
    }

"""Meetings as anyone sees them: the list, one, its day for a calendar, and its minutes."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tequio.core import meetings as rules
from tequio.foundation.accounts.models import User
from tequio.foundation.territory import queries as territory
from tequio.foundation.web import maps
from tequio.participation.meetings import exports, permissions, queries
from tequio.participation.meetings.models import Meeting

PAGE = 20


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what is to come, and what was held with its minutes."""
    now = timezone.now()
    page = Paginator(queries.past(now), PAGE).get_page(request.GET.get("pagina"))
    values = {"upcoming": queries.upcoming(now)[: PAGE * 5], "page": page, "now": now}
    return render(request, "meetings/list.html", values)


@require_safe
def detail(request: HttpRequest, folio: str) -> HttpResponse:
    """Show one meeting: when, where, how many seats are left, and how to register."""
    meeting, now = seen(request, folio), timezone.now()
    over = meeting.ends <= now and meeting.cancelled_at is None
    mine = queries.registration_of(meeting, request.user) if isinstance(request.user, User) else None
    values = {
        "meeting": meeting,
        "about": queries.subject(meeting.subject),
        "registering": rules.registering(meeting.times, at=now),
        "left": None if over else queries.seats_left(meeting),
        "over": over,
        "came": queries.attended_counts([meeting]).get(meeting.pk) if over else None,
        "minutes": queries.current_minutes(meeting),
        "mine": mine,
        "figure": _map(meeting),
        "manages": permissions.can_manage(request.user, meeting),
        "attends": permissions.can_attend_desk(request.user),
    }
    return render(request, "meetings/detail.html", values)


def _map(meeting: Meeting) -> maps.MapFigure | None:
    if meeting.lon is None or meeting.lat is None:
        return None
    version = territory.in_force(on=timezone.localdate(meeting.starts))
    units = territory.units(version).filter(level__rank=0) if version else ()
    shapes = [maps.Shape(unit.name, unit.drawing) for unit in units]
    pin = maps.Pin(meeting.lon, meeting.lat, meeting.place)
    return maps.figure(meeting.place, shapes, [pin])


@require_safe
def calendar(request: HttpRequest, folio: str) -> HttpResponse:
    """Give the meeting for a calendar."""
    meeting = seen(request, folio)
    url = request.build_absolute_uri(reverse("meetings:detail", args=[folio]))
    response = HttpResponse(
        exports.feed(meeting, host=request.get_host().partition(":")[0], url=url),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="reunion-{meeting.folio}.ics"'
    return response


@require_safe
def minutes(request: HttpRequest, folio: str, number: int | None = None) -> HttpResponse:
    """Show the minutes in force, or an earlier version."""
    meeting = seen(request, folio)
    versions = list(queries.minutes(meeting))
    shown = next((one for one in versions if number in {None, one.number}), None)
    if shown is None:
        raise Http404
    values = {"meeting": meeting, "minutes": shown, "versions": versions, "latest": versions[0]}
    return render(request, "meetings/minutes.html", values)


def seen(request: HttpRequest, folio: str) -> Meeting:
    """Return a meeting that this person may see: a published one, or one that they keep."""
    meeting = queries.by_folio(folio)
    if meeting is None or (meeting.published_at is None and not permissions.can_manage(request.user, meeting)):
        raise Http404
    return meeting

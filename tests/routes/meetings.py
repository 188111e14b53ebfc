"""Meetings: public to read, one's own ticket, the table of staff, and who calls them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.routes import ADMINISTRATOR, ANYONE, CITIZEN, COORDINATOR, LIAISON, SIGNED_IN, Route, World

from tequio.config.demo.factories.meetings import make_meeting
from tequio.participation.meetings import services
from tequio.participation.meetings.models import Meeting
from tequio.participation.meetings.types import Way

BOTH = ("GET", "POST")
CALLERS = frozenset({COORDINATOR, ADMINISTRATOR})
TABLE = CALLERS | {LIAISON}
OWN = "each person sees, and does, only what is their own"
CITY = "any table of the municipality serves any meeting"


def folio(world: World) -> dict[str, Any]:
    """A meeting that has begun, with the citizen registered and somebody's minutes."""
    found = Meeting.objects.first()
    if found is None:
        now = timezone.now()
        found = make_meeting(at=now - timedelta(days=1), starts=now - timedelta(minutes=30))
        services.walk_in(meeting=found, person=world.people[CITIZEN], name="Ana", way=Way.LIST, at=now)
        services.publish_minutes(meeting=found, text="Se habló", at=now)
    return {"folio": found.folio}


def row(world: World) -> dict[str, Any]:
    mine = folio(world)
    return mine | {"pk": Meeting.objects.get(folio=mine["folio"]).registrations.earliest("pk").pk}


ROUTES = {
    "meetings:list": Route(allowed=ANYONE),
    "meetings:mine": Route(allowed=SIGNED_IN),
    "meetings:detail": Route(allowed=ANYONE, kwargs=folio),
    "meetings:calendar": Route(allowed=ANYONE, kwargs=folio),
    "meetings:register": Route(allowed=SIGNED_IN, kwargs=folio, methods=BOTH, shared=OWN),
    "meetings:registration": Route(allowed=SIGNED_IN, kwargs=folio, shared=OWN),
    "meetings:leave": Route(allowed=SIGNED_IN, kwargs=folio, methods=BOTH, shared=OWN),
    "meetings:arrive": Route(allowed=ANYONE, kwargs=folio, methods=BOTH, ok=(410,), shared=OWN),
    "meetings:minutes": Route(allowed=ANYONE, kwargs=folio),
    "meetings:minutes_version": Route(allowed=ANYONE, kwargs=lambda w: folio(w) | {"number": 1}),
    "meetings:office": Route(allowed=TABLE),
    "meetings:new": Route(allowed=CALLERS, methods=BOTH),
    "meetings:edit": Route(allowed=CALLERS, kwargs=folio, methods=BOTH),
    "meetings:publish": Route(allowed=CALLERS, kwargs=folio, methods=("POST",)),
    "meetings:copy": Route(allowed=CALLERS, kwargs=folio, methods=BOTH),
    "meetings:cancel": Route(allowed=CALLERS, kwargs=folio, methods=BOTH),
    "meetings:write_minutes": Route(allowed=CALLERS, kwargs=folio, methods=BOTH),
    "meetings:desk": Route(allowed=TABLE, kwargs=folio, shared=CITY),
    "meetings:people": Route(allowed=TABLE, kwargs=folio, shared=CITY),
    "meetings:walk_in": Route(allowed=TABLE, kwargs=folio, methods=("POST",), shared=CITY),
    "meetings:mark": Route(allowed=TABLE, kwargs=row, methods=("POST",), shared=CITY),
    "meetings:take_back": Route(allowed=TABLE, kwargs=row, methods=("POST",), shared=CITY),
    "meetings:door": Route(allowed=TABLE, kwargs=folio, shared=CITY),
}

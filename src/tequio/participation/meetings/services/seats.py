"""Who has a seat: those who came first. The meeting's row is locked by whoever calls."""

import secrets
from datetime import datetime

from tequio.core import meetings as rules
from tequio.participation.meetings.events import SeatGiven
from tequio.participation.meetings.models import Meeting, Registration

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
_LENGTH = 10  # 31^10: nobody guesses one


def new_folio() -> str:
    """Return a folio for a registration: letters and figures that are read over the telephone without doubt."""
    return "".join(secrets.choice(_LETTERS) for _n in range(_LENGTH))


def fill(meeting: Meeting, *, at: datetime) -> list[SeatGiven]:
    """Give the free seats to who waits, in the order in which they came, and return what happened."""
    if meeting.ends <= at:
        return []
    waiting = list(meeting.registrations.waiting().values_list("pk", flat=True))
    if not waiting:
        return []
    taken = meeting.registrations.seated().count()
    chosen = rules.seated_next(waiting, meeting.capacity, taken)
    Registration.objects.filter(pk__in=chosen).update(seated_at=at)
    return [SeatGiven(registration_id=pk, meeting_id=meeting.pk) for pk in chosen]

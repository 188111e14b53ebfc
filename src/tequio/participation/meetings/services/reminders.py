"""Telling who has a seat that the meeting is tomorrow."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import lazy

from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Letter, key
from tequio.participation.meetings import queries
from tequio.participation.meetings.models import Meeting
from tequio.participation.meetings.types import KIND

WITHIN = timedelta(days=1)
_moment = lazy(queries.said, str)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Remind of what begins within a day, once for each person and date; what moved is told of again.

    Returns:
        How many people were told.
    """
    near = queries.published().filter(cancelled_at__isnull=True, starts__gt=at, starts__lte=at + WITHIN)
    return sum(_tell(meeting, at) for meeting in near)


def _tell(meeting: Meeting, at: datetime) -> int:
    seated = meeting.registrations.seated().filter(person__isnull=False)
    letter = Letter(
        recipients=seated.values_list("person_id", flat=True),
        subject_key=key(KIND, meeting.pk),
        context=context(meeting),
        event_key=f"meeting-tomorrow:{meeting.pk}:{meeting.starts.isoformat()}",
    )
    return services.notify_all(kind="meetings.tomorrow", letters=[letter], at=at)


def context(meeting: Meeting) -> dict[str, Any]:
    """Return what every letter about a meeting says of it."""
    return {
        "reunion": meeting.title,
        "cuando": _moment(meeting.starts),
        "lugar": ", ".join(filter(None, [meeting.place, meeting.address])),
        "enlace": reverse("meetings:registration", args=[meeting.folio]),
    }

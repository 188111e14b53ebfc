"""Digests: one for each person and day, at the hour of the municipality."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from tequio.foundation.messaging import services
from tequio.foundation.messaging.models import DIGEST, Message
from tequio.foundation.messaging.types import Cadence, State

pytestmark = pytest.mark.django_db
MEXICO = ZoneInfo("America/Mexico_City")
WEDNESDAY = datetime(2026, 4, 15, 7, 59, tzinfo=MEXICO)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("cadence", "at", "said"),
    [
        (Cadence.DAILY, WEDNESDAY, "2026-04-14T08:00"),
        (Cadence.DAILY, WEDNESDAY + HOUR, "2026-04-15T08:00"),
        (Cadence.WEEKLY, WEDNESDAY, "2026-04-13T08:00"),  # a Monday
        (Cadence.WEEKLY, datetime(2026, 4, 13, 7, tzinfo=MEXICO), "2026-04-06T08:00"),
    ],
)
def test_msg_30_digests_leave_at_eight_every_day_or_on_mondays(cadence, at, said):
    assert services.latest(at, cadence).isoformat().startswith(said)


def test_msg_31_a_digest_carries_what_came_before_its_hour_once(tell, ana):
    tell(ana, kind="t.daily", event="a", titulo="Parque", at=WEDNESDAY)
    tell(ana, kind="t.daily", event="b", titulo="Fuente", at=WEDNESDAY)
    tell(ana, kind="t.weekly", event="c", at=WEDNESDAY)
    later = WEDNESDAY + HOUR
    tell(ana, kind="t.daily", event="d", titulo="Andador", at=later)
    assert services.compose_digests(at=WEDNESDAY) == 0
    assert [services.compose_digests(at=later), services.compose_digests(at=later)] == [1, 0]
    assert services.drain() == 1
    (letter,) = mail.outbox
    assert ("Novedad de Parque" in letter.body, "Novedad de Fuente" in letter.body) == (True, True)
    assert "Andador" not in letter.body
    assert "List-Unsubscribe" in letter.extra_headers
    assert "Novedad de Fuente" in letter.alternatives[0].content
    states = dict(Message.objects.exclude(kind=DIGEST).values_list("event_key", "state"))
    assert states == {"a": State.DIGESTED, "b": State.DIGESTED, "c": State.HELD, "d": State.HELD}


def test_msg_32_what_is_late_goes_with_the_next_and_a_missed_monday_is_made_up_for(tell, ana):
    tell(ana, kind="t.weekly", event="c", at=WEDNESDAY)
    next_week = WEDNESDAY + timedelta(days=7)  # nobody worked on Monday and Tuesday
    assert services.compose_digests(at=WEDNESDAY + HOUR) == 0
    assert services.compose_digests(at=next_week) == 1
    tell(ana, kind="t.daily", event="d", at=WEDNESDAY)
    assert services.compose_digests(at=next_week) == 0  # today's has left
    assert services.compose_digests(at=next_week + HOUR) == 1

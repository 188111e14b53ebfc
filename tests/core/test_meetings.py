"""The rules of meetings; the cases are those of docs/rules/meetings.md."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tequio.core import meetings
from tequio.core.meetings import Registering, Times

STARTS = datetime(2030, 5, 10, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)
TIMES = Times(
    starts=STARTS, ends=STARTS + 2 * HOUR, opens=STARTS - 48 * HOUR, closes=STARTS - HOUR, cancelled=False
)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(TIMES.opens - SECOND, Registering.BEFORE, id="MEE-1 a second before"),
        pytest.param(TIMES.opens, Registering.OPEN, id="MEE-1 the first instant"),
        pytest.param(TIMES.closes - SECOND, Registering.OPEN, id="MEE-1 the last second"),
        pytest.param(TIMES.closes, Registering.AFTER, id="MEE-1 the closing instant"),
    ],
)
def test_the_clock_opens_and_closes_registration(at, expected):
    assert meetings.registering(TIMES, at=at) is expected


def test_mee_2_nobody_registers_in_what_was_called_off():
    off = Times(starts=STARTS, ends=TIMES.ends, opens=TIMES.opens, closes=TIMES.closes, cancelled=True)
    assert meetings.registering(off, at=TIMES.opens) is Registering.CANCELLED
    assert not meetings.door_open(off, at=STARTS)
    assert not meetings.desk_open(off, at=STARTS)


@examples(max_examples=60)
@given(
    st.lists(st.integers(), unique=True, max_size=8),
    st.one_of(st.none(), st.integers(1, 9)),
    st.integers(0, 12),
)
def test_mee_4_free_seats_go_to_who_came_first_and_no_more_than_there_are(waiting, capacity, taken):
    seated = meetings.seated_next(waiting, capacity, taken)
    assert list(seated) == waiting[: len(seated)]
    if capacity is None:
        assert len(seated) == len(waiting)
    else:
        assert len(seated) == min(len(waiting), max(capacity - taken, 0))


@pytest.mark.parametrize(
    ("at", "door", "desk"),
    [
        pytest.param(STARTS - 2 * HOUR - SECOND, False, False, id="MEE-12 before the table"),
        pytest.param(STARTS - 2 * HOUR, False, True, id="MEE-12 the table opens two hours before"),
        pytest.param(STARTS - HOUR, True, True, id="MEE-9 the door opens an hour before"),
        pytest.param(TIMES.ends, False, True, id="MEE-9 the door closes when it ends"),
        pytest.param(TIMES.ends + timedelta(days=7), False, False, id="MEE-12 a week after"),
    ],
)
def test_when_attendance_is_taken(at, door, desk):
    assert (meetings.door_open(TIMES, at=at), meetings.desk_open(TIMES, at=at)) == (door, desk)


@examples(max_examples=60)
@given(st.integers(0, 10**6), st.integers(-200, 200))
def test_mee_10_a_code_is_good_for_a_minute_at_most_and_never_before_its_turn(second, later):
    shown_at = STARTS + timedelta(seconds=second)
    good = meetings.turn_good(meetings.turn(shown_at), at=shown_at + timedelta(seconds=later))
    if later < -20 or later >= 60:
        assert not good
    if 0 <= later <= 40:
        assert good

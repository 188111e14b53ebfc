"""The cases of docs/rules/phases.md that need no database."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tequio.core import flow

ZONE = ZoneInfo("America/Mexico_City")
OPENS = datetime(2026, 3, 23, 9, tzinfo=ZONE)
CLOSES = datetime(2026, 4, 30, 20, tzinfo=ZONE)
SECOND = timedelta(seconds=1)
REGISTRATION = flow.Phase("registration", OPENS, CLOSES)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        pytest.param(OPENS - SECOND, flow.Moment.BEFORE, id="PHASE-1"),
        pytest.param(OPENS, flow.Moment.OPEN, id="PHASE-2"),
        pytest.param(CLOSES - SECOND, flow.Moment.OPEN, id="PHASE-3"),
        pytest.param(CLOSES, flow.Moment.AFTER, id="PHASE-4"),
        pytest.param(CLOSES + SECOND, flow.Moment.AFTER, id="PHASE-4-later"),
    ],
)
def test_the_clock_says_where_an_instant_stands(at, moment):
    assert REGISTRATION.moment(at) is moment
    assert flow.is_open([REGISTRATION], "registration", at=at) is (moment is flow.Moment.OPEN)


def test_the_hour_of_another_time_zone_is_the_same_instant():
    assert REGISTRATION.moment(OPENS.astimezone(ZoneInfo("UTC"))) is flow.Moment.OPEN


def test_phases_that_touch_hand_over_at_one_instant():
    """PHASE-5."""
    voting = flow.Phase("voting", CLOSES, CLOSES + DAY)
    assert flow.overlaps([voting, REGISTRATION]) == []
    assert [p.kind for p in flow.open_phases([REGISTRATION, voting], at=CLOSES)] == ["voting"]


def test_phases_that_overlap_are_named():
    """PHASE-6."""
    voting = flow.Phase("voting", CLOSES - DAY, CLOSES + DAY)
    assert flow.overlaps([voting, REGISTRATION]) == [flow.Overlap("registration", "voting")]
    together = {frozenset({"registration", "voting"})}
    assert flow.overlaps([voting, REGISTRATION], together=together) == []


def test_a_gap_is_told_with_its_length():
    """PHASE-7."""
    voting = flow.Phase("voting", CLOSES + 3 * DAY, CLOSES + 9 * DAY)
    assert flow.gaps([voting, REGISTRATION]) == [flow.Gap("registration", "voting", 3 * DAY)]
    assert flow.open_phases([REGISTRATION, voting], at=CLOSES + DAY) == []
    assert flow.next_phase([REGISTRATION, voting], at=CLOSES + DAY) == voting


def test_the_rules_lock_when_the_first_phase_opens():
    """PHASE-9."""
    later = flow.Phase("voting", CLOSES, CLOSES + DAY)
    assert flow.first_opening([later, REGISTRATION]) == OPENS
    assert not flow.has_begun([later, REGISTRATION], at=OPENS - SECOND)
    assert flow.has_begun([later, REGISTRATION], at=OPENS)


def test_without_phases_nothing_begins_nor_comes():
    assert flow.first_opening([]) is None
    assert not flow.has_begun([], at=OPENS)
    assert flow.next_phase([REGISTRATION], at=CLOSES) is None


@pytest.mark.parametrize(
    ("opens", "closes", "at", "refused"),
    [
        pytest.param(OPENS, CLOSES + DAY, OPENS + DAY, False, id="PHASE-11-extension"),
        pytest.param(OPENS - DAY, CLOSES, OPENS + DAY, True, id="PHASE-11-opened-already"),
        pytest.param(OPENS, CLOSES + DAY, CLOSES, True, id="PHASE-11-closed-already"),
        pytest.param(OPENS, OPENS + DAY, OPENS + 2 * DAY, True, id="PHASE-12"),
        pytest.param(OPENS + DAY, CLOSES, OPENS - DAY, False, id="PHASE-11-not-yet-open"),
    ],
)
def test_only_what_has_not_come_may_move(opens, closes, at, refused):
    assert flow.rewrites_the_past(REGISTRATION, flow.Phase("registration", opens, closes), at=at) is refused


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=6), st.integers(-10, 500))
def test_without_overlaps_at_most_one_phase_is_open(stretches, day):
    phases = [
        flow.Phase(str(n), OPENS + a * DAY, OPENS + (a + length) * DAY)
        for n, (a, length) in enumerate(stretches)
    ]
    if not flow.overlaps(phases):
        assert len(flow.open_phases(phases, at=OPENS + day * DAY)) <= 1


PAUSE = flow.Suspension(OPENS + DAY, OPENS + 3 * DAY)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        pytest.param(PAUSE.begins - SECOND, True, id="PHASE-14-before"),
        pytest.param(PAUSE.begins, False, id="PHASE-14-at its instant"),
        pytest.param(PAUSE.begins + 2 * DAY - SECOND, False, id="PHASE-14-still"),
        pytest.param(PAUSE.begins + 2 * DAY, True, id="PHASE-14-lifted"),
    ],
)
def test_nothing_is_open_while_suspended(at, is_open):
    assert flow.is_open([REGISTRATION], "registration", at=at, suspensions=[PAUSE]) is is_open
    unlifted = flow.Suspension(PAUSE.begins)
    assert flow.open_phases([REGISTRATION], at=PAUSE.begins + 20 * DAY, suspensions=[unlifted]) == []


def test_a_day_begun_counts_as_a_day_lost():
    """PHASE-17."""
    pause = flow.Suspension(OPENS)
    lasted = (SECOND, DAY, DAY + SECOND, 9 * DAY)
    assert [flow.lost_days(pause, at=OPENS + length) for length in lasted] == [1, 1, 2, 9]


def test_the_time_given_back_moves_what_had_not_come_and_keeps_the_hour():
    """PHASE-17."""
    voting = flow.Phase("voting", CLOSES + 9 * DAY, CLOSES + 10 * DAY)
    moved = flow.given_back([REGISTRATION, voting], since=OPENS + DAY, days=3)
    assert moved == [
        flow.Phase("registration", OPENS, CLOSES + 3 * DAY),
        flow.Phase("voting", CLOSES + 12 * DAY, CLOSES + 13 * DAY),
    ]
    border = ZoneInfo("America/Tijuana")  # where clocks still change
    before = datetime(2026, 10, 31, 20, tzinfo=border)
    phase = flow.Phase("voting", before, before + DAY)
    assert flow.given_back([phase], since=before, days=2)[0].opens.hour == 20

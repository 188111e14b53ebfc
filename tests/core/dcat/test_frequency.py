"""docs/rules/catalogue.md, RHYTHM: how often something really changes, and when it is late."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tequio.core.dcat.frequency import MOST_GAPS, changes, is_late, rhythm
from tequio.core.dcat.vocabularies import FREQUENCIES

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


def every(step, times=6):
    return [NOW - step * back for back in range(times)]


def test_rhythm_1_files_written_together_are_one_change():
    together = [NOW, NOW + timedelta(seconds=20), NOW + timedelta(seconds=59), NOW + timedelta(minutes=5)]

    assert changes(together) == [NOW, NOW + timedelta(minutes=5)]


def test_rhythm_2_with_few_changes_there_is_nothing_to_tell():
    assert rhythm(every(timedelta(days=1), 3)) is None
    assert rhythm([]) is None


def test_rhythm_2_only_the_latest_times_count():
    slow_before = [NOW - timedelta(days=400 + 30 * back) for back in range(40)]

    found = rhythm([*every(timedelta(days=1), MOST_GAPS + 1), *slow_before])

    assert found is not None
    assert (found.every, found.gaps) == (timedelta(days=1), MOST_GAPS)


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (timedelta(minutes=5), "CONT"),
        (timedelta(minutes=40), "HOURLY"),
        (timedelta(hours=20), "DAILY"),
        (timedelta(days=7), "WEEKLY"),
        (timedelta(days=30), "MONTHLY"),
        (timedelta(days=360), "ANNUAL"),
        (timedelta(days=700), "IRREG"),
    ],
    ids=lambda value: f"RHYTHM-3 {value}",
)
def test_a_rhythm_goes_by_the_fastest_frequency_that_was_kept(step, code):
    assert rhythm(every(step)).code == code


@pytest.mark.parametrize(
    ("promised", "ago", "late"),
    [
        ("HOURLY", timedelta(hours=20), False),
        ("HOURLY", timedelta(hours=25), True),
        ("WEEKLY", timedelta(days=13), False),
        ("WEEKLY", timedelta(days=15), True),
        ("IRREG", timedelta(days=4_000), False),
    ],
    ids=lambda value: f"RHYTHM-4 {value}",
)
def test_a_dataset_is_late_after_twice_what_was_promised(promised, ago, late):
    assert is_late(promised, looked_at=NOW - ago, now=NOW) is late


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 3_000_000).map(lambda minutes: NOW - timedelta(minutes=minutes)), max_size=40))
def test_rhythm_3_its_name_is_never_faster_than_what_was_seen(instants):
    found = rhythm(instants)
    length = FREQUENCIES[found.code].length if found else None
    if length:
        assert found.every <= length

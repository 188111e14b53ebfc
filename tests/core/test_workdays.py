"""The cases of docs/rules/workdays.md."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core import workdays

ZONE = ZoneInfo("America/Mexico_City")
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
FEW = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 3, 14), False, id="WORK-1-saturday"),
        pytest.param(date(2026, 3, 15), False, id="WORK-1-sunday"),
        pytest.param(date(2026, 3, 13), True, id="WORK-1-friday"),
        pytest.param(date(2026, 1, 1), False, id="WORK-2-new-year"),
        pytest.param(date(2026, 5, 1), False, id="WORK-2-labour"),
        pytest.param(date(2026, 9, 16), False, id="WORK-2-independence"),
        pytest.param(date(2026, 12, 25), False, id="WORK-2-christmas"),
        pytest.param(date(2026, 2, 2), False, id="WORK-3-february"),
        pytest.param(date(2026, 2, 5), True, id="WORK-3-february-5"),
        pytest.param(date(2026, 3, 16), False, id="WORK-3-march"),
        pytest.param(date(2026, 11, 16), False, id="WORK-3-november"),
        pytest.param(date(2004, 2, 5), False, id="WORK-3-before-2006"),
        pytest.param(date(2024, 10, 1), False, id="WORK-4-2024"),
        pytest.param(date(2030, 10, 1), False, id="WORK-4-2030"),
        pytest.param(date(2026, 10, 1), True, id="WORK-4-other-years"),
        pytest.param(date(2000, 12, 1), False, id="WORK-4-december"),
    ],
)
def test_which_days_are_worked(day, works):
    assert workdays.is_business_day(day) is works


def test_work_5_the_office_adds_days():
    day = date(2026, 8, 3)
    assert workdays.is_business_day(day)
    assert not workdays.is_business_day(day, extra={day})


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        pytest.param(date(2026, 8, 3), 5, date(2026, 8, 10), id="WORK-6-monday"),
        pytest.param(date(2026, 8, 8), 1, date(2026, 8, 10), id="WORK-6-saturday"),
        pytest.param(date(2026, 3, 13), 1, date(2026, 3, 17), id="WORK-6-over-a-rest-day"),
        pytest.param(date(2026, 8, 3), 0, date(2026, 8, 3), id="WORK-7-same-day"),
        pytest.param(date(2026, 8, 8), 0, date(2026, 8, 10), id="WORK-7-next"),
    ],
)
def test_when_a_term_ends(day, count, last):
    assert workdays.add_business_days(day, count) == last


def test_a_term_has_no_negative_days():
    with pytest.raises(ValueError, match="negative"):
        workdays.add_business_days(date(2026, 8, 3), -1)


def test_work_8_a_window_closes_at_midnight_in_its_own_time_zone():
    opens = datetime(2026, 8, 3, 23, 30, tzinfo=ZONE)
    window = workdays.window(opens, 1, zone=ZONE, extra={date(2026, 8, 4)})
    assert window.closes == datetime(2026, 8, 6, 0, 0, tzinfo=ZONE)
    second = timedelta(seconds=1)
    moments = (opens - second, opens, window.closes - second, window.closes)
    assert [window.is_open(at) for at in moments] == [False, True, True, False]


@FEW
@given(day=DAYS, count=st.integers(1, 60), extra=st.frozensets(DAYS, max_size=20))
def test_work_9_counting_gives_back_the_days_of_the_term(day, count, extra):
    last = workdays.add_business_days(day, count, extra=extra)
    assert workdays.is_business_day(last, extra=extra)
    assert workdays.count_business_days(day, last, extra=extra) == count
    assert workdays.count_business_days(last, day, extra=extra) == 0


@FEW
@given(day=DAYS, count=st.integers(1, 30), extra=st.frozensets(DAYS, max_size=20))
def test_one_day_more_is_later_and_one_rest_day_more_is_never_sooner(day, count, extra):
    last = workdays.add_business_days(day, count, extra=extra)
    assert workdays.add_business_days(day, count + 1, extra=extra) > last
    assert workdays.add_business_days(day, count, extra=extra | {last}) > last


@FEW
@given(year=st.integers(2006, 2100))
def test_every_year_has_seven_rest_days_or_eight(year):
    moved = [day for day in workdays.rest_days(year) if day.month in {2, 3, 11}]
    assert len(workdays.rest_days(year)) == (7 if (year - 2024) % 6 else 8)
    assert {day.weekday() for day in moved} == {0}

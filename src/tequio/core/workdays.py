"""Business days and windows of so many of them (docs/rules/workdays.md).

Saturdays, Sundays, the mandatory rest days of Mexico and the days that an office adds are not counted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache

_DAY = timedelta(days=1)
_SATURDAY = 5
_MOVED_SINCE = 2006  # three rest days move to a Monday since the reform published on 17 January 2006
_HANDOVER = (2024, 6)  # the federal executive changes on 1 October of this year, and every six
_NO_DAYS: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which something may be done. ``opens`` is included, ``closes`` is not."""

    opens: datetime
    closes: datetime

    def is_open(self, at: datetime) -> bool:
        """Return whether the window is open at ``at``."""
        return self.opens <= at < self.closes


@cache
def rest_days(year: int) -> frozenset[date]:
    """Return the mandatory rest days of a year: article 74 of the Ley Federal del Trabajo.

    Days of elections are left out: the law sets them on a Sunday, which is no business day anyway.
    """
    moved = year >= _MOVED_SINCE
    found = {
        date(year, 1, 1),
        _monday(year, 2, 1) if moved else date(year, 2, 5),
        _monday(year, 3, 3) if moved else date(year, 3, 21),
        date(year, 5, 1),
        date(year, 9, 16),
        _monday(year, 11, 3) if moved else date(year, 11, 20),
        date(year, 12, 25),
    }
    since, every = _HANDOVER
    if (year - since) % every == 0:
        found.add(date(year, 10, 1) if year >= since else date(year, 12, 1))
    return frozenset(found)


def _monday(year: int, month: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (number - 1))


def is_business_day(day: date, *, extra: Collection[date] = _NO_DAYS) -> bool:
    """Return whether offices work on a day.

    Args:
        day: any day.
        extra: days that are not worked besides those of the law, such as the holidays of the municipality.
    """
    return day.weekday() < _SATURDAY and day not in rest_days(day.year) and day not in extra


def add_business_days(day: date, count: int, *, extra: Collection[date] = _NO_DAYS) -> date:
    """Return the last day of a term of ``count`` business days that begins to run the day after ``day``.

    A term of none ends on ``day``, or on the next business day.

    Raises:
        ValueError: if ``count`` is negative.
    """
    if count < 0:
        raise ValueError("a term has no negative days")
    found, left = day, count
    while left or not is_business_day(found, extra=extra):
        found += _DAY
        left -= is_business_day(found, extra=extra) and left > 0
    return found


def count_business_days(after: date, until: date, *, extra: Collection[date] = _NO_DAYS) -> int:
    """Return how many business days there are after one day and up to another, included. Never negative."""
    days = (after + _DAY * n for n in range(1, (until - after).days + 1))
    return sum(1 for day in days if is_business_day(day, extra=extra))


def window(opens: datetime, count: int, *, zone: tzinfo, extra: Collection[date] = _NO_DAYS) -> Window:
    """Return the window that opens at an instant and closes at the end of its last business day.

    Args:
        opens: when it opens; its day in ``zone`` does not count.
        count: business days.
        zone: the municipality's time zone, in which days end.
        extra: days that are not worked besides those of the law.
    """
    last = add_business_days(opens.astimezone(zone).date(), count, extra=extra)
    return Window(opens, datetime.combine(last + _DAY, time.min, tzinfo=zone))

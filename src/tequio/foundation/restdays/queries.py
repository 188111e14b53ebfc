"""Named reads of the calendar of working days."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from tequio.core import workdays
from tequio.foundation.restdays.models import RestDay


def extra() -> frozenset[date]:
    """Return every day that is not worked besides those of the law. One query."""
    return frozenset(RestDay.objects.values_list("day", flat=True))


def window(opens: datetime, days: int) -> workdays.Window:
    """Return the window of so many working days from an instant, in the municipality's time zone. One query."""
    return workdays.window(opens, days, zone=timezone.get_default_timezone(), extra=extra())


def since(year: int) -> QuerySet[RestDay]:
    """Return the days added for a year and those after it, in order."""
    return RestDay.objects.filter(day__year__gte=year)


def last_day(at: datetime, days: int) -> date:
    """Return the last day of so many working days from an instant. One query."""
    return workdays.add_business_days(timezone.localdate(at), days, extra=extra())


def days_since(day: date, today: date) -> int:
    """Return how many working days have gone by after a day. One query."""
    return workdays.count_business_days(day, today, extra=extra())

"""Named writes of the calendar of working days."""

from datetime import date, timedelta
from http import HTTPStatus

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.restdays.events import RestDayRemoved, RestDaysAdded
from tequio.foundation.restdays.models import RestDay
from tequio.foundation.web.errors import DomainError

MOST_DAYS = 60  # in one go: a long vacation, not a mistyped year


class DaysDoNotFit(DomainError):
    """The last day is before the first, or there are too many between them."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


@transaction.atomic
def add_rest_days(*, first: date, last: date | None = None, reason: str, actor: int | None = None) -> int:
    """Add the days from the first to the last, both included. Windows that already run keep their date.

    Returns:
        How many days are new.

    Raises:
        DaysDoNotFit: if the last is before the first, or they are more than two months.
    """
    until = last or first
    if not first <= until <= first + timedelta(days=MOST_DAYS):
        raise DaysDoNotFit(_("El último día va después del primero, y a lo más 60 días después."))
    days = [first + timedelta(days=n) for n in range((until - first).days + 1)]
    known = set(RestDay.objects.filter(day__in=days).values_list("day", flat=True))
    fresh = [RestDay(day=day, reason=reason) for day in days if day not in known]
    RestDay.objects.bulk_create(fresh, ignore_conflicts=True)
    event = RestDaysAdded(first=first.isoformat(), last=until.isoformat(), reason=reason)
    audit.record(event, actor=actor)
    return len(fresh)


@transaction.atomic
def remove_rest_day(*, rest_day: RestDay, actor: int | None = None) -> None:
    """Make it a working day again. Windows that already run keep their date."""
    event = RestDayRemoved(day=rest_day.day.isoformat())
    rest_day.delete()
    audit.record(event, actor=actor)

"""Reminders: what falls due soon, what is overdue, and what goes to the coordination. Once each."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tequio.core import workdays
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.types import Event
from tequio.foundation.restdays import queries as restdays
from tequio.participation.feasibility import queries
from tequio.participation.feasibility.events import ReviewDueSoon, ReviewEscalated, ReviewOverdue
from tequio.participation.feasibility.models import Reminder, Review
from tequio.participation.feasibility.types import SOON, ReminderKind

ESCALATED_AFTER = 3  # working days that an opinion may be overdue before the coordination takes it up
_EVENTS: dict[ReminderKind, type[ReviewDueSoon | ReviewOverdue | ReviewEscalated]] = {
    ReminderKind.SOON: ReviewDueSoon,
    ReminderKind.OVERDUE: ReviewOverdue,
    ReminderKind.ESCALATED: ReviewEscalated,
}


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Note every review that has just come near its date, passed it, or been overdue too long.

    Each is noted once per date, whatever runs twice: a date that moves is a new date. Opinions that wait for
    the author run no clock.

    Returns:
        How many reminders were made.
    """
    today = timezone.localdate(at)
    waiting = Review.objects.filter(queries.pending(today), due__lte=today + timedelta(days=SOON))
    waiting = waiting.filter(
        proposal__edition__phases__kind="feasibility", proposal__edition__phases__opens__lte=at
    )
    extra = restdays.extra()
    wanted = [(review, kind) for review in waiting.order_by("pk") for kind in _kinds(review.due, today, extra)]
    rows = Reminder.objects.filter(review__in=[review for review, _kind in wanted])
    known = set(rows.values_list("review", "kind", "due"))
    fresh = [(r, kind) for r, kind in wanted if (r.pk, kind.value, r.due) not in known]
    made = Reminder.objects.bulk_create(
        [Reminder(review=r, kind=kind.value, due=r.due, at=at) for r, kind in fresh]
    )
    if made:
        audit.record_all([_event(review, kind) for review, kind in fresh], at=at)
    return len(made)


def _kinds(due: date, today: date, extra: frozenset[date]) -> list[ReminderKind]:
    if due >= today:
        return [ReminderKind.SOON]
    late = workdays.count_business_days(due, today, extra=extra)
    return [ReminderKind.OVERDUE, *([ReminderKind.ESCALATED] if late > ESCALATED_AFTER else [])]


def _event(review: Review, kind: ReminderKind) -> Event:
    return _EVENTS[kind](
        review_id=review.pk,
        proposal_id=review.proposal_id,
        office_id=review.office_id,
        due=review.due.isoformat(),
    )

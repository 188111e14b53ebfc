"""Reminders of duties to answer: what falls due soon, and what has passed its day. Once each."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.analysis import DutyDueSoon, DutyOverdue
from tequio.participation.forums.models import Assignment, DutyReminder
from tequio.participation.forums.types import SOON, DutyReminderKind


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Note every duty that has just come near its last day or passed it: once per kind and day.

    Returns:
        How many reminders were made.
    """
    today = timezone.localdate(at)
    waiting = Assignment.objects.waiting().filter(
        due_on__lte=today + timedelta(days=SOON), contribution__hidden_at__isnull=True
    )
    wanted = [(one, _kind(one, at)) for one in waiting.order_by("pk")]
    known = set(
        DutyReminder.objects.filter(assignment__in=[one for one, _kind_ in wanted]).values_list(
            "assignment", "kind", "due_on"
        )
    )
    fresh = [(one, kind) for one, kind in wanted if (one.pk, kind.value, one.due_on) not in known]
    DutyReminder.objects.bulk_create(
        DutyReminder(assignment=one, kind=kind.value, due_on=one.due_on, at=at) for one, kind in fresh
    )
    if fresh:
        audit.record_all([_event(one, kind) for one, kind in fresh], at=at)
    return len(fresh)


def _kind(one: Assignment, at: datetime) -> DutyReminderKind:
    late = one.due_on < timezone.localdate(at)
    return DutyReminderKind.OVERDUE if late else DutyReminderKind.SOON


def _event(one: Assignment, kind: DutyReminderKind) -> DutyDueSoon | DutyOverdue:
    made = DutyDueSoon if kind is DutyReminderKind.SOON else DutyOverdue
    return made(assignment_id=one.pk, office_id=one.office_id, due_on=one.due_on.isoformat())

"""How each office answers what an exercise handed to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from tequio.core.duties import Duty, Score, score
from tequio.foundation.accounts.models import Office
from tequio.foundation.restdays import queries as restdays
from tequio.participation.forums.models import Assignment, Forum
from tequio.participation.forums.types import ContributionState


@dataclass(frozen=True, slots=True)
class OfficeScore:
    """An office and how it answers."""

    office: Office
    score: Score


def scores(forum: Forum, *, today: date) -> list[OfficeScore]:
    """Return how each office answers, by its name. Three queries.

    A duty that nobody answered before the voice was withdrawn, hidden or merged is nobody's any more.
    """
    standing = Q(contribution__state=ContributionState.SUBMITTED.value, contribution__hidden_at__isnull=True)
    rows = Assignment.objects.filter(contribution__forum=forum).filter(
        standing | Q(answered_at__isnull=False) | Q(ended_at__isnull=False)
    )
    found: dict[int, list[Duty]] = {}
    for office, given, due, answered, ended in rows.values_list(
        "office", "assigned_at", "due_on", "answered_at", "ended_at"
    ):
        duty = Duty(
            given=timezone.localdate(given),
            due=due,
            answered=timezone.localdate(answered) if answered else None,
            ended=ended is not None,
        )
        found.setdefault(office, []).append(duty)
    extra = restdays.extra()
    offices = Office.objects.filter(pk__in=found).order_by("name")
    return [OfficeScore(one, score(found[one.pk], today, extra=extra)) for one in offices]

"""Duties to answer: what an office owes, and what anyone sees of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from tequio.participation.forums.models import (
    PUBLIC_STATES,
    Answer,
    Assignment,
    ClusterMember,
    Contribution,
    Forum,
)
from tequio.participation.forums.types import ClusterState, ContributionState, DutyProgress


def _shown() -> QuerySet[Assignment]:
    found = Assignment.objects.filter(contribution__hidden_at__isnull=True)
    return found.select_related("contribution__forum", "contribution__pillar", "contribution__theme", "office")


def _of(offices: set[int] | None, forum: Forum | None) -> QuerySet[Assignment]:
    found = _shown().filter(ended_at__isnull=True)
    if offices is not None:
        found = found.filter(office__in=offices)
    return found.filter(contribution__forum=forum) if forum else found


def _waiting() -> Q:
    return Q(answered_at__isnull=True, contribution__state=ContributionState.SUBMITTED.value)


def _lists(today: date) -> dict[DutyProgress, Q]:
    return {
        DutyProgress.PENDING: _waiting(),
        DutyProgress.OVERDUE: _waiting() & Q(due_on__lt=today),
        DutyProgress.ANSWERED: Q(answered_at__isnull=False),
        DutyProgress.ALL: Q(contribution__state__in=PUBLIC_STATES),
    }


def duties(
    *, offices: set[int] | None, progress: DutyProgress, today: date, forum: Forum | None = None
) -> QuerySet[Assignment]:
    """Return the duties of some offices (None: all), the most urgent first. One query, whatever there is."""
    return _of(offices, forum).filter(_lists(today)[progress]).order_by("due_on", "contribution__folio", "pk")


def duty_counts(
    *, offices: set[int] | None, today: date, forum: Forum | None = None
) -> dict[DutyProgress, int]:
    """Return how many duties each list has. One query."""
    counted: dict[str, Any] = _of(offices, forum).aggregate(
        **{progress.name: Count("pk", filter=part) for progress, part in _lists(today).items()}
    )
    return {progress: counted[progress.name] for progress in DutyProgress}


def duty(pk: int) -> Assignment | None:
    """Return one duty with its voice and every answer of its office."""
    return _shown().select_related("contribution__site").prefetch_related("answers").filter(pk=pk).first()


def siblings(found: Assignment) -> list[Assignment]:
    """Return the other duties of the same office to voices that share a confirmed group with this one."""
    groups = ClusterMember.objects.filter(
        contribution=found.contribution_id, cluster__state=ClusterState.CONFIRMED.value
    ).values("cluster")
    same = ClusterMember.objects.filter(cluster__in=groups).values("contribution")
    others = _shown().filter(
        ended_at__isnull=True, office=found.office_id, contribution__in=same, answered_at__isnull=True
    )
    others = others.filter(contribution__state=ContributionState.SUBMITTED.value)
    return list(others.exclude(pk=found.pk).order_by("contribution__folio"))


def public_duties(voice: Contribution) -> list[Assignment]:
    """Return what anyone sees of the duty to answer a voice: each office in order, with its answers.

    What was merged into another is answered where it was merged. Two queries.
    """
    asked = voice.merged_into_id or voice.pk
    found = Assignment.objects.filter(contribution=asked).select_related("office", "contribution")
    return list(found.prefetch_related(_newest_first()).order_by("assigned_at", "pk"))


def _newest_first() -> Any:
    return Prefetch("answers", Answer.objects.order_by("-at", "-pk"))


def answers_of(act: Iterable[Any]) -> dict[Any, list[str]]:
    """Return the folios that each act of answering speaks of, in order. One query."""
    found: dict[Any, list[str]] = {}
    rows = Answer.objects.filter(act__in=list(act), assignment__contribution__hidden_at__isnull=True)
    for one, folio in rows.order_by("assignment__contribution__folio").values_list(
        "act", "assignment__contribution__folio"
    ):
        found.setdefault(one, []).append(str(folio))
    return found


def public_answers(forum: Forum, *, office: int | None = None) -> QuerySet[Assignment]:
    """Return the answered duties of an exercise, the latest first, each with its answers."""
    found = _shown().filter(
        contribution__forum=forum, contribution__state__in=PUBLIC_STATES, answered_at__isnull=False
    )
    if office is not None:
        found = found.filter(office=office)
    return found.prefetch_related(_newest_first()).order_by("-answered_at", "-pk")

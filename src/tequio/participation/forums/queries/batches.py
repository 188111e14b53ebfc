"""Batches of sheets and what was written down at tables."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from tequio.participation.forums.models import Contribution, Forum, PaperBatch
from tequio.participation.forums.queries import exercise
from tequio.participation.forums.queries.voices import typed
from tequio.participation.forums.types import ContributionState, PhaseKind


@dataclass(frozen=True, slots=True)
class Desk:
    """An exercise as who captures sees it."""

    forum: Forum
    open: bool  # contributions are received now
    batches: int
    waiting: int  # batches that are not closed


_COUNTED = Q(contributions__state__in=(ContributionState.SUBMITTED.value, ContributionState.MERGED.value))


def batches(forum: Forum) -> QuerySet[PaperBatch]:
    """Return the batches of an exercise, the newest first, each with ``captured``: the voices in it."""
    found = PaperBatch.objects.filter(forum=forum).select_related("opened_by")
    return found.annotate(captured=Count("contributions", filter=_COUNTED))


def desks(at: datetime) -> list[Desk]:
    """Return the published exercises with their batches counted, the newest first. Two queries."""
    counted = Count("batches", distinct=True)
    waiting = Count("batches", filter=Q(batches__closed_at__isnull=True), distinct=True)
    found = exercise.published().annotate(all_batches=counted, open_batches=waiting)
    return [
        Desk(forum, exercise.is_open(forum, PhaseKind.CONTRIBUTING, at), forum.all_batches, forum.open_batches)
        for forum in found
    ]


def batch(slug: str, folio: str) -> PaperBatch | None:
    """Return the batch with this folio in an exercise, with ``captured``, or None."""
    found = PaperBatch.objects.filter(forum__slug=slug, folio=typed(folio)).select_related("forum__territory")
    return found.annotate(captured=Count("contributions", filter=_COUNTED)).first()


def captured(batch: PaperBatch) -> QuerySet[Contribution]:
    """Return what was captured of a batch, the last first, what was removed too."""
    return batch.contributions.for_cards().order_by("-submitted_at", "-pk")


def next_sheet(batch: PaperBatch) -> int:
    """Return the number after the last sheet that was captured or set aside. Two queries."""
    last = batch.contributions.aggregate(n=Max("sheet"))["n"] or 0
    aside = batch.void_sheets.aggregate(n=Max("sheet"))["n"] or 0
    return int(max(last, aside)) + 1

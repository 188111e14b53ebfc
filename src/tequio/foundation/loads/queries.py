"""Named reads of bulk loads, each in a constant number of queries."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tequio.foundation.loads import permissions
from tequio.foundation.loads.models import Batch, Memory, Progress, Row
from tequio.foundation.loads.types import WROTE, BatchState, LoadKind, RowState

SHOWN = 50  # rows on a page of the preview, and loads in the history
_URGENT = (RowState.FAILED, RowState.KEPT)


def batch(batch_id: UUID) -> Batch | None:
    """Return one bulk load, or None."""
    found = Batch.objects.select_related("file", "created_by", "undone_by").filter(pk=batch_id)
    return found.first()


def history(actor: Any) -> QuerySet[Batch]:
    """Return the loads that this person sees, the newest first."""
    mine = permissions.loadable(actor)
    whole = [kind.slug for kind in mine if permissions.sees_all(actor, kind)]
    seen = Q(kind__in=whole) | Q(kind__in=[kind.slug for kind in mine], created_by=actor)
    return Batch.objects.filter(seen).select_related("created_by")


def rows(batch_id: UUID, *, state: str = "") -> QuerySet[Row]:
    """Return the rows of a load in the order of the file, those of one state if named."""
    found = Row.objects.filter(batch_id=batch_id).only(
        "number", "state", "label", "problems", "batch_id", "subject"
    )
    return found.filter(state=state) if state else found


def counts(batch_id: UUID) -> dict[str, int]:
    """Return how many rows of a load are in each state."""
    found = Row.objects.filter(batch_id=batch_id).order_by().values_list("state")
    return dict(found.annotate(n=Count("pk")))


def progress(batch_id: UUID) -> tuple[int, int]:
    """Return how many rows the present work has done, and of how many."""
    found = Progress.objects.filter(pk=batch_id).first()
    return (found.done, found.total) if found else (0, 0)


def remembered(kind: LoadKind, person_id: int | None) -> dict[str, str]:
    """Return what columns meant before: to this person, else to whoever loaded the kind last."""
    memories = list(Memory.objects.filter(kind=kind.slug).order_by("-used_at")[:20])
    own = [memory for memory in memories if memory.person_id == person_id]
    if not own and person_id:
        own = list(Memory.objects.filter(kind=kind.slug, person_id=person_id))
    chosen = (own or memories)[:1]
    return dict(chosen[0].columns) if chosen else {}


def written(batch_id: UUID) -> QuerySet[Row]:
    """Return the rows of a load that wrote something, the last first."""
    return Row.objects.filter(batch_id=batch_id, state__in=WROTE).order_by("-number")


def subjects(batch_id: UUID) -> Iterable[str]:
    """Return the keys of the things that a load wrote on, each once."""
    found = Row.objects.filter(batch_id=batch_id).exclude(subject="").exclude(written=None)
    return found.order_by("subject").values_list("subject", flat=True).distinct().iterator(chunk_size=2_000)


def later_loads(target: Batch, keys: Iterable[str]) -> dict[str, str]:
    """Return, of these keys of things, those that a later load that still stands wrote on too, and its name."""
    found = Row.objects.filter(
        subject__in=list(keys),
        batch__state=BatchState.LOADED.value,
        batch__committed_at__gt=target.committed_at,
        state__in=WROTE,
    ).exclude(batch_id=target.pk)
    return dict(found.values_list("subject", "batch__name"))


def same_file(target: Batch) -> Batch | None:
    """Return the latest load of the very same file and kind that was written, or None."""
    found = Batch.objects.filter(kind=target.kind, sha256=target.sha256, committed_at__isnull=False)
    return found.exclude(pk=target.pk).exclude(sha256="").order_by("-committed_at").first()

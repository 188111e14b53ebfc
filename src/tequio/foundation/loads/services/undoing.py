"""Taking back a load: what stood before stands again, unless something was built upon it since."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from tequio.foundation.audit import services as audit
from tequio.foundation.audit.types import Event
from tequio.foundation.loads import queries
from tequio.foundation.loads.events import BatchUndone
from tequio.foundation.loads.models import Batch, Row
from tequio.foundation.loads.services.passing import Report
from tequio.foundation.loads.services.reading import PORTION
from tequio.foundation.loads.types import BatchState, LoadKind, RowState, Setting, Written


def undo(batch: Batch, kind: LoadKind, setting: Setting, report: Report) -> None:
    """Take back the rows of a load, the last first (LOAD-6, LOAD-7). Part of ``work``, in its transaction.

    Where something was built upon a row since, no row is taken back and each such row says why; if the person
    then asks for it (``partly``), those rows stay and the others are taken back.
    """
    blocked = _blocked(batch, kind)
    Row.objects.filter(batch=batch).update(problems=[])
    for number, reason in blocked.items():
        Row.objects.filter(batch=batch, number=number).update(problems=[{"column": "", "text": str(reason)}])
    if blocked and not batch.partly:
        batch.state, batch.counts = (
            BatchState.LOADED.value,
            queries.counts(batch.pk) | {"blocked": len(blocked)},
        )
        batch.save()
        return
    events = _take_back(batch, kind, setting, report, set(blocked))
    Row.objects.filter(batch=batch, number__in=blocked).update(state=RowState.KEPT.value)
    batch.state, batch.undone_at = BatchState.UNDONE.value, setting.at
    batch.counts = queries.counts(batch.pk)
    batch.save()
    taken = batch.counts.get(RowState.UNDONE.value, 0)
    done = BatchUndone(batch_id=str(batch.pk), load=batch.kind, rows=taken)
    audit.record_all([*events, done], actor=batch.undone_by_id)


def _blocked(batch: Batch, kind: LoadKind) -> dict[int, Any]:
    """Return the rows that cannot be taken back, by number, and why."""
    found: dict[int, Any] = {}
    for portion in _portions(batch):
        later = queries.later_loads(batch, {row.subject for row in portion if row.subject})
        for row in portion:
            if row.subject in later:
                message = _("La carga «%(name)s» escribió después sobre lo mismo. Deshaga primero esa.")
                found[row.number] = message % {"name": later[row.subject]}
        found |= kind.blocked([_written(batch, row) for row in portion if row.number not in found])
    return found


def _take_back(batch: Batch, kind: LoadKind, setting: Setting, report: Report, kept: set[int]) -> list[Event]:
    events: list[Event] = []
    done = 0
    for portion in _portions(batch):
        rows = [row for row in portion if row.number not in kept]
        events += kind.undo([_written(batch, row) for row in rows], setting)
        Row.objects.filter(pk__in=[row.pk for row in rows]).update(state=RowState.UNDONE.value)
        done += len(portion)
        report(done, batch.total)
    return events


def _portions(batch: Batch) -> Iterator[list[Row]]:
    """Give the rows that wrote something, the last first."""
    last = None
    while True:
        found = queries.written(batch.pk)
        portion = list(islice(found.filter(number__lt=last) if last is not None else found, PORTION))
        if not portion:
            return
        yield portion
        last = portion[-1].number


def _written(batch: Batch, row: Row) -> Written:
    assert batch.committed_at is not None  # noqa: S101 - only what was loaded is undone
    return Written(
        number=row.number, label=row.label, state=row.state, written=row.written or {}, at=batch.committed_at
    )

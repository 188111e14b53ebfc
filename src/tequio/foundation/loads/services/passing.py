"""One pass over the rows of a load, by the kind's own writer: to look at them, or to write them."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tequio.foundation.audit import services as audit
from tequio.foundation.audit.types import Event
from tequio.foundation.loads import queries
from tequio.foundation.loads.events import BatchLoaded
from tequio.foundation.loads.models import Batch, Row
from tequio.foundation.loads.services import cells
from tequio.foundation.loads.services.reading import PORTION
from tequio.foundation.loads.types import WROTE, BatchState, LoadKind, RowSaid, RowState, Setting

Report = Callable[[int, int], None]  # rows done, of how many
_LEFT_OUT = (RowState.FAILED.value, RowState.EXAMPLE.value)


class _AbandonedError(Exception):
    """The pass only looked, or some row failed: what it wrote is undone."""


def check(batch: Batch, kind: LoadKind, setting: Setting, report: Report) -> None:
    """Try every row exactly as it would be written, keep what each says, and write nothing (LOAD-2)."""
    results, _events = _pass(batch, kind, setting, report, keep=False)
    _store(results)
    batch.counts = queries.counts(batch.pk)
    failed = batch.counts.get(RowState.FAILED.value, 0)
    batch.state = (BatchState.FAILED if failed else BatchState.READY).value
    batch.save()


def load(batch: Batch, kind: LoadKind, setting: Setting, report: Report) -> None:
    """Write every row, or, if one fails, none, and say which and why (LOAD-5).

    Part of ``work``: in one transaction with the record of it in the log.
    """
    results, events = _pass(batch, kind, setting, report, keep=True)
    _store(results)
    batch.counts = queries.counts(batch.pk)
    if events is None:
        batch.state, batch.without_failed = BatchState.FAILED.value, False
        batch.note = _("Algo cambió desde la revisión y ahora hay filas con error. No se escribió ninguna.")
        batch.save()
        return
    _finish(batch, events, setting.at)


def _finish(batch: Batch, events: Sequence[Event], at: datetime) -> None:
    batch.state, batch.committed_at, batch.note = BatchState.LOADED.value, at, ""
    batch.save()
    rows = sum(batch.counts.get(state, 0) for state in WROTE)
    done = BatchLoaded(batch_id=str(batch.pk), load=batch.kind, rows=rows, sha256=batch.sha256)
    audit.record_all([*events, done], actor=batch.created_by_id)


def _pass(
    batch: Batch, kind: LoadKind, setting: Setting, report: Report, *, keep: bool
) -> tuple[list[tuple[int, RowSaid]], list[Event] | None]:
    """Return what each row said, by its key, and the events; None where the pass was undone."""
    results: list[tuple[int, RowSaid]] = []
    try:
        with transaction.atomic():
            writer = kind.begin(setting)
            for portion in _portions(batch):
                said = [cells.read_row(kind, batch.mapping, row.number, row.cells) for row in portion]
                writer.write([one for one in said if not one.problems and one.state is not RowState.EXAMPLE])
                results += [(row.pk, _settled(one)) for row, one in zip(portion, said, strict=True)]
                report(len(results), batch.total)
            events = list(writer.finish())
            if not keep or any(one.state is RowState.FAILED for _pk, one in results):
                raise _AbandonedError  # noqa: TRY301 - it leaves the transaction, which is how it is undone
            return results, events
    except _AbandonedError:
        for _pk, one in results:
            one.written = None
        return results, None


def _portions(batch: Batch) -> Iterator[list[Row]]:
    """Give the rows in their order, those that were left out on purpose excepted."""
    last = 0
    while True:
        found = Row.objects.filter(batch=batch, number__gt=last)
        if batch.without_failed:
            found = found.exclude(state__in=_LEFT_OUT)
        portion = list(found.order_by("number")[:PORTION])
        if not portion:
            return
        yield portion
        last = portion[-1].number


def _settled(said: RowSaid) -> RowSaid:
    """Return the row with its state settled and its values forgotten: only what is kept stays in memory."""
    if said.problems:
        said.state, said.written, said.subject = RowState.FAILED, None, ""
    if said.state not in (RowState.NEW, RowState.CHANGED):
        said.written, said.subject = None, ""
    said.values = {}
    return said


_UPDATE = """
    UPDATE loads_row SET state = v.state, label = v.label, subject = v.subject,
        problems = v.problems::jsonb, written = v.written::jsonb
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
        AS v(id, state, label, subject, problems, written)
    WHERE loads_row.id = v.id
"""


def _store(results: Sequence[tuple[int, RowSaid]]) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(results), PORTION):
            rows = [_columns(pk, said) for pk, said in results[start : start + PORTION]]
            cursor.execute(_UPDATE, [list(column) for column in zip(*rows, strict=True)])


def _columns(pk: int, said: RowSaid) -> tuple[Any, ...]:
    problems = [{"column": problem.column, "text": str(problem.text)} for problem in said.problems]
    written = None if said.written is None else json.dumps(said.written)
    return pk, said.state.value, said.label, said.subject, json.dumps(problems), written

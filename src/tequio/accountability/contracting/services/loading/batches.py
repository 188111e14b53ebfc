"""A bulk load from its file to its undoing: check, load whole or not at all, undo."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import BatchLoaded, BatchUndone
from tequio.accountability.contracting.models import Award, Contract, LoadBatch, Payment, Process
from tequio.accountability.contracting.queries import touched_since
from tequio.accountability.contracting.services.errors import ContractingError, UnknownError
from tequio.accountability.contracting.services.loading import columns
from tequio.accountability.contracting.services.loading.reading import RowSaid, read_row
from tequio.accountability.contracting.services.loading.writing import Setting, Written, procedures, write_row
from tequio.accountability.contracting.services.processes import keep_money, locked
from tequio.accountability.contracting.types import BatchState, ContractStatus, ProcessStatus
from tequio.foundation.audit import services as audit
from tequio.foundation.files import queries as files
from tequio.foundation.files.adapters.spreadsheets import read_rows
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import Table
from tequio.foundation.jobs.app import app
from tequio.participation.editions.models import Edition

CHECK = "contracting.check_batch"  # names of the tasks
LOAD = "contracting.load_batch"
LARGE = 100  # rows from which the work is done in the background


class FailedRowsError(ContractingError):
    """Some row cannot be written, so none was."""


def start_batch(
    *, file: StoredFile, edition: Edition | None, at: datetime, actor: int | None = None
) -> LoadBatch:
    """Begin a bulk load: read the file and guess what its columns mean. Nothing is written yet.

    Raises:
        UnreadableSpreadsheetError: if the file is no table.
    """
    table = _table(file)
    return LoadBatch.objects.create(
        edition=edition,
        file=file,
        name=file.original_name,
        state=BatchState.MAPPING.value,
        mapping=columns.guess(table.header),
        preview={"header": list(table.header), "total": len(table.rows)},
        created_by_id=actor,
        created_at=at,
    )


@transaction.atomic
def use_mapping(*, batch_id: UUID, mapping: dict[str, str]) -> LoadBatch:
    """Say which header of the file means which field; payments are always found by their own names.

    Raises:
        ContractingError: if a column that is needed is not named, or the load was written already.
    """
    batch = _locked(batch_id)
    _refuse_written(batch)
    header = batch.preview["header"]
    batch.mapping = {field: name for field, name in mapping.items() if name in header}
    batch.mapping |= columns.payments(header)
    batch.state = BatchState.MAPPING.value
    batch.save()
    return batch


def queue_if_large(*, batch: LoadBatch, load: bool) -> bool:
    """Hand a large load to the worker. Returns whether it was large; if not, the caller does it now."""
    if batch.preview["total"] < LARGE:
        return False
    state = BatchState.LOADING if load else BatchState.CHECKING
    with transaction.atomic():
        LoadBatch.objects.filter(pk=batch.pk).update(state=state.value)
        app.configure_task(LOAD if load else CHECK, lock=f"batch-{batch.pk}").defer(batch_id=str(batch.pk))
    return True


def check_batch(*, batch_id: UUID, offices: set[int] | None) -> LoadBatch:
    """Try every row exactly as it would be written, keep what each says, and write nothing.

    Args:
        batch_id: the load.
        offices: whose projects may be loaded; None for all.
    """
    batch = LoadBatch.objects.select_related("file", "edition").get(pk=batch_id)
    _refuse_written(batch)
    with transaction.atomic():
        rows = _write_all(batch, offices)
        transaction.set_rollback(True)
    _keep_preview(batch, rows)
    return batch


def load_batch(*, batch_id: UUID, offices: set[int] | None, at: datetime) -> LoadBatch:
    """Write every row in one transaction; if any fails, none is written.

    Raises:
        FailedRowsError: if some row cannot be written; the preview then says which and why.
    """
    batch = LoadBatch.objects.select_related("file", "edition").get(pk=batch_id)
    rows: list[tuple[RowSaid, Written | None]] = []
    try:
        with transaction.atomic():
            _refuse_written(_locked(batch_id))
            rows = _write_all(batch, offices)
            _refuse_failed(rows)
            _finish(batch, rows, at)
    except FailedRowsError:
        _keep_preview(batch, rows)
        raise
    return batch


@transaction.atomic
def undo_batch(*, batch_id: UUID, at: datetime, actor: int | None = None) -> LoadBatch:
    """Take back a load while nothing else touched what it wrote. What was published stays in the history.

    Raises:
        ContractingError: if it is not loaded, or something of it was changed since.
    """
    batch = _locked(batch_id)
    if batch.state != BatchState.LOADED:
        raise ContractingError(_("Esta carga no está escrita: no hay qué deshacer."), status=409)
    touched = touched_since(batch)
    if touched:
        shown = ", ".join(touched[:5])
        message = _("No se puede deshacer: después de la carga se cambió %(which)s. Corrija a mano lo demás.")
        raise ContractingError(message % {"which": shown}, status=409)
    reason = _("Se deshizo la carga masiva del %(day)s.") % {"day": date_format(at, "j b Y")}
    for written in batch.created:
        _take_back(Written(**written), reason)
    batch.state, batch.undone_at = BatchState.UNDONE.value, at
    batch.save()
    audit.record(BatchUndone(batch_id=str(batch.pk)), actor=actor)
    return batch


def _table(file: StoredFile) -> Table:
    return read_rows(files.content(file), file.original_name)


def _locked(batch_id: UUID) -> LoadBatch:
    try:
        return LoadBatch.objects.select_for_update().get(pk=batch_id)
    except LoadBatch.DoesNotExist as error:
        raise UnknownError(_("No existe esa carga."), status=404) from error


def _refuse_written(batch: LoadBatch) -> None:
    if batch.state in (BatchState.LOADED, BatchState.UNDONE):
        raise ContractingError(_("Esta carga ya se escribió."), status=409)


def _write_all(batch: LoadBatch, offices: set[int] | None) -> list[tuple[RowSaid, Written | None]]:
    assert batch.file is not None  # noqa: S101 - every load begins with its file
    table = _table(batch.file)
    lacking = columns.missing(batch.mapping)
    if lacking:
        message = _("Falta decir qué columna es: %(columns)s.") % {"columns": ", ".join(lacking)}
        raise ContractingError(message, status=422)
    setting = Setting(
        edition=batch.edition, offices=offices, actor=batch.created_by_id, procedures=procedures()
    )
    said = [read_row(row, table.header, batch.mapping) for row in table.rows]
    return [(row, write_row(row, setting)) for row in said]


def _refuse_failed(rows: Sequence[tuple[RowSaid, Written | None]]) -> None:
    failed = sum(1 for said, _written in rows if said.problems)
    if failed:
        raise FailedRowsError(
            _("%(n)d filas tienen algo que corregir. No se escribió ninguna.") % {"n": failed}, status=422
        )


def _finish(batch: LoadBatch, rows: Sequence[tuple[RowSaid, Written | None]], at: datetime) -> None:
    batch.created = [asdict(written) for _said, written in rows if written and written.anything]
    batch.state, batch.committed_at = BatchState.LOADED.value, at
    batch.preview |= _preview(rows)
    batch.save()
    event = BatchLoaded(batch_id=str(batch.pk), rows=len(batch.created))
    audit.record(event, actor=batch.created_by_id)


def _keep_preview(batch: LoadBatch, rows: Sequence[tuple[RowSaid, Written | None]]) -> None:
    batch.preview |= _preview(rows)
    ready = not batch.preview["counts"]["failed"]
    batch.state = (BatchState.READY if ready else BatchState.FAILED).value
    batch.save()


def _preview(rows: Sequence[tuple[RowSaid, Written | None]]) -> dict[str, Any]:
    counts = {"new": 0, "unchanged": 0, "failed": 0}
    shown = []
    for said, written in rows:
        state = "failed" if said.problems else "new" if written and written.anything else "unchanged"
        counts[state] += 1
        problems = [asdict(problem) for problem in said.problems]
        shown.append({"number": said.number, "state": state, "label": said.label, "problems": problems})
    return {"counts": counts, "rows": shown}


def _take_back(written: Written, reason: str) -> None:
    """Cancel what a row wrote: never delete it, since it may be published already."""
    assert written.process is not None  # noqa: S101 - a row that wrote something has its process
    process = locked(written.process)
    Payment.objects.filter(pk__in=written.payments).update(voided=True)
    if written.signed and written.contract:
        Contract.objects.filter(pk=written.contract).update(status=ContractStatus.CANCELLED.value)
    if written.award:
        Award.objects.filter(pk=written.award).update(cancelled=True)
    if written.opened:
        Process.objects.filter(pk=process.pk).update(status=ProcessStatus.WITHDRAWN.value, status_reason=reason)
    keep_money(process)

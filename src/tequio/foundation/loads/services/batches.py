"""A bulk load from its file to its undoing. What must be done stands in its row."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.foundation.accounts.models import User
from tequio.foundation.files.models import StoredFile
from tequio.foundation.jobs.app import WAITED_FOR, app
from tequio.foundation.loads.models import Batch
from tequio.foundation.loads.services import mapping as columns
from tequio.foundation.loads.services import passing, reading, undoing
from tequio.foundation.loads.services.errors import LoadError, UnknownLoadError
from tequio.foundation.loads.services.passing import Report
from tequio.foundation.loads.types import OPEN, WORKING, BatchState, LoadKind, Setting, find

WORK = "loads.work"  # name of the task
LARGE_FILE = 60_000  # bytes from which a file is read in the background
LARGE = 100  # rows from which the rest is done there
_CONFLICT, _UNPROCESSABLE = 409, 422


@transaction.atomic
def start(
    *, kind: LoadKind, file: StoredFile, at: datetime, actor: User | None = None, scope: str = ""
) -> Batch:
    """Begin a load of a stored spreadsheet. Nothing of it is read yet: see ``carry_on``.

    Args:
        kind: what its rows are.
        file: as it was uploaded.
        at: now.
        actor: who loads; what they may write is asked row by row.
        scope: what was chosen for the whole file, such as an edition.
    """
    return Batch.objects.create(
        kind=kind.slug,
        scope=scope,
        file=file,
        name=file.original_name,
        sha256=bytes(file.sha256).hex(),
        state=BatchState.READING.value,
        created_by=actor,
        created_at=at,
    )


@transaction.atomic
def read_again(*, batch_id: UUID, sheet: str, header_row: int | None) -> Batch:
    """Read another sheet of the file, or take another row as the one that names its columns.

    Raises:
        LoadError: if it was loaded already, or is being worked on.
    """
    batch = _open(batch_id)
    batch.header_row = header_row if sheet in ("", batch.sheet) else None
    batch.sheet = sheet or batch.sheet
    batch.state = BatchState.READING.value
    batch.save()
    return batch


@transaction.atomic
def use_mapping(*, batch_id: UUID, mapping: Mapping[str, int], at: datetime) -> Batch:
    """Say which column of the file is which datum; it is remembered, and the rows are looked at next.

    Args:
        batch_id: the load.
        mapping: place in the header of each column; extra ones are always found by their own names.
        at: now.

    Raises:
        LoadError: if a column that is needed is not named, two are the same, or the load was written already.
    """
    batch = _open(batch_id)
    kind = kind_of(batch)
    found = {
        c.name: mapping[c.name] for c in kind.columns if mapping.get(c.name, -1) in range(len(batch.header))
    }
    if len(set(found.values())) < len(found):
        raise LoadError(_("Dos datos apuntan a la misma columna del archivo."), status=_UNPROCESSABLE)
    extra = {column.name for column in kind.columns if column.extra}
    guessed = columns.guess(kind, batch.header, {}).items()
    batch.mapping = found | {n: place for n, place in guessed if n in extra and place not in found.values()}
    lacking = columns.lacking(kind, batch.mapping)
    if lacking:
        names = ", ".join(lacking)
        message = _("Falta decir qué columna es: %(columns)s.") % {"columns": names}
        raise LoadError(message, status=_UNPROCESSABLE)
    batch.state, batch.without_failed, batch.note = BatchState.CHECKING.value, False, ""
    batch.save()
    columns.remember(kind=kind, batch=batch, at=at)
    return batch


@transaction.atomic
def request_load(*, batch_id: UUID, without_failed: bool = False) -> Batch:
    """Ask that the rows be written: all, or, if the person says so, all but those that fail (LOAD-9).

    Raises:
        LoadError: if it is not ready, or was written already.
    """
    batch = _open(batch_id)
    if batch.state == BatchState.MAPPING or (batch.state == BatchState.FAILED and not without_failed):
        raise LoadError(
            _("Hay filas por corregir. Corríjalas en su archivo y súbalo otra vez."), status=_UNPROCESSABLE
        )
    batch.state = BatchState.LOADING.value
    batch.without_failed = without_failed
    batch.save()
    return batch


@transaction.atomic
def request_undo(*, batch_id: UUID, actor: User, partly: bool = False) -> Batch:
    """Ask that a load be taken back; with ``partly``, what cannot be is left.

    Raises:
        LoadError: if it is not loaded.
    """
    batch = _locked(batch_id)
    if batch.state != BatchState.LOADED:
        raise LoadError(_("Esta carga no está escrita: no hay qué deshacer."), status=_CONFLICT)
    batch.state, batch.undone_by, batch.partly = BatchState.UNDOING.value, actor, partly
    batch.save()
    return batch


def carry_on(*, batch_id: UUID, at: datetime) -> Batch:
    """Do here and now what the load waits for, if it is little; else hand it to the worker."""
    while True:
        with transaction.atomic():
            batch = _locked(batch_id)
            if BatchState(batch.state) not in WORKING:
                return batch
            if _is_large(batch):
                app.configure_task(WORK, lock=f"load-{batch.pk}", priority=WAITED_FOR).defer(
                    batch_id=str(batch.pk)
                )
                return batch
            _step(batch, at, _silent)


def work(*, batch_id: UUID, at: datetime, report: Report) -> Batch:
    """Do what the load waits for, however long it takes. Safe to run twice: each step is one transaction.

    Args:
        batch_id: the load.
        at: now.
        report: is told how many rows are done, and of how many.
    """
    while True:
        with transaction.atomic():
            batch = _locked(batch_id)
            if BatchState(batch.state) not in WORKING:
                return batch
            _step(batch, at, report)


def kind_of(batch: Batch) -> LoadKind:
    """Return the kind of a load.

    Raises:
        UnknownLoadError: if the context that took such rows is gone.
    """
    kind = find(batch.kind)
    if kind is None:
        raise UnknownLoadError(_("Ya no se cargan hojas de este tipo."))
    return kind


def _step(batch: Batch, at: datetime, report: Report) -> None:
    kind = kind_of(batch)
    report(0, batch.total)
    if batch.state == BatchState.READING:
        reading.read(batch, kind)
        return
    undoes = batch.state == BatchState.UNDOING
    setting = Setting(actor=batch.undone_by if undoes else batch.created_by, at=at, scope=batch.scope)
    step = {BatchState.CHECKING: passing.check, BatchState.LOADING: passing.load}.get(
        BatchState(batch.state), undoing.undo
    )
    step(batch, kind, setting, report)


def _is_large(batch: Batch) -> bool:
    if batch.state == BatchState.READING:
        return batch.file is not None and batch.file.size > LARGE_FILE
    return batch.total >= LARGE


def _silent(done: int, total: int) -> None:
    """Tell nobody: the person who asked waits for the answer."""


def _locked(batch_id: UUID) -> Batch:
    try:
        return Batch.objects.select_for_update(of=("self",)).select_related("file").get(pk=batch_id)
    except Batch.DoesNotExist as error:
        raise UnknownLoadError(_("No existe esa carga.")) from error


def _open(batch_id: UUID) -> Batch:
    batch = _locked(batch_id)
    if BatchState(batch.state) in WORKING:
        raise LoadError(_("Se está trabajando en esta carga. Espere a que termine."), status=_CONFLICT)
    if BatchState(batch.state) not in OPEN | {BatchState.UNREADABLE}:
        raise LoadError(_("Esta carga ya se escribió."), status=_CONFLICT)
    return batch

"""``tequio import rows KIND FILE``: a spreadsheet of any kind is loaded whole, or not at all."""

import argparse
import sys
import time
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.loads import queries, services
from tequio.foundation.loads.models import Batch
from tequio.foundation.loads.types import BatchState, LoadKind, RowState, kinds
from tequio.foundation.web.errors import DomainError

UNREADABLE = 2
FAILED = 1
SHOWN = 50  # rows to mend that are printed


def run(arguments: list[str]) -> int:
    """Load the file named in the arguments. Returns 0 if loaded, 1 if some row is wrong, 2 if unreadable."""
    offered = {kind.slug: kind for kind in kinds()}
    parser = argparse.ArgumentParser(prog="tequio import rows")
    parser.add_argument("kind", metavar="TIPO", choices=sorted(offered), help=", ".join(sorted(offered)))
    parser.add_argument("file", metavar="ARCHIVO", type=Path, help="XLSX, XLS, ODS o CSV")
    parser.add_argument("--edition", metavar="DIRECCIÓN", default="", help="la edición de los proyectos")
    parser.add_argument("--check", action="store_true", help="revisa cada fila y no carga nada")
    options = parser.parse_args(arguments)
    return load(offered[options.kind], options.file, edition=options.edition, check=options.check)


def load(kind: LoadKind, path: Path, *, edition: str, check: bool) -> int:
    """Load one file of a kind; see ``run`` for what it returns."""
    if edition and (kind.scope is None or edition not in dict(kind.scope.choices())):
        return _fail(f"no hay una edición «{edition}».")
    began = time.monotonic()
    try:
        batch = _worked(kind, path, edition)
        if not check and batch.state == BatchState.READY:
            services.request_load(batch_id=batch.pk)
            batch = services.work(batch_id=batch.pk, at=timezone.now(), report=_silent)
    except OSError as error:
        return _fail(f"no se puede leer {path} ({error.strerror}).")
    except DomainError as error:
        return _fail(str(error))
    return _tell(batch, kind, time.monotonic() - began)


def _worked(kind: LoadKind, path: Path, edition: str) -> Batch:
    upload = ContentFile(path.read_bytes(), name=path.name)
    stored = files.store(upload=upload, kind=FileKind.SPREADSHEET)
    batch = services.start(kind=kind, file=stored, at=timezone.now(), scope=edition)
    return services.work(batch_id=batch.pk, at=timezone.now(), report=_silent)


def _silent(done: int, total: int) -> None:
    del done, total


def _tell(batch: Batch, kind: LoadKind, seconds: float) -> int:
    """Print what each wrong row says, and the counts. Returns the exit code."""
    if batch.state == BatchState.UNREADABLE:
        return _fail(batch.note)
    if batch.state == BatchState.MAPPING:
        lacking = ", ".join(services.lacking(kind, batch.mapping))
        return _fail(f"falta decir qué columna es: {lacking}.")
    labels = {column.name: column.label for column in kind.columns}
    for row in queries.rows(batch.pk, state=RowState.FAILED.value)[:SHOWN]:
        said = " ".join(
            f"{labels.get(p['column'], p['column'])}: {p['text']}" if p["column"] else p["text"]
            for p in row.problems
        )
        print(f"Fila {row.number} ({row.label}): {said}", file=sys.stderr)
    counts = {state: batch.counts.get(state.value, 0) for state in RowState}
    print(
        f"{batch.total} filas: {counts[RowState.NEW]} nuevas, {counts[RowState.CHANGED]} cambian, "
        f"{counts[RowState.UNCHANGED]} iguales, {counts[RowState.FAILED]} por corregir. {seconds:.2f} s."
    )
    if counts[RowState.FAILED]:
        print("No se cargó ninguna.")
        return FAILED
    return 0


def _fail(text: str) -> int:
    print(f"tequio import: {text}", file=sys.stderr)
    return UNREADABLE

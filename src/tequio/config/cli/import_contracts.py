"""``tequio import contracts FILE --edition SLUG``: a spreadsheet is loaded whole, or not at all."""

import argparse
import sys
import time
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from tequio.accountability.contracting.models import LoadBatch
from tequio.accountability.contracting.services import ContractingError, loading
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions.models import Edition

UNREADABLE = 2
FAILED = 1
SHOWN = 50  # rows to mend that are printed


def run(arguments: list[str]) -> int:
    """Load the file named in the arguments. Returns 0 if loaded, 1 if some row is wrong, 2 if unreadable."""
    parser = argparse.ArgumentParser(prog="tequio import contracts")
    parser.add_argument("file", metavar="ARCHIVO", type=Path, help="XLSX, XLS, ODS o CSV")
    parser.add_argument("--edition", metavar="DIRECCIÓN", default="", help="la edición de los proyectos")
    parser.add_argument("--check", action="store_true", help="revisa cada fila y no carga nada")
    options = parser.parse_args(arguments)
    edition = Edition.objects.filter(slug=options.edition).first()
    if options.edition and edition is None:
        return _fail(f"no hay una edición «{options.edition}».")
    try:
        batch = _started(options.file, edition)
    except OSError as error:
        return _fail(f"no se puede leer {options.file} ({error.strerror}).")
    except DomainError as error:
        return _fail(str(error))
    return _load(batch, check=options.check)


def _started(path: Path, edition: Edition | None) -> LoadBatch:
    upload = ContentFile(path.read_bytes(), name=path.name)
    stored = files.store(upload=upload, kind=FileKind.SPREADSHEET)
    return loading.start_batch(file=stored, edition=edition, at=timezone.now())


def _load(batch: LoadBatch, *, check: bool) -> int:
    began = time.monotonic()
    try:
        if check:
            done = loading.check_batch(batch_id=batch.pk, offices=None)
        else:
            done = loading.load_batch(batch_id=batch.pk, offices=None, at=timezone.now())
    except ContractingError as error:
        batch.refresh_from_db()
        print(f"tequio import: {error}", file=sys.stderr)
        return _tell(batch, time.monotonic() - began)
    return _tell(done, time.monotonic() - began)


def _tell(batch: LoadBatch, seconds: float) -> int:
    """Print what each wrong row says, and the counts. Returns the exit code."""
    counts = batch.preview.get("counts")
    if counts is None:
        return UNREADABLE
    wrong = [row for row in batch.preview["rows"] if row["problems"]]
    for row in wrong[:SHOWN]:
        said = " ".join(f"{p['column']}: {p['text']}" if p["column"] else p["text"] for p in row["problems"])
        print(f"Fila {row['number']} ({row['label']}): {said}", file=sys.stderr)
    print(
        f"{batch.preview['total']} filas: {counts['new']} nuevas, {counts['unchanged']} iguales, "
        f"{counts['failed']} por corregir. {seconds:.2f} s."
    )
    if wrong:
        print("No se cargó ninguna.")
        return FAILED
    return 0


def _fail(text: str) -> int:
    print(f"tequio import: {text}", file=sys.stderr)
    return UNREADABLE

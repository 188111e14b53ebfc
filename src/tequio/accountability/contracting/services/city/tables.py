"""The city's records as tables: one simple CSV of all processes, and per year a zip with one CSV per list."""

import csv
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from django.db.models import Count, Max, Sum

from tequio.accountability.contracting.models import Record, Segment
from tequio.accountability.contracting.services import shelf
from tequio.accountability.contracting.services.city import pieces, segments
from tequio.accountability.contracting.services.city.pieces import Sink
from tequio.accountability.contracting.services.city.segments import RECORDS, SIMPLE, TABLES, Due
from tequio.core.ocds import flatten
from tequio.core.ocds.values import stamp

ZIP = "application/zip"
_BLOCK = 1 << 20
_READ_ME = (
    "Cada archivo CSV es una lista del estándar OCDS 1.1: «releases» tiene una fila por proceso, en su última "
    "versión; las demás se unen a ella por la columna «ocid» y las que terminan en «/id».\r\n"
    "Los montos van con IVA, en la moneda que dice su columna «currency». UTF-8, separado por comas.\r\n"
)


def write_simple(folder: Path) -> None:
    """Write the table with one row per process, if some record changed since."""
    found = Record.objects.aggregate(n=Count("pk"), sum=Sum("number"), newest=Max("last_at"))
    due = Due(SIMPLE, "", f"{found['n']}/{found['sum']}")
    if not found["n"] or Segment.objects.filter(kind=SIMPLE, mark=due.mark).exists():
        return
    sink = Sink(folder / "contrataciones.csv", compressed=False)
    rows = simple_rows()
    sink.write(shelf.table(rows))
    piece = pieces.stored(
        sink,
        name="contrataciones.csv",
        contents="simple",
        period="",
        media_type=shelf.CSV,
        count=found["n"],
        until=stamp(found["newest"]),
    )
    segments.save(due, [piece])


def simple_rows(period: str = "") -> list[dict[str, str]]:
    """Return the rows of the simple table, by ocid; of the processes that began in a year, or of all."""
    found = segments.records_of(period) if period else Record.objects.all()
    return list(found.order_by("process__ocid").values_list("summary", flat=True))


def stale() -> list[Due]:
    """Return the years whose tables do not hold what their records say."""
    return [Due(TABLES, one.period, one.mark) for one in years_of_records() if not _stands(TABLES, one)]


def years_of_records() -> list[Due]:
    """Return the years of records whose files are up to date, with what they were made from."""
    years = Segment.objects.filter(kind=RECORDS).exclude(period__contains="-")
    return [Due(RECORDS, *one) for one in years.values_list("period", "mark")]


def _stands(kind: str, of: Due) -> bool:
    return Segment.objects.filter(kind=kind, period=of.period, mark=of.mark).exists()


def write(due: Due, folder: Path) -> None:
    """Write the tables of a year, one record at a time."""
    found = segments.records_of(due.period)
    newest = max(found.values_list("last_at", flat=True))
    inside = folder / f"tablas-{due.period}"
    inside.mkdir()
    with ExitStack() as stack:

        def opened(name: str) -> TextIO:
            file = (inside / f"{name}.csv").open("w", encoding="utf-8-sig", newline="")
            return stack.enter_context(file)

        counts = flatten.write_tables(segments.parsed(found), opened)
    _write_simple_rows(inside / "resumen.csv", simple_rows(due.period))
    (inside / "LEAME.txt").write_text(_READ_ME, encoding="utf-8", newline="")
    name = f"tablas-{due.period}.csv.zip"
    sink = Sink(folder / name, compressed=False)
    for block in _zipped(inside, folder / f"{name}.part"):
        sink.write(block)
    piece = pieces.stored(
        sink,
        name=name,
        contents=TABLES,
        period=due.period,
        media_type=ZIP,
        count=counts.get("releases", 0),
        until=stamp(newest),
    )
    segments.save(due, [piece])


def _write_simple_rows(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, flatten.SIMPLE_COLUMNS, extrasaction="ignore", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def _pack(path: Path, packed: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo(path.name)  # at the first date that a zip can say: the same rows, the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as file, packed.open(entry, "w", force_zip64=True) as to:
        shutil.copyfileobj(file, to, _BLOCK)


def _zipped(inside: Path, to: Path) -> Iterator[bytes]:
    """Pack a folder and yield the bytes of the zip; remove what was packed."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(inside.iterdir()):
            _pack(path, packed)
            path.unlink()
    inside.rmdir()
    with to.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
    to.unlink()

"""The tables of a year as one workbook for spreadsheets, written row by row in constant memory."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Segment
from tequio.accountability.contracting.services.city import pieces, segments, tables
from tequio.accountability.contracting.services.city.pieces import Sink
from tequio.accountability.contracting.services.city.segments import Due
from tequio.core.ocds import flatten
from tequio.core.ocds.values import stamp
from tequio.foundation.web.downloads import XLSX

SHEETS = "workbook"
LONGEST = 32_767  # characters in a cell (limits of XLSX)
MOST = 1_048_576  # rows in a sheet (the same)
_NAME = 31  # characters in the name of a sheet (the same)
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_BLOCK = 1 << 20


def stale() -> list[Due]:
    """Return the years whose workbook does not hold what their records say."""
    held = dict(Segment.objects.filter(kind=SHEETS).values_list("period", "mark"))
    return [
        Due(SHEETS, one.period, one.mark)
        for one in tables.years_of_records()
        if held.get(one.period) != one.mark
    ]


def write(due: Due, folder: Path) -> None:
    """Write the workbook of a year: the simple table first, then one sheet for each list that has rows."""
    found = segments.records_of(due.period)
    newest = max(found.values_list("last_at", flat=True))
    name = f"contrataciones-{due.period}.xlsx"
    made = folder / f"{name}.part"
    count = write_workbook(
        made, made_at=newest, simple=tables.simple_rows(due.period), releases=segments.parsed(found)
    )
    sink = Sink(folder / name, compressed=False)
    with made.open("rb") as file:
        while block := file.read(_BLOCK):
            sink.write(block)
    made.unlink()
    piece = pieces.stored(
        sink,
        name=name,
        contents=SHEETS,
        period=due.period,
        media_type=XLSX,
        count=count,
        until=stamp(newest),
    )
    segments.save(due, [piece])


def write_workbook(
    path: Path, *, made_at: datetime, simple: Sequence[dict[str, str]], releases: Iterable[dict[str, Any]]
) -> int:
    """Write a workbook with the simple table and one sheet per list. Returns how many releases are in it.

    Args:
        path: where to.
        made_at: written inside as the instant of making, so that the same rows give the same bytes.
        simple: rows of the simple table.
        releases: parsed compiled releases, one at a time; none is kept.
    """
    with xlsxwriter.Workbook(str(path), _OPTIONS | {"tmpdir": str(path.parent)}) as book:
        book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
        first = _Sheet(book, _("Resumen"), flatten.SIMPLE_COLUMNS, flatten.SIMPLE_NUMBERS)
        for row in simple:
            first.add([row.get(column, "") for column in flatten.SIMPLE_COLUMNS])
        sheets: dict[str, _Sheet] = {}
        count = 0
        for release in releases:
            count += 1
            for name, cells in flatten.rows(release):
                if name not in sheets:
                    table = flatten.by_name()[name]
                    sheets[name] = _Sheet(book, _short(name, len(sheets)), table.header, table.numeric)
                sheets[name].add(cells)
    return count


class _Sheet:
    """A sheet that takes rows as they come. Where it is full, what follows goes on in another one."""

    def __init__(self, book: Any, name: str, header: Sequence[str], numeric: frozenset[int]) -> None:
        self.book, self.name, self.header, self.numeric = book, name, header, numeric
        self.number = 0
        self._open()

    def _open(self) -> None:
        self.number += 1
        after = f"_{self.number}" if self.number > 1 else ""
        self.sheet = self.book.add_worksheet(self.name[: _NAME - len(after)] + after)
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_column(0, len(self.header), 18)
        self.sheet.write_row(0, 0, self.header)
        self.rows = 1

    def add(self, cells: Sequence[str]) -> None:
        """Write a row: numbers as numbers, all else as text, however it begins."""
        if self.rows == MOST:
            self._open()
        sheet, row, numeric = self.sheet, self.rows, self.numeric
        for column, cell in enumerate(cells):
            if not cell:
                continue
            if column in numeric:
                sheet.write_number(row, column, float(cell))
            else:
                sheet.write_string(row, column, cell[:LONGEST])
        self.rows += 1


def _short(name: str, place: int) -> str:
    """Return the name of a sheet for a table: the whole if it fits, else its end with its place before it."""
    return name if len(name) <= _NAME else f"{place}_{name[-(_NAME - 3) :]}"

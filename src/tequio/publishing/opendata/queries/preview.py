"""The first rows of a table, read from its file as anyone would."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from tequio.core.dcat.vocabularies import plain_type
from tequio.publishing.opendata.adapters.shelf import public
from tequio.publishing.opendata.models import PublishedFile

ROWS = 5
COLUMNS = 6  # that fit side by side on a page
_BYTES = 64 << 10  # of the beginning of the file; more is not read to show a few rows
_LETTERS = 120  # of a cell


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table: the cells of its first columns, and one value of every column."""

    file: PublishedFile
    shown: tuple[str, ...]  # columns
    hidden: int  # columns that do not fit
    rows: tuple[tuple[tuple[str, str], ...], ...]
    examples: dict[str, str]


def preview(one: PublishedFile) -> Preview | None:
    """Return the first rows of a CSV file; None for other formats, and where the file cannot be read."""
    table = _head(one) if plain_type(one.media_type) == "text/csv" else []
    if len(table) < 2:  # noqa: PLR2004 - the columns and one row
        return None
    columns, rows = table[0], table[1:]
    shown = tuple(columns[:COLUMNS])
    cells = tuple(tuple(zip(shown, map(_short, row), strict=False)) for row in rows)
    return Preview(one, shown, len(columns) - len(shown), cells, _examples(columns, rows))


def _head(one: PublishedFile) -> list[list[str]]:
    """Return the columns and the first rows of a file, or nothing if it cannot be read."""
    try:
        with public().open(one.key) as file:
            head = file.read(_BYTES)
    except OSError:
        return []
    lines = head.decode("utf-8-sig", errors="ignore")
    if len(head) == _BYTES:  # the last line was cut
        lines = lines.rpartition("\n")[0]
    try:
        return list(islice(csv.reader(io.StringIO(lines, newline="")), ROWS + 1))
    except csv.Error:
        return []


def _examples(columns: list[str], rows: list[list[str]]) -> dict[str, str]:
    """Return the first value of each column that has any."""
    found: dict[str, str] = {}
    for row in rows:
        for column, cell in zip(columns, row, strict=False):
            if cell:
                found.setdefault(column, _short(cell))
    return found


def _short(cell: str) -> str:
    return cell if len(cell) <= _LETTERS else f"{cell[: _LETTERS - 1].rstrip()}…"

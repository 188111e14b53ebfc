"""The first rows of a table, read from its file as anyone would."""

import csv
import io
from dataclasses import dataclass

from tequio.core.dcat.vocabularies import plain_type
from tequio.publishing.opendata.adapters.shelf import public
from tequio.publishing.opendata.models import PublishedFile

ROWS = 5
_BYTES = 64 << 10  # of the beginning of the file; more is not read to show a few rows
_LETTERS = 120  # of a cell


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table, each as pairs of column and cell."""

    file: PublishedFile
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def examples(self) -> dict[str, str]:
        """The first value of each column that has any."""
        found: dict[str, str] = {}
        for row in self.rows:
            for column, cell in row:
                if cell:
                    found.setdefault(column, cell)
        return found


def preview(one: PublishedFile) -> Preview | None:
    """Return the first rows of a CSV file; None for other formats, and where the file cannot be read."""
    if plain_type(one.media_type) != "text/csv":
        return None
    try:
        with public().open(one.key) as file:
            head = file.read(_BYTES)
    except OSError:
        return None
    lines = head.decode("utf-8-sig", errors="ignore")
    if len(head) == _BYTES:  # the last line was cut
        lines = lines.rpartition("\n")[0]
    try:
        table = list(csv.reader(io.StringIO(lines, newline="")))[: ROWS + 1]
    except csv.Error:
        return None
    if len(table) < 2:  # noqa: PLR2004 - the columns and one row
        return None
    columns = tuple(table[0])
    return Preview(
        one, columns, tuple(tuple(zip(columns, map(_short, row), strict=False)) for row in table[1:])
    )


def _short(cell: str) -> str:
    return cell if len(cell) <= _LETTERS else f"{cell[: _LETTERS - 1].rstrip()}…"

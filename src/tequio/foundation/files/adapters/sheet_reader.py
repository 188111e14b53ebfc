"""A process that reads one spreadsheet and writes its cells, so that a hostile file kills nothing else.

Started by ``spreadsheets``. Input: the file. Output: JSON lines; first ``{"sheets": [...], "sheet": name}``,
then one ``[row number, [cells]]`` per row with anything in it. The system limits its memory and time.
"""

import datetime as dt
import resource
import sys
from collections.abc import Iterator
from io import BytesIO

import orjson
import python_calamine

MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 60
MAX_ROWS = 100_000
MAX_COLUMNS = 500
TOO_LARGE = 3
UNREADABLE = 4


def main() -> int:
    """Read the file of the standard input; the exit code says what went wrong."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        return _write(book, wanted)
    except (python_calamine.CalamineError, ValueError, OSError):
        return UNREADABLE


def _write(book: python_calamine.CalamineWorkbook, wanted: str) -> int:
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible is python_calamine.SheetVisibleEnum.Visible
    ]
    if wanted and wanted not in visible:
        return UNREADABLE
    for name in [wanted] if wanted else visible:
        sheet = book.get_sheet_by_name(name)
        if sheet.height > MAX_ROWS or sheet.width > MAX_COLUMNS:
            return TOO_LARGE
        rows = list(_rows(sheet))
        if rows or name == (wanted or visible[-1]):
            _line({"sheets": visible, "sheet": name})
            for row in rows:
                _line(row)
            return 0
    return UNREADABLE


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[list[object]]:
    first, left = sheet.start or (0, 0)
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=first + 1):
        cells = [None] * left + [_cell(value) for value in row]
        if any(cell is not None for cell in cells):
            yield [number, cells]


def _cell(value: object) -> object:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return value


def _line(content: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(content) + b"\n")


if __name__ == "__main__":
    sys.exit(main())

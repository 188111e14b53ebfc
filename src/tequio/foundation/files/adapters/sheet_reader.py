"""A process that reads one spreadsheet and writes its cells, so that a hostile file kills nothing else.

Started by ``spreadsheets`` with its limits as JSON and the name of the sheet. Input: the file. Output: JSON
lines; first ``{"sheets": [...], "sheet": name}``, then one ``[row number, [cells]]`` per row with anything in
it. What is wrong goes to the standard error as JSON, with an exit code. The system limits its memory and time.
"""

import datetime as dt
import json
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import orjson
import python_calamine

SECONDS = 60
TOO_LARGE = 3
UNREADABLE = 4
TOO_LONG = 5
_MEGABYTE = 1_000_000
_FILLED = 200_000  # cells that merged ranges may fill in all


class TooLongError(Exception):
    """A cell with more text than any program writes; the arguments are its row and column, from 0."""


def main() -> int:
    """Read the file of the standard input; the exit code says what went wrong."""
    limits = json.loads(sys.argv[1])
    memory = limits["memory"] * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""  # noqa: PLR2004 - the program, the limits, the sheet
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        return _write(book, wanted, limits)
    except TooLongError as error:
        sys.stderr.write(json.dumps(error.args))
        return TOO_LONG
    except MemoryError:
        return TOO_LARGE
    except (python_calamine.CalamineError, ValueError, OSError):
        return UNREADABLE


def _write(book: python_calamine.CalamineWorkbook, wanted: str, limits: dict[str, int]) -> int:
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible is python_calamine.SheetVisibleEnum.Visible
    ]
    if wanted and wanted not in visible:
        return UNREADABLE
    for name in [wanted] if wanted else visible:
        sheet = book.get_sheet_by_name(name)
        if sheet.height > limits["rows"] or sheet.width > limits["columns"]:
            return TOO_LARGE
        rows = _rows(sheet, limits["cell"])
        first = next(rows, None)
        if first is not None or name == (wanted or visible[-1]):
            _line({"sheets": visible, "sheet": name})
            for row in [] if first is None else [first, *rows]:
                _line(row)
            return 0
    return UNREADABLE


def _rows(sheet: python_calamine.CalamineSheet, longest: int) -> Iterator[list[Any]]:
    left = sheet.start[1] if sheet.start else 0
    merged = _merged(sheet)
    above: dict[int, Any] = {}
    for number, row in enumerate(sheet.iter_rows()):  # from the first of the sheet, empty ones too
        cells = [None] * left + [_cell(value) for value in row]
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > longest:
                raise TooLongError(number, column)
        for column in merged.get(number, ()):
            if column < len(cells) and cells[column] is None:
                cells[column] = above.get(column)
        above = dict(enumerate(cells)) if merged else {}
        if any(cell is not None for cell in cells):
            yield [number + 1, cells]


def _merged(sheet: python_calamine.CalamineSheet) -> dict[int, list[int]]:
    """Return, for each row, the columns whose cell is merged with the one above, and so says the same."""
    found: dict[int, list[int]] = {}
    left = _FILLED
    for (top, column), (bottom, _right) in sheet.merged_cell_ranges or ():
        left -= bottom - top
        if left < 0:
            break
        for row in range(top + 1, bottom + 1):
            found.setdefault(row, []).append(column)
    return found


def _cell(value: object) -> Any:
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
    sys.stdout.buffer.write(orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS) + b"\n")


if __name__ == "__main__":
    sys.exit(main())

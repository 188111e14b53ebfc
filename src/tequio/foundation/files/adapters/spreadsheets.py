"""Spreadsheets as tables: XLSX, XLS, ODS and CSV, whoever made them and however."""

import csv
import io
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import orjson
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tequio.core.sheets import encodings
from tequio.core.sheets.headers import letter
from tequio.foundation.files import types
from tequio.foundation.files.adapters import detection, sheet_reader
from tequio.foundation.files.types import Cell, Row, Table, UnacceptedFileError, UnreadableSpreadsheetError

_TIMEOUT = sheet_reader.SECONDS + 30
RawRow = tuple[int, list[Any]]  # the row's number, and its cells as JSON has them; a date is {"date": text}
_FIELD = types.LIMITS[types.FileKind.SPREADSHEET]  # bytes; our own limit on a cell speaks before, in words


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet being read: its rows come one by one, and may end in an UnreadableSpreadsheetError.

    Attributes:
        name: of the sheet; empty for CSV.
        sheets: every visible sheet of the file.
        encoding: of a CSV; empty for the rest.
        rows: each row with anything in it.
    """

    name: str
    sheets: tuple[str, ...]
    encoding: str
    rows: Iterator[RawRow]


def read_rows(content: bytes, name: str, *, sheet: str = "") -> Table:
    """Read a spreadsheet as one table: the first row with anything in it is the header.

    Args:
        content: the file's bytes.
        name: the file's name, for messages only; what the file is comes from its bytes.
        sheet: the sheet to read; the first visible one that is not empty unless named.

    Raises:
        UnreadableSpreadsheetError: with what is wrong and what to do.
    """
    found = open_sheet(content, name, sheet=sheet)
    rows = ((number, [cell(value) for value in values]) for number, values in found.rows)
    return _table(found.name, rows, found.sheets, name)


def open_sheet(content: bytes, name: str, *, sheet: str = "") -> Sheet:
    """Begin to read a spreadsheet; its rows are read as they are asked for, in bounded memory.

    Arguments and errors are those of ``read_rows``.
    """
    if len(content) > types.LIMITS[types.FileKind.SPREADSHEET]:
        raise UnreadableSpreadsheetError(
            _("«%(name)s» pesa demasiado. El máximo es de 20 MB: divídalo en varios archivos.") % {"name": name}
        )
    try:
        kind = detection.content_type(content)
    except UnacceptedFileError as error:
        raise UnreadableSpreadsheetError(error.message) from error
    if kind == types.CSV:
        text, encoding = encodings.decoded(content)
        return Sheet("", (), encoding, _csv_rows(text, name))
    if kind in types.SPREADSHEETS:
        lines = _reader_lines(content, name, sheet)
        head = orjson.loads(next(lines))
        rows = ((number, cells) for number, cells in map(orjson.loads, lines))
        return Sheet(head["sheet"], tuple(head["sheets"]), "", rows)
    raise UnreadableSpreadsheetError(
        detection.complaint(content)
        or _("«%(name)s» no es una hoja de cálculo. Súbala en Excel (XLSX o XLS), ODS o CSV.") % {"name": name}
    )


def cell(value: Any) -> Cell:
    """Return a raw cell as Python has it."""
    if isinstance(value, dict):
        text = value["date"]
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    found: Cell = value
    return found


def _reader_lines(content: bytes, name: str, sheet: str) -> Iterator[bytes]:
    """Give the lines of the process that reads; say in words why there are no more than these."""
    limits = {
        "rows": settings.SHEET_ROWS,
        "columns": settings.SHEET_COLUMNS,
        "cell": settings.SHEET_CELL,
        "memory": settings.SHEET_MEMORY_MB,
    }
    command = [
        sys.executable,
        "-I",
        "-m",
        sheet_reader.__name__,
        json.dumps(limits),
        *([sheet] if sheet else []),
    ]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(content)
        given.seek(0)
        done = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=said)  # noqa: S603 - our own reader, in a process of its own because the file may be hostile
        watch = threading.Timer(_TIMEOUT, done.kill)
        watch.start()
        try:
            assert done.stdout is not None  # noqa: S101 - it was asked for
            yield from done.stdout
            code = done.wait()
        finally:
            watch.cancel()
            done.kill()
            done.wait()
            done.stdout.close()  # type: ignore[union-attr]
        if code:
            raise _unreadable(name, code, said)


def _unreadable(name: str, code: int, said: IO[bytes] | None = None) -> UnreadableSpreadsheetError:
    if code == sheet_reader.TOO_LONG and said is not None:
        said.seek(0)
        row, column = json.loads(said.read())
        return _too_long(name, row + 1, column)
    if code == sheet_reader.UNREADABLE:
        text = _("«%(name)s» está dañado o tiene contraseña. Ábralo, guárdelo otra vez como XLSX y súbalo.")
        return UnreadableSpreadsheetError(text % {"name": name})
    # it said so, or the system stopped it
    text = _(
        "«%(name)s» es demasiado grande para leerlo. Borre filas y columnas vacías o divídalo: el máximo es de "
        "%(rows)s filas y %(columns)s columnas."
    )
    limits = {"rows": f"{settings.SHEET_ROWS:,}", "columns": settings.SHEET_COLUMNS}
    return UnreadableSpreadsheetError(text % {"name": name, **limits})


def _too_long(name: str, row: int, column: int) -> UnreadableSpreadsheetError:
    text = _(
        "La celda %(cell)s de «%(name)s» tiene demasiado texto. El máximo es de %(most)s letras por celda."
    )
    place = {"cell": f"{letter(column)}{row}", "name": name, "most": f"{settings.SHEET_CELL:,}"}
    return UnreadableSpreadsheetError(text % place)


def _endless(name: str, line: int) -> UnreadableSpreadsheetError:
    """Say that a cell has no end, as an unclosed quote makes."""
    text = _(
        "«%(name)s» tiene una celda con demasiado texto cerca de la línea %(line)s: suele faltar cerrar unas "
        "comillas. El máximo es de %(most)s letras por celda."
    )
    return UnreadableSpreadsheetError(text % {"name": name, "line": line, "most": f"{settings.SHEET_CELL:,}"})


def _table(sheet: str, rows: Iterable[tuple[int, list[Cell]]], sheets: tuple[str, ...], name: str) -> Table:
    found = iter(rows)
    first = next(found, None)
    if first is None:
        raise UnreadableSpreadsheetError(_("«%(name)s» está vacío.") % {"name": name})
    header = [" ".join(str(one if one is not None else "").split()) for one in first[1]]
    while header and not header[-1]:
        header.pop()
    body = [Row(sheet, number, _fitted(values, len(header))) for number, values in found]
    return Table(tuple(header), tuple(row for row in body if any(v is not None for v in row.values)), sheets)


def _fitted(values: list[Cell], width: int) -> tuple[Cell, ...]:
    return tuple((values + [None] * (width - len(values)))[:width])


def _csv_rows(text: str, name: str) -> Iterator[RawRow]:
    csv.field_size_limit(_FIELD)  # it is of the whole process, and other readers set theirs
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=encodings.separator(text))
    try:
        for number, values in enumerate(reader, 1):  # rows, as a spreadsheet counts them: cells may hold lines
            if number > settings.SHEET_ROWS or len(values) > settings.SHEET_COLUMNS:
                raise _unreadable(name, sheet_reader.TOO_LARGE)
            if max(map(len, values), default=0) > settings.SHEET_CELL:
                raise _endless(name, reader.line_num)
            cells = [value.strip() or None for value in values]
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise UnreadableSpreadsheetError(
            _("«%(name)s» no se pudo leer como CSV cerca de la línea %(line)s. Revise las comillas.")
            % {"name": name, "line": reader.line_num}
        ) from error

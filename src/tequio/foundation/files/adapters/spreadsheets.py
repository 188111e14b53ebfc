"""Spreadsheets as tables: XLSX, XLS, ODS and CSV, whoever made them and however."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _

from tequio.foundation.files import types
from tequio.foundation.files.adapters import detection, sheet_reader
from tequio.foundation.files.types import Cell, Row, Table, UnacceptedFileError, UnreadableSpreadsheetError

_DELIMITERS = ",;\t|"
_SAMPLE = 20  # lines looked at to find the delimiter
_TIMEOUT = sheet_reader.SECONDS + 30
_LONGEST_CELL = 100_000  # characters; below the limit that the csv module has by itself


def read_rows(content: bytes, name: str, *, sheet: str = "") -> Table:
    """Read a spreadsheet as one table: the first row with anything in it is the header.

    Args:
        content: the file's bytes.
        name: the file's name, for messages only; what the file is comes from its bytes.
        sheet: the sheet to read; the first visible one that is not empty unless named.

    Raises:
        UnreadableSpreadsheetError: with what is wrong and what to do.
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
        return _table("", _csv_rows(content, name), (), name)
    if kind in types.SPREADSHEETS:
        return _from_reader(content, name, sheet)
    raise UnreadableSpreadsheetError(
        _("«%(name)s» no es una hoja de cálculo. Súbala en Excel (XLSX o XLS), ODS o CSV.") % {"name": name}
    )


def _from_reader(content: bytes, name: str, sheet: str) -> Table:
    command = [sys.executable, "-I", "-m", sheet_reader.__name__, *([sheet] if sheet else [])]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_TIMEOUT, check=False)  # noqa: S603 - our own reader, in a process of its own because the file may be hostile
    except subprocess.TimeoutExpired as error:
        raise _unreadable(name, sheet_reader.TOO_LARGE) from error
    if done.returncode:
        raise _unreadable(name, done.returncode)
    lines = done.stdout.splitlines()
    head = orjson.loads(lines[0])
    rows = ((number, [_cell(cell) for cell in cells]) for number, cells in map(orjson.loads, lines[1:]))
    return _table(head["sheet"], rows, tuple(head["sheets"]), name)


def _unreadable(name: str, code: int) -> UnreadableSpreadsheetError:
    if code == sheet_reader.UNREADABLE:
        text = _("«%(name)s» está dañado o tiene contraseña. Ábralo, guárdelo otra vez como XLSX y súbalo.")
    else:  # it said so, or the system stopped it
        text = _("«%(name)s» es demasiado grande para leerlo. Borre filas y columnas vacías o divídalo.")
    return UnreadableSpreadsheetError(text % {"name": name})


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        text = value["date"]
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    cell: Cell = value
    return cell


def _table(sheet: str, rows: Iterable[tuple[int, list[Cell]]], sheets: tuple[str, ...], name: str) -> Table:
    found = iter(rows)
    first = next(found, None)
    if first is None:
        raise UnreadableSpreadsheetError(_("«%(name)s» está vacío.") % {"name": name})
    header = [" ".join(str(cell if cell is not None else "").split()) for cell in first[1]]
    while header and not header[-1]:
        header.pop()
    body = [Row(sheet, number, _fitted(values, len(header))) for number, values in found]
    return Table(tuple(header), tuple(row for row in body if any(v is not None for v in row.values)), sheets)


def _fitted(values: list[Cell], width: int) -> tuple[Cell, ...]:
    return tuple((values + [None] * (width - len(values)))[:width])


def _bounded(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Give the rows; a cell without end, as an unclosed quote makes, is an error of the CSV."""
    for values in rows:
        if max(map(len, values), default=0) > _LONGEST_CELL:
            raise csv.Error("a cell without end")
        yield values


def _csv_rows(content: bytes, name: str) -> Iterable[tuple[int, list[Cell]]]:
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for values in _bounded(reader):
            if reader.line_num > sheet_reader.MAX_ROWS or len(values) > sheet_reader.MAX_COLUMNS:
                raise _unreadable(name, sheet_reader.TOO_LARGE)
            cells: list[Cell] = [value.strip() or None for value in values]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableSpreadsheetError(
            _("«%(name)s» no se pudo leer como CSV cerca de la línea %(line)s. Revise las comillas.")
            % {"name": name, "line": reader.line_num}
        ) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # what Excel writes in Spanish-speaking countries
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Return the mark that parts most of the first lines into the same number of columns."""
    sample = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]

    def columns(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in sample]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=columns) if sample else ","

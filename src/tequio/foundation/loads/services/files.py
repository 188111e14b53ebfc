"""The files around a load: the template, what there is now, the rows that failed with their reasons."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from tequio.core.money import CENTAVOS
from tequio.core.sheets.headers import letter
from tequio.foundation.accounts.models import User
from tequio.foundation.files.adapters import spreadsheets
from tequio.foundation.loads.models import Batch
from tequio.foundation.loads.services import cells
from tequio.foundation.loads.services.reading import PORTION
from tequio.foundation.loads.types import CellKind, Column, LoadKind, RowState

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
_LISTED = 2_000  # rows of the template that have drop-down lists
_WIDTH = 20


def template(kind: LoadKind, actor: User | None) -> bytes:
    """Return the workbook to fill in: lists to choose from, an example that is not loaded, a sheet of help."""
    shown = [column for column in kind.columns if column.template]
    return _workbook(kind, shown, actor, [{column.name: cells.example(column) for column in shown}])


def current(kind: LoadKind, actor: User) -> bytes:
    """Return what there is now, as a workbook to edit and load."""
    assert kind.current is not None  # noqa: S101 - asked only of kinds that offer it
    shown = [column for column in kind.columns if column.template]
    return _workbook(kind, shown, actor, kind.current(actor))


def failed_rows(batch: Batch, kind: LoadKind) -> bytes:
    """Return the rows that failed as they came, with why, to be mended and loaded again."""
    labels = {column.name: str(column.label) for column in kind.columns}
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        sheet = book.add_worksheet(_("Por corregir"))
        sheet.set_column(0, len(batch.header), _WIDTH)
        sheet.freeze_panes(1, 0)
        head = [*batch.header, _("Qué corregir"), _("Fila en su archivo")]
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        for place, row in enumerate(_failed(batch), 1):
            values = [spreadsheets.cell(value) for value in row.cells]
            values += [None] * (len(batch.header) - len(values))
            sheet.write_row(place, 0, [*values, reasons(row.problems, labels), row.number])
    return out.getvalue()


def reasons(problems: Sequence[Mapping[str, str]], labels: Mapping[str, str]) -> str:
    """Return what is wrong with a row in one text."""
    return " ".join(
        f"{labels.get(problem['column'], problem['column'])}: {problem['text']}"
        if problem["column"]
        else problem["text"]
        for problem in problems
    )


def _failed(batch: Batch) -> Iterator[Any]:
    return batch.rows.filter(state=RowState.FAILED.value).order_by("number").iterator(chunk_size=PORTION)


def _workbook(
    kind: LoadKind, columns: Sequence[Column], actor: User | None, rows: Iterable[Mapping[str, Any]]
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_short(str(kind.title)))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns), _WIDTH)
        sheet.write_row(0, 0, [str(column.label) for column in columns], bold)
        formats = {
            CellKind.DAY: book.add_format({"num_format": "yyyy-mm-dd"}),
            CellKind.MONEY: book.add_format({"num_format": "#,##0.00"}),
        }
        _lists(book, sheet, columns, actor)
        for place, row in enumerate(rows, 1):
            for number, column in enumerate(columns):
                value = _shown(column, row.get(column.name))
                if value is not None:
                    sheet.write(place, number, value, formats.get(column.kind))
        _help(book, columns, bold)
    return out.getvalue()


def _shown(column: Column, value: Any) -> Any:
    if column.kind is CellKind.MONEY and isinstance(value, int):
        return value / CENTAVOS  # a spreadsheet has no other number; two decimals come back whole
    return value if isinstance(value, int | float | date | str) else None


def _lists(book: Any, sheet: Any, columns: Sequence[Column], actor: User | None) -> None:
    """Write what may be chosen in a sheet of its own, and offer it in each cell; other texts may be typed."""
    offered = {
        number: list(dict.fromkeys(str(choice) for choice in column.choices(actor)))
        for number, column in enumerate(columns)
        if column.choices
    }
    offered = {number: choices for number, choices in offered.items() if choices}
    if not offered:
        return
    name = _short(_("Listas"))
    listed = book.add_worksheet(name)
    for place in range(max(len(choices) for choices in offered.values())):
        for turn, choices in enumerate(offered.values()):
            if place < len(choices):
                listed.write_string(place, turn, choices[place])
    for turn, (number, choices) in enumerate(offered.items()):
        source = f"='{name}'!${letter(turn)}$1:${letter(turn)}${len(choices)}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, number, _LISTED, number, rule)


def _help(book: Any, columns: Sequence[Column], bold: Any) -> None:
    page = book.add_worksheet(_short(_("Ayuda")))
    page.set_column(0, 0, _WIDTH + 10)
    page.set_column(1, 1, 70)
    page.set_column(2, 3, _WIDTH)
    page.write_row(0, 0, [_("Columna"), _("Qué escribir"), _("Hace falta"), _("Ejemplo")], bold)
    for place, column in enumerate(columns, 1):
        needed = _("Sí") if column.required else _("Una de ellas") if column.one_of else ""
        page.write_row(place, 0, [str(column.label), str(column.help), needed, column.example])
    page.write_string(
        len(columns) + 2, 0, _("La fila de ejemplo no se carga: puede dejarla o escribir encima.")
    )


def _short(name: str) -> str:
    return name[:31]  # the longest name of a sheet (ECMA-376)

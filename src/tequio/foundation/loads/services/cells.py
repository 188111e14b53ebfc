"""From the cells of a row to what it says, or to what is wrong with each, in words (docs/rules/loads.md)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tequio.core.sheets import days, figures, words
from tequio.foundation.files.adapters import spreadsheets
from tequio.foundation.loads.types import CellKind, Column, LoadKind, RowSaid, RowState

_SHOWN = 60  # letters of a cell in a message
_TELLING = 2  # cells that must say what the example says, for a row to be it


def read_row(kind: LoadKind, mapping: Mapping[str, int], number: int, cells: Sequence[Any]) -> RowSaid:
    """Return what a row says under a mapping of columns to places, with the problems of its cells noted."""
    said = RowSaid(number=number, values={})
    for column in kind.columns:
        place = mapping.get(column.name)
        raw = cells[place] if place is not None and place < len(cells) else None
        said.values[column.name] = _value(said, column, spreadsheets.cell(raw))
    said.label = " ".join([text for text in said.values.values() if isinstance(text, str)][:_TELLING])
    _require(said, kind)
    if _is_example(said, kind, mapping):
        said.problems, said.state = [], RowState.EXAMPLE
    return said


def _value(said: RowSaid, column: Column, cell: Any) -> Any:
    """Return the cell's value, or note what is wrong with it and return None."""
    text = words.clean(cell)
    if not text:
        return None
    if words.is_error(text):
        message = _("La fórmula de esta celda da error (%(text)s). Escriba el dato o corrija la fórmula.")
        said.refuse(column.name, message % {"text": text})
        return None
    try:
        return _READERS[column.kind](cell)
    except (ValueError, OverflowError):
        said.refuse(column.name, _complaint(column.kind, text[:_SHOWN]))
        return None


def _complaint(kind: CellKind, text: str) -> str:
    said = {"text": text}
    if kind is CellKind.DAY:
        return _("«%(text)s» no es una fecha. Escríbala como 28/08/2026 o 2026-08-28.") % said
    if kind is CellKind.MONEY:
        return _("«%(text)s» no es un monto en pesos. Escriba solo el número, como 942180.50.") % said
    if kind is CellKind.PERCENT:
        return _("«%(text)s» no es un porcentaje de 0 a 100. Escriba solo el número, como 45.") % said
    if kind is CellKind.DEGREES:
        return _("«%(text)s» no es una coordenada. Escríbala en grados decimales, como 19.432608.") % said
    if kind is CellKind.EMAIL:
        return _("«%(text)s» no es un correo.") % said
    return _("«%(text)s» no es un número entero.") % said


def _amount(cell: Any) -> int | None:
    found = figures.read_amount(cell)
    if found is not None and found < 0:
        raise ValueError("negative")
    return found


def _number(cell: Any) -> int | None:
    found = figures.read_integer(cell)
    if found is not None and found < 0:
        raise ValueError("negative")
    return found


def _email(cell: Any) -> str:
    text = words.clean(cell).lower()
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError("not an address") from error
    return text


_READERS: dict[CellKind, Callable[[Any], Any]] = {
    CellKind.TEXT: words.clean,
    CellKind.DAY: days.read_day,
    CellKind.MONEY: _amount,
    CellKind.NUMBER: _number,
    CellKind.PERCENT: figures.read_percent,
    CellKind.DEGREES: figures.read_degrees,
    CellKind.EMAIL: _email,
}


def _require(said: RowSaid, kind: LoadKind) -> None:
    """Note what is missing: each required cell, and one of each group."""
    wrong = {problem.column for problem in said.problems}
    groups: dict[str, list[Column]] = {}
    for column in kind.columns:
        if column.required and said.values[column.name] is None and column.name not in wrong:
            said.refuse(column.name, _("Falta este dato."))
        if column.one_of:
            groups.setdefault(column.one_of, []).append(column)
    for columns in groups.values():
        if all(said.values[column.name] is None and column.name not in wrong for column in columns):
            labels = _(" o ").join(str(column.label) for column in columns)
            said.refuse(columns[0].name, _("Falta %(columns)s.") % {"columns": labels})


def _is_example(said: RowSaid, kind: LoadKind, mapping: Mapping[str, int]) -> bool:
    """Return whether the row is the template's own example, cell by cell."""
    shown = [column for column in kind.columns if column.template and column.name in mapping]
    examples = {column.name: example(column) for column in shown}
    told = sum(1 for value in examples.values() if value is not None)
    return told >= _TELLING and all(said.values[name] == value for name, value in examples.items())


def example(column: Column) -> Any:
    """Return the example of a column as its cells are read; None where it has none."""
    return _READERS[column.kind](column.example) if column.example else None

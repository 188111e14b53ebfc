"""A spreadsheet of concepts, read and checked row by row before anything is kept."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tequio.core.text import plain
from tequio.foundation.files.adapters.spreadsheets import read_rows
from tequio.foundation.files.types import Cell
from tequio.foundation.taxonomies.forms import ConceptForm
from tequio.foundation.taxonomies.types import CODE_MAX, DEFINITION_MAX, LABEL_MAX, Entry

MOST_ROWS = 2_000
# The headings that are read, in Spanish and as SKOS calls them, and what each one fills.
_HEADINGS = {
    "clave": "code",
    "code": "code",
    "nombre": "label",
    "label": "label",
    "dentro_de": "broader",
    "dentro de": "broader",
    "broader": "broader",
    "definicion": "definition",
    "definition": "definition",
    "desde": "valid_from",
    "valid_from": "valid_from",
    "hasta": "valid_to",
    "valid_to": "valid_to",
}


class _RowForm(forms.Form):
    code = forms.CharField(max_length=CODE_MAX, validators=ConceptForm.base_fields["code"].validators[:1])
    label = forms.CharField(max_length=LABEL_MAX)
    broader = forms.CharField(max_length=CODE_MAX, required=False)
    definition = forms.CharField(max_length=DEFINITION_MAX, required=False)
    valid_from = forms.DateField(required=False)
    valid_to = forms.DateField(required=False)


@dataclass(slots=True)
class Reading:
    """What a file says, and what is wrong, row by row as the spreadsheet numbers them."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


def read_concepts(content: bytes, name: str) -> Reading:
    """Read the concepts of a spreadsheet. Nothing is kept; what is wrong is told by row.

    Raises:
        UnreadableSpreadsheetError: if the file is no table.
    """
    table = read_rows(content, name)
    names = [_HEADINGS.get(plain(heading).replace("-", "_"), "") for heading in table.header]
    reading = Reading()
    if "code" not in names or "label" not in names:
        reading.problems.append((1, _("Faltan columnas: hacen falta «clave» y «nombre».")))
        return reading
    if len(table.rows) > MOST_ROWS:
        text = _("Son demasiadas filas: suba hasta %(most)s a la vez.") % {"most": MOST_ROWS}
        reading.problems.append((MOST_ROWS, text))
        return reading
    seen: dict[str, int] = {}
    for row in table.rows:
        values = {name: _text(cell) for name, cell in zip(names, row.values, strict=False) if name}
        _read(values, row.number, reading, seen)
    return reading


def _read(values: dict[str, str], number: int, reading: Reading, seen: dict[str, int]) -> None:
    form = _RowForm(values)
    if not form.is_valid():
        for name, errors in form.errors.items():
            reading.problems.append((number, f"{name}: {' '.join(str(e) for e in errors)}"))
        return
    entry = Entry(**form.cleaned_data)
    if entry.code in seen:
        text = _("La clave «%(code)s» ya está en la fila %(row)s.")
        reading.problems.append((number, text % {"code": entry.code, "row": seen[entry.code]}))
        return
    seen[entry.code] = number
    reading.entries.append(entry)


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return "" if cell is None else str(cell)


def sealed(entries: list[Entry]) -> list[list[Any]]:
    """Return rows as plain values, to travel signed to the page and back."""
    return [[e.code, e.label, e.broader, e.definition, _iso(e.valid_from), _iso(e.valid_to)] for e in entries]


def unsealed(rows: list[list[Any]]) -> list[Entry]:
    """Return the rows that ``sealed`` made."""
    return [
        Entry(
            code=code,
            label=label,
            broader=broader,
            definition=definition,
            valid_from=_day(first),
            valid_to=_day(last),
        )
        for code, label, broader, definition, first, last in rows
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

"""A spreadsheet of typical works, read and checked row by row before anything is kept."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tequio.core.text import plain
from tequio.foundation.files.adapters.spreadsheets import read_rows
from tequio.foundation.files.types import Cell
from tequio.participation.proposals.forms.office import WorkForm

MOST_ROWS = 1000
# The headings of the template, and the field that each one fills. Other columns are left alone.
_HEADINGS = {
    "obra": "name",
    "unidad": "unit",
    "desde": "cost_min_centavos",
    "hasta": "cost_max_centavos",
    "categoria": "category_code",
    "tamano": "size_code",
    "ano": "year",
    "fuente": "source",
}
_NEEDED = ("obra", "unidad", "desde", "hasta", "ano")


@dataclass(slots=True)
class Reading:
    """What a file says: the works, as fields to keep, and what is wrong, row by row."""

    works: list[dict[str, Any]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)  # row as the spreadsheet numbers it


def read_works(content: bytes, name: str) -> Reading:
    """Read the works of a spreadsheet. Nothing is kept; what is wrong is told by row.

    Raises:
        UnreadableSpreadsheetError: if the file is no table.
    """
    table = read_rows(content, name)
    headings = [plain(heading) for heading in table.header]
    reading = Reading()
    missing = [heading for heading in _NEEDED if heading not in headings]
    if missing:
        text = _("Faltan columnas: %(columns)s. Baje la plantilla para ver cuáles son.")
        reading.problems.append((1, text % {"columns": ", ".join(missing)}))
        return reading
    if len(table.rows) > MOST_ROWS:
        reading.problems.append((MOST_ROWS, _("Son demasiadas filas: suba hasta mil a la vez.")))
        return reading
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        _read(dict(zip(headings, row.values, strict=False)), row.number, reading, seen)
    return reading


def _read(values: dict[str, Cell], number: int, reading: Reading, seen: dict[tuple[str, str], int]) -> None:
    asked = {name: _text(values.get(heading)) for heading, name in _HEADINGS.items()}
    form = WorkForm({**asked, "active": "on"})
    if not form.is_valid():
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            reading.problems.append((number, f"{label}: {' '.join(str(e) for e in errors)}"))
        return
    key = (form.cleaned_data["name"], form.cleaned_data["unit"])
    if key in seen:
        text = _("Es la misma obra y unidad que la fila %(row)s.")
        reading.problems.append((number, text % {"row": seen[key]}))
        return
    seen[key] = number
    reading.works.append(form.cleaned_data)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)

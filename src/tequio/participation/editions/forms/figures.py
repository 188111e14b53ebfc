"""Figures of territories, pasted or from a spreadsheet: a territory and its figure on each line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from tequio.core import envelopes
from tequio.core.text import plain
from tequio.foundation.files.adapters.spreadsheets import read_rows
from tequio.foundation.territory.models import Unit

_SEPARATORS = ("\t", ";", ",")
_BYTE_ORDER_MARK = "\ufeff"  # what some programs write first, and people copy without seeing it
_TOLD = 20  # faults told at once


@dataclass(slots=True)
class Figures:
    """What was read: the figure of each unit by code, and what is wrong, line by line."""

    values: dict[str, Fraction] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_figures(text: str, units: list[Unit]) -> Figures:
    """Read lines of ``code, figure`` (or ``name, figure``). Every unit must have one figure."""
    found, known = Figures(), _known(units)
    for number, name, written in _lines(text):
        code = known.get(plain(name))
        if code is None:
            if number == 1:
                continue  # the headings
            found.faults.append(
                _(
                    "Renglón %(n)s: «%(name)s» no es la clave ni el nombre de un territorio de este nivel."
                    " Corríjalo."
                )
                % {"n": number, "name": name}
            )
        elif code in found.values:
            found.faults.append(
                _("Renglón %(n)s: «%(name)s» está repetido. Deje uno solo.") % {"n": number, "name": name}
            )
        else:
            _read(found, number, code, written)
    _demand_all(found, units)
    return found


def as_lines(content: bytes, name: str) -> str:
    """Return the first two columns of a spreadsheet as lines to read.

    Raises:
        UnreadableSpreadsheetError: with what is wrong and what to do.
    """
    table = read_rows(content, name)
    rows: list[tuple[Any, ...]] = [table.header, *(row.values for row in table.rows)]
    return "\n".join("\t".join(_cell(cell) for cell in row[:2]) for row in rows)


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("\t", " ").replace("\n", " ")


def _known(units: list[Unit]) -> Mapping[str, str]:
    """Return the code of each unit by its plain code, and by its plain name where only one has it."""
    names = [plain(unit.name) for unit in units]
    by_name = {plain(u.name): u.code for u in units if names.count(plain(u.name)) == 1}
    return by_name | {plain(unit.code): unit.code for unit in units}


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.removeprefix(_BYTE_ORDER_MARK).splitlines(), 1):
        if line.strip():
            mark = next((mark for mark in _SEPARATORS if mark in line), "\t")
            name, _mark, written = line.partition(mark)
            yield number, name.strip().strip('"'), written.strip().strip('"')


def _read(found: Figures, number: int, code: str, written: str) -> None:
    try:
        found.values[code] = envelopes.figure(written)
    except ValueError:
        found.faults.append(
            _("Renglón %(n)s: «%(text)s» no es una cifra. Escriba un número de cero o más.")
            % {"n": number, "text": written}
        )
        found.values[code] = Fraction(0)  # so that it is not told twice


def _demand_all(found: Figures, units: list[Unit]) -> None:
    missing = [unit.name for unit in units if unit.code not in found.values]
    if missing:
        some = ", ".join(missing[:_TOLD])
        found.faults.append(
            _("Falta la cifra de: %(names)s. Escriba un renglón para cada uno.") % {"names": some}
        )
    if len(found.faults) > _TOLD:
        rest = len(found.faults) - _TOLD
        found.faults[_TOLD:] = [_("Y %(n)s avisos más.") % {"n": rest}]

"""From the cells of a row to what it says, or to what is wrong with each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from tequio.accountability.contracting.services.loading.columns import BY_FIELD, PAYMENTS, Kind
from tequio.accountability.contracting.types import Category, TransactionKind
from tequio.core import money
from tequio.core.text import plain
from tequio.foundation.files.types import Cell, Row

_CATEGORIES = {
    "": Category.WORKS,
    "obra": Category.WORKS,
    "obras": Category.WORKS,
    "obra publica": Category.WORKS,
    "bienes": Category.GOODS,
    "adquisicion": Category.GOODS,
    "servicios": Category.SERVICES,
    "servicio": Category.SERVICES,
}
_PAYMENT_KINDS = {
    "": TransactionKind.ESTIMATE,
    "anticipo": TransactionKind.ADVANCE,
    "estimacion": TransactionKind.ESTIMATE,
    "finiquito": TransactionKind.SETTLEMENT,
}
_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y")
_OF_CONTRACT = ("signed_on", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, and in which column of the file (empty: with the row as a whole)."""

    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSaid:
    """One payment of a row."""

    kind: TransactionKind
    paid_on: date
    amount: int
    code: str


@dataclass(slots=True)
class RowSaid:
    """What a row says. ``values`` is keyed by field; a row with problems is not written."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    payments: list[PaymentSaid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def label(self) -> str:
        return " ".join(str(self.values.get(name) or "") for name in ("folio", "project")).strip()


def read_row(row: Row, header: Sequence[str], mapping: Mapping[str, str]) -> RowSaid:
    """Return what a row says under a mapping of fields to headers."""
    said = RowSaid(row.number)
    cells = dict(zip(header, row.values, strict=True))
    for name, column in BY_FIELD.items():
        cell = cells.get(mapping.get(name, ""))
        said.values[name] = _read(said, mapping.get(name, column.header), cell, column.kind)
    _require(said, mapping)
    said.values["category"] = _choice(said, mapping, "category", said.values["category"], _CATEGORIES)
    said.payments = _payments(said, cells, mapping)
    return said


def _require(said: RowSaid, mapping: Mapping[str, str]) -> None:
    values = said.values
    wrong = {problem.column for problem in said.problems}
    needed = ["procedure", "supplier", "rfc", "awarded_on", "amount"]
    if values["contract"]:
        needed += _OF_CONTRACT
    for name in needed:
        header = mapping.get(name, BY_FIELD[name].header)
        if values[name] in (None, "") and header not in wrong:
            said.problems.append(Problem(header, _("Falta este dato.")))
    if not values["folio"] and not values["project"]:
        said.problems.append(
            Problem(mapping.get("folio", "Folio"), _("Falta el folio o el nombre del proyecto."))
        )


def _read(said: RowSaid, header: str, cell: Cell, kind: Kind) -> Any:
    """Return the cell's value, or note what is wrong with it and return None."""
    try:
        return _READERS[kind](cell)
    except ValueError as error:
        said.problems.append(Problem(header, str(error)))
        return None


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _day(cell: Cell) -> date | None:
    if cell is None or isinstance(cell, datetime):
        return cell.date() if cell else None
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    for shape in _DAY_FORMATS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(_("«%(text)s» no es una fecha. Escríbala como 28/08/2026 o 2026-08-28.") % {"text": text})


def _money(cell: Cell) -> int | None:
    if cell is None:
        return None
    text = f"{cell:.2f}" if isinstance(cell, float) else _text(cell)
    try:
        centavos = money.parse(text)
    except ValueError as error:
        message = _("«%(text)s» no es un monto en pesos. Escriba solo el número, como 942180.50.")
        raise ValueError(message % {"text": text}) from error
    if centavos < 0:
        raise ValueError(_("El monto no puede ser negativo."))
    return centavos


def _number(cell: Cell) -> int | None:
    if cell is None:
        return None
    text = _text(cell)
    try:
        number = int(float(text))
    except ValueError as error:
        raise ValueError(_("«%(text)s» no es un número entero.") % {"text": text}) from error
    if number < 0 or number != float(text):
        raise ValueError(_("«%(text)s» no es un número entero.") % {"text": text})
    return number


_READERS = {Kind.TEXT: _text, Kind.DAY: _day, Kind.MONEY: _money, Kind.NUMBER: _number}


def _choice(said: RowSaid, mapping: Mapping[str, str], name: str, text: str, choices: Mapping[str, Any]) -> Any:
    found = choices.get(plain(text or ""))
    if found is None:
        offered = ", ".join(sorted(key for key in choices if key))
        message = _("«%(text)s» no se reconoce. Puede ser: %(offered)s.") % {"text": text, "offered": offered}
        said.problems.append(Problem(mapping.get(name, name), message))
    return found


def _payments(said: RowSaid, cells: Mapping[str, Cell], mapping: Mapping[str, str]) -> list[PaymentSaid]:
    found = []
    for number in range(1, PAYMENTS + 1):
        payment = _payment(said, cells, mapping, number)
        if payment:
            found.append(payment)
    if found and not said.values["contract"]:
        said.problems.append(Problem("", _("Hay pagos pero no hay contrato.")))
    return found


def _payment(
    said: RowSaid, cells: Mapping[str, Cell], mapping: Mapping[str, str], number: int
) -> PaymentSaid | None:
    prefix = f"payment_{number}_"
    amount_header, date_header = (mapping.get(f"{prefix}{name}", "") for name in ("amount", "date"))
    amount = _read(said, amount_header, cells.get(amount_header), Kind.MONEY)
    paid_on = _read(said, date_header, cells.get(date_header), Kind.DAY)
    if amount in (None, 0) and paid_on is None:
        return None
    if not amount or paid_on is None:
        problem = Problem(amount_header or date_header, _("Al pago le falta la fecha o el monto."))
        said.problems.append(problem)
        return None
    kind_header = mapping.get(f"{prefix}kind", "")
    kind = _choice(said, mapping, f"{prefix}kind", _text(cells.get(kind_header)), _PAYMENT_KINDS)
    code = _text(cells.get(mapping.get(f"{prefix}code", ""))) or f"pago-{number}"
    return PaymentSaid(kind=kind, paid_on=paid_on, amount=amount, code=code) if kind else None

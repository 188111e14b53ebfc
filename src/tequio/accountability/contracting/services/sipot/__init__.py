"""The transparency formats of the national platform (SIPOT) by quarter, as the workbooks that it loads.

43335 holds what was awarded directly and 43336 what was won among others; a contract stands in the quarter in
which it was signed. Every column of the platform is there, in its order and with its number; what the city does
not record stays empty for whoever fills it in.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import xlsxwriter
from django.db.models import Prefetch, QuerySet

from tequio.accountability.contracting.models import Bid, ClarificationMeeting, Contract, Quote, QuoteRequest
from tequio.accountability.contracting.services.sipot import rows
from tequio.accountability.contracting.services.sipot.columns import COMPETED, DIRECT, Column, Kind
from tequio.accountability.contracting.types import ContractStatus

_COMPETED = "Procedimientos de licitación pública e invitación a cuando menos tres personas"
FORMATS: dict[str, tuple[str, tuple[Column, ...], Callable[[Contract, date, date], rows.Values]]] = {
    "43335": ("Procedimientos de adjudicación directa", DIRECT, rows.direct),
    "43336": (_COMPETED, COMPETED, rows.competed),
}
SIGNED = {"43335": 334243, "43336": 334290}  # the column with the date of the contract
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"}
_TEXT = 32_767  # characters in a cell (limits of XLSX)


def quarters() -> list[str]:
    """Return the quarters (``2026-T4``) in which contracts were signed, the oldest first."""
    days = Contract.objects.order_by().values_list("signed_on", flat=True).distinct()
    return sorted({f"{day.year}-T{(day.month + 2) // 3}" for day in days})


def span(quarter: str) -> tuple[date, date]:
    """Return the first and the last day of a quarter."""
    year, number = int(quarter[:4]), int(quarter[-1])
    first = date(year, 3 * number - 2, 1)
    following = date(year + number // 4, 3 * number % 12 + 1, 1)
    return first, following - timedelta(days=1)


def table(form: str, quarter: str) -> list[rows.Values]:
    """Return the rows of a format in a quarter. A constant number of queries."""
    first, last = span(quarter)
    _title, _columns, told = FORMATS[form]
    return [told(contract, first, last) for contract in _contracts(form, first, last)]


def digest(values: Sequence[rows.Values]) -> str:
    """Return what tells whether the rows changed."""
    return hashlib.sha256(orjson.dumps(values, option=orjson.OPT_NON_STR_KEYS)).hexdigest()


def write(path: Path, form: str, quarter: str, values: Sequence[rows.Values]) -> None:
    """Write the workbook of a format as the platform's own template has it.

    The codes of the columns in the fourth row, their numbers in the fifth, their names in the seventh; each
    table in a sheet of its own, joined by the id in its first column.
    """
    title, columns, _told = FORMATS[form]
    _first, last = span(quarter)
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        made = datetime(last.year, last.month, last.day, tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"created": made, "title": title})
        sheet = book.add_worksheet("Reporte de Formatos")
        _write(sheet, 0, [form])
        _write(sheet, 1, ["TÍTULO", "", "", "NOMBRE CORTO", "", "", "DESCRIPCIÓN"])
        _write(sheet, 2, [title, "", "", f"LGT_ART70_FXXVIII_{form}", "", "", title])
        _write(sheet, 3, [str(column.kind.value) for column in columns])
        _write(sheet, 4, [str(column.number) for column in columns])
        _write(sheet, 5, ["Tabla Campos"])
        _write(sheet, 6, [column.label for column in columns])
        sheet.set_column(0, len(columns), 24)
        for number, said in enumerate(values, 1):
            cells = [_cell(column, said, number) for column in columns]
            _write(sheet, 6 + number, cells)
        for column in columns:
            if column.kind is Kind.TABLE:
                _write_table(book, column, values)


def _write_table(book: Any, column: Column, values: Sequence[rows.Values]) -> None:
    sheet = book.add_worksheet(f"Tabla_{column.number}")
    _write(sheet, 0, ["", *(str(one.kind.value) for one in column.inside)])
    _write(sheet, 1, ["", *(str(one.number) for one in column.inside)])
    _write(sheet, 2, ["ID", *(one.label for one in column.inside)])
    line = 3
    for number, said in enumerate(values, 1):
        for cells in said.get(column.number) or ():
            _write(sheet, line, [number, *cells])
            line += 1


def _cell(column: Column, said: rows.Values, number: int) -> Any:
    value = said.get(column.number)
    if column.kind is Kind.TABLE:
        return number if value else ""
    return "" if value is None else value


def _write(sheet: Any, line: int, cells: Iterable[Any]) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(line, place, cell)
        elif isinstance(cell, int | float):
            sheet.write_number(line, place, cell)
        elif cell:
            sheet.write_string(line, place, str(cell)[:_TEXT])


def _contracts(form: str, first: date, last: date) -> QuerySet[Contract]:
    found = Contract.objects.filter(signed_on__range=(first, last), process__record__isnull=False)
    found = found.exclude(status=ContractStatus.CANCELLED.value)
    by_hand = {"process__procedure__method": "direct"}
    found = found.filter(**by_hand) if form == "43335" else found.exclude(**by_hand)
    asked = QuoteRequest.objects.prefetch_related(
        "invited", Prefetch("quotes", queryset=Quote.objects.select_related("supplier"))
    )
    return (
        found.select_related(
            "award__supplier", "process__procedure", "process__office", "process__requesting_office",
            "process__responsible_office", "process__project__office", "process__project__unit",
        )
        .prefetch_related(
            "amendments", "payments", "guarantees", "process__budget_lines", "process__documents__file",
            "process__project__stages",
            Prefetch("process__quote_requests", queryset=asked),
            Prefetch("process__bids", queryset=Bid.objects.select_related("supplier")),
            Prefetch("process__meetings", queryset=ClarificationMeeting.objects.prefetch_related("attendees")),
        )
        .order_by("signed_on", "pk")
    )  # fmt: skip

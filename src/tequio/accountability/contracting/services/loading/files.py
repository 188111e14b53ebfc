"""The files around a bulk load: the template to fill in, and the rows that failed with their reasons."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import LoadBatch, ProcedureType
from tequio.accountability.contracting.services.loading.columns import COLUMNS
from tequio.foundation.files import queries as files
from tequio.foundation.files.adapters.spreadsheets import read_rows

_PAYMENTS_SHOWN = 3


def template() -> bytes:
    """Return the spreadsheet to fill in: the columns with an example, and a sheet that explains each."""
    headers = [column.header for column in COLUMNS] + payment_headers()
    examples = [column.example for column in COLUMNS]
    explained = [(column.header, str(column.help), column.example) for column in COLUMNS]
    names = ", ".join(ProcedureType.objects.values_list("name", flat=True))
    explained.append((_("Procedimientos"), names, ""))
    explained.append(
        (_("Pagos"), _("Fecha, monto y tipo (anticipo, estimación o finiquito). Hasta doce por contrato."), "")
    )
    return _workbook({_("Contratos"): [headers, examples], _("Ayuda"): explained})


def payment_headers() -> list[str]:
    """Return the headers of the payments in the template."""
    return [
        f"Pago {number} {name}"
        for number in range(1, _PAYMENTS_SHOWN + 1)
        for name in ("fecha", "monto", "tipo")
    ]


def failed_rows(batch: LoadBatch) -> bytes:
    """Return the rows that failed as they came, with why, to be mended and loaded again."""
    assert batch.file is not None  # noqa: S101 - every load begins with its file
    table = read_rows(files.content(batch.file), batch.file.original_name)
    reasons = {row["number"]: _reason(row) for row in batch.preview.get("rows", []) if row["problems"]}
    body = [[*row.values, reasons[row.number]] for row in table.rows if row.number in reasons]
    return _workbook({_("Por corregir"): [[*table.header, _("Qué corregir")], *body]})


def _reason(row: dict[str, Any]) -> str:
    return " ".join(
        f"{problem['column']}: {problem['text']}" if problem["column"] else problem["text"]
        for problem in row["problems"]
    )


def _workbook(sheets: dict[str, Iterable[Sequence[Any]]]) -> bytes:
    buffer = io.BytesIO()
    options = {"constant_memory": True, "in_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(
        buffer, options | {"strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 40, 18)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, bold if number == 0 else None)
    return buffer.getvalue()

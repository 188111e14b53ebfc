"""Files that people take home: CSV that spreadsheets open as it is."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse

from tequio.core.text import inert

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Echo:
    def write(self, value: str) -> str:
        return value


def csv_response(name: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Stream a CSV file: UTF-8 with a mark so that spreadsheets read the accents, one line per row.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    response = StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(name: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """Give a workbook of one sheet. Rows go to disk one by one; only the packed file stands in memory.

    Text is always text: none is run as a formula or turned into a link. Numbers stay numbers.
    """
    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns), 18)
        sheet.write_row(0, 0, [str(column) for column in columns], bold)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, ["" if cell is None else cell for cell in row])
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def _lines(columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow([str(column) for column in columns]))
    for row in rows:
        yield str(writer.writerow([_safe(cell) for cell in row]))


def _safe(cell: Any) -> Any:
    if cell is None:
        return ""
    return inert(cell) if isinstance(cell, str) else cell

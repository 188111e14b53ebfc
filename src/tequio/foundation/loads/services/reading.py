"""From the file to rows in the database, once, in portions, so that memory holds a few hundred rows at most."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from tequio.core.sheets import headers, words
from tequio.foundation.files import queries as files
from tequio.foundation.files.adapters import spreadsheets
from tequio.foundation.files.adapters.spreadsheets import RawRow
from tequio.foundation.files.types import UnreadableSpreadsheetError
from tequio.foundation.loads import queries
from tequio.foundation.loads.models import Batch, Row
from tequio.foundation.loads.services import mapping
from tequio.foundation.loads.types import BatchState, LoadKind

PORTION = 500  # rows


def read(batch: Batch, kind: LoadKind) -> None:
    """Put the rows of the batch's file in the database, find its header, and guess what its columns mean.

    Part of ``work``, in its transaction. What cannot be used leaves the batch UNREADABLE, with the reason.
    """
    assert batch.file is not None  # noqa: S101 - every load begins with its file
    batch.rows.all().delete()
    try:
        content = files.content(batch.file)
        sheet = spreadsheets.open_sheet(content, batch.name, sheet=batch.sheet)
        batch.sheet, batch.sheets, batch.encoding = sheet.name, list(sheet.sheets), sheet.encoding
        _keep(batch, kind, sheet.rows)
    except UnreadableSpreadsheetError as error:
        batch.rows.all().delete()
        batch.state, batch.note, batch.total = BatchState.UNREADABLE.value, str(error), 0
        batch.save()
        return
    batch.mapping = mapping.guess(kind, batch.header, queries.remembered(kind, batch.created_by_id))
    ready = not mapping.missing(kind, batch.mapping)
    batch.state, batch.note = (BatchState.CHECKING if ready else BatchState.MAPPING).value, ""
    batch.save()


def _keep(batch: Batch, kind: LoadKind, rows: Iterator[RawRow]) -> None:
    first = list(islice(rows, headers.LOOKED_AT))
    if not first:
        raise UnreadableSpreadsheetError(_("«%(name)s» está vacío.") % {"name": batch.name})
    place = _header_place(batch, kind, first)
    batch.header_row = first[place][0]
    batch.header = headers.unique([spreadsheets.cell(value) for value in first[place][1]])
    width = len(batch.header)
    batch.total = _insert(batch, width, iter(first[place + 1 :])) + _insert(batch, width, rows)
    if not batch.total:
        raise UnreadableSpreadsheetError(
            _("«%(name)s» no tiene filas debajo de los títulos de sus columnas.") % {"name": batch.name}
        )


def _header_place(batch: Batch, kind: LoadKind, first: list[RawRow]) -> int:
    """Return which of the first rows names the columns: the one that the person said, else the one found."""
    for place, (number, _cells) in enumerate(first):
        if number == batch.header_row:
            return place
    return headers.found([[spreadsheets.cell(v) for v in cells] for _n, cells in first], mapping.names(kind))


def _insert(batch: Batch, width: int, rows: Iterator[RawRow]) -> int:
    kept = 0
    while portion := list(islice(rows, PORTION)):
        made = [
            Row(batch=batch, number=number, cells=_storable(cells[:width]))
            for number, cells in portion
            if any(_says(value) for value in cells[:width])
        ]
        Row.objects.bulk_create(made)
        kept += len(made)
    return kept


def _storable(cells: list[Any]) -> list[Any]:
    """Return cells without the one character that PostgreSQL does not keep."""
    return [value.replace("\0", "") if isinstance(value, str) else value for value in cells]


def _says(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(words.clean(value)))

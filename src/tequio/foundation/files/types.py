from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.errors import DomainError


class FileKind(StrEnum):
    """What a file is for; it decides which content types and sizes are taken."""

    IMAGE = "image"
    DOCUMENT = "document"
    SPREADSHEET = "spreadsheet"
    GEOGRAPHY = "geography"
    HISTORY = "history"  # open contracting data published elsewhere


class Variant(StrEnum):
    """The sizes in which an image is kept. Other files have only the first."""

    ORIGINAL = "original"
    MEDIUM = "medium"
    THUMB = "thumb"


VARIANT_PIXELS = {Variant.ORIGINAL: 2400, Variant.MEDIUM: 1200, Variant.THUMB: 400}  # longest side

JPEG, PNG, WEBP, GIF = "image/jpeg", "image/png", "image/webp", "image/gif"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv"
ZIP = "application/zip"
GEOJSON = "application/geo+json"
JSON = "application/json"
GZIP = "application/gzip"

IMAGES = frozenset({JPEG, PNG, WEBP, GIF})
SPREADSHEETS = frozenset({XLSX, XLS, ODS, CSV})
MEGABYTE = 1_000_000

ACCEPTED: dict[FileKind, frozenset[str]] = {
    FileKind.IMAGE: IMAGES,
    FileKind.DOCUMENT: frozenset({PDF, DOCX, JPEG, PNG, WEBP}) | SPREADSHEETS,
    FileKind.SPREADSHEET: SPREADSHEETS,
    FileKind.GEOGRAPHY: frozenset({GEOJSON, ZIP}),
    FileKind.HISTORY: frozenset({JSON, GZIP}),
}
LIMITS: dict[FileKind, int] = {
    FileKind.IMAGE: 15 * MEGABYTE,
    FileKind.DOCUMENT: 25 * MEGABYTE,
    FileKind.SPREADSHEET: 20 * MEGABYTE,
    FileKind.GEOGRAPHY: 60 * MEGABYTE,
    FileKind.HISTORY: 100 * MEGABYTE,
}
ACCEPTED_WORDS = {
    FileKind.IMAGE: _("una foto en JPG, PNG o WebP"),
    FileKind.DOCUMENT: _("un documento PDF o Word, una hoja de cálculo o una foto"),
    FileKind.SPREADSHEET: _("una hoja de cálculo de Excel (XLSX o XLS), ODS o CSV"),
    FileKind.GEOGRAPHY: _("un archivo GeoJSON o un shapefile dentro de un ZIP"),
    FileKind.HISTORY: _("un archivo JSON o JSON Lines de contrataciones abiertas, o comprimido con gzip"),
}
EXTENSIONS = {
    JPEG: "jpg",
    PNG: "png",
    WEBP: "webp",
    GIF: "gif",
    PDF: "pdf",
    XLSX: "xlsx",
    XLS: "xls",
    ODS: "ods",
    DOCX: "docx",
    CSV: "csv",
    ZIP: "zip",
    GEOJSON: "geojson",
    JSON: "json",
    GZIP: "gz",
}


class UnacceptedFileError(DomainError):
    """The file is not of a kind that is taken here, or is damaged, or unpacks to something huge."""

    status = 422


class FileTooLargeError(DomainError):
    """The file is larger than its kind allows."""

    status = 413


class UnreadableSpreadsheetError(DomainError):
    """The spreadsheet cannot be read as a table."""

    status = 422


Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with its place in the file so that a message can name it.

    Attributes:
        sheet: name of the sheet; empty for CSV.
        number: row number as the spreadsheet program shows it, from 1.
        values: as many as the header has; None where the cell is empty. Whole numbers are ``int``.
    """

    sheet: str
    number: int
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a spreadsheet says: its header (text, trimmed) and the rows below that have anything in them."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheets: tuple[str, ...] = ()

    def records(self) -> list[dict[str, Cell]]:
        """Return each row as a mapping from heading to value."""
        return [dict(zip(self.header, row.values, strict=True)) for row in self.rows]


def variant_name(value: Any) -> Variant | None:
    """Return the variant of that name, or None."""
    return Variant(value) if value in set(Variant) else None

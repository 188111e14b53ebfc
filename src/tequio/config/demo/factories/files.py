"""Files made of nothing: small pictures, documents and spreadsheets."""

import io
import zipfile
from typing import Any

import xlsxwriter
from django.core.files.base import ContentFile
from PIL import Image

from tequio.foundation.files import services
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import FileKind

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
)


def picture_bytes(
    *, size: tuple[int, int] = (64, 48), colour: str = "#22633f", kind: str = "JPEG", **options: Any
) -> bytes:
    """Return a picture of one colour. ``options`` go to Pillow's ``save`` (such as ``exif``)."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def workbook_bytes(rows: list[list[Any]], *, sheet: str = "Hoja1") -> bytes:
    """Return an XLSX workbook with one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return out.getvalue()


def zip_bytes(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP archive with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def make_image(
    content: bytes | None = None, *, name: str = "foto.jpg", alt: str = "Una foto", **values: Any
) -> StoredFile:
    """Return a stored public image."""
    upload = ContentFile(content or picture_bytes(), name=name)
    return services.store(
        upload=upload, kind=FileKind.IMAGE, alt=alt, **{"public": True, "uploaded_by": None} | values
    )


def make_document(content: bytes = PDF, *, name: str = "documento.pdf", **values: Any) -> StoredFile:
    """Return a stored document, private unless told otherwise."""
    return services.store(upload=ContentFile(content, name=name), kind=FileKind.DOCUMENT, **values)

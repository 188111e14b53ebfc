"""What a file really is, by its bytes. Its name and the browser's word count for nothing."""

import zipfile

from tequio.foundation.files import types
from tequio.foundation.files.adapters import archives

_MAGIC = (
    (b"\xff\xd8\xff", types.JPEG),
    (b"\x89PNG\r\n\x1a\n", types.PNG),
    (b"GIF87a", types.GIF),
    (b"GIF89a", types.GIF),
    (b"%PDF-", types.PDF),
    (b"\x1f\x8b\x08", types.GZIP),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel, but Word and installers of 1997 too
_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_MARKUP = (b"<html", b"<svg", b"<!doctype", b"<script", b"<?xml", b"<?php")
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f")
_HEAD = 4_096
_GEOGRAPHIC = (b'"FeatureCollection"', b'"Feature"', b'"Polygon"', b'"MultiPolygon"', b'"GeometryCollection"')
_PROCESS = b'"ocid"'  # of open contracting data


def content_type(content: bytes) -> str | None:
    """Return the content type by what the bytes are; None for what is not taken anywhere in the house.

    Raises:
        UnacceptedFileError: for an archive that is damaged, encrypted or unpacks to something huge.
    """
    for magic, found in _MAGIC:
        if content.startswith(magic):
            return found
    if content.startswith(_OLE):
        return types.XLS if any(name in content for name in _WORKBOOK) else None
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return types.WEBP
    if content.startswith(b"PK\x03\x04"):
        with archives.open_safely(content) as archive:
            return _in_archive(archive)
    return _text(content)


def _in_archive(archive: zipfile.ZipFile) -> str | None:
    names = set(archive.namelist())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None  # macros
    if "[Content_Types].xml" in names:
        if "xl/workbook.xml" in names:
            return types.XLSX
        return types.DOCX if "word/document.xml" in names else None
    if "mimetype" in names:
        try:
            stated = archive.read("mimetype").strip().decode("ascii", "replace")
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return None
        return types.ODS if stated == types.ODS else None
    return types.ZIP


def _text(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return types.CSV  # UTF-16, as some programs export it
    start = content.removeprefix(b"\xef\xbb\xbf")[:_HEAD].lstrip()
    if not start or _CONTROL.intersection(start) or any(mark in start.lower() for mark in _MARKUP):
        return None
    if start[:1] in b"{[":
        if any(word in content for word in _GEOGRAPHIC):
            return types.GEOJSON
        return types.JSON if _PROCESS in content else None
    return types.CSV

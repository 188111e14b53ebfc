"""What a file really is, by its bytes. Its name and the browser's word count for nothing."""

import zipfile
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.sheets import encodings
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
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # how Office keeps what has a password (MS-OFFCRYPTO)
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


def complaint(content: bytes) -> Any:
    """Return why a file that looks like a workbook is not taken, as lazy words; None for others."""
    if content.startswith(_OLE) and _ENCRYPTED in content:
        return _("El archivo tiene contraseña. Quítesela y súbalo de nuevo.")
    if content.startswith(b"PK\x03\x04"):
        with archives.open_safely(content) as archive:
            if _has_macros(archive):
                return _("El archivo tiene macros. Guárdelo como «Libro de Excel (XLSX)», sin ellas, y súbalo.")
    if any(
        mark in content[:_HEAD].lower() for mark in (b"<html", b"<table", b"urn:schemas-microsoft-com:office")
    ):
        return _("El archivo es una página web guardada como Excel. Ábralo en Excel y guárdelo como XLSX.")
    return None


def _has_macros(archive: zipfile.ZipFile) -> bool:
    return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def _in_archive(archive: zipfile.ZipFile) -> str | None:
    names = set(archive.namelist())
    if _has_macros(archive):
        return None
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
    if encodings.is_wide(content[:_HEAD]):
        wide = encodings.decoded(content[:_HEAD])[0]
        return None if any(ord(letter) in _CONTROL for letter in wide) else types.CSV
    start = content.removeprefix(b"\xef\xbb\xbf")[:_HEAD].lstrip()
    if not start or _CONTROL.intersection(start) or any(mark in start.lower() for mark in _MARKUP):
        return None
    if start[:1] in b"{[":
        if any(word in content for word in _GEOGRAPHIC):
            return types.GEOJSON
        return types.JSON if _PROCESS in content else None
    return types.CSV

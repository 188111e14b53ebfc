"""ZIP archives, looked at before anything is unpacked."""

import zipfile
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from tequio.foundation.files.types import MEGABYTE, UnacceptedFileError

MAX_ENTRIES = 3_000
MAX_UNPACKED = 300 * MEGABYTE
MAX_RATIO = 200  # times; above it a file of some size is made to fill memories
_SMALL = 20 * MEGABYTE  # below it the ratio does not matter
_ENCRYPTED = 0x1


def open_safely(content: bytes) -> zipfile.ZipFile:
    """Open an archive whose stated contents are few, not huge, not encrypted and stay inside it.

    What the archive states may be a lie: readers of ours take no more than is stated (``zipfile`` stops there),
    and spreadsheets are read in a process of their own with its memory limited.

    Raises:
        UnacceptedFileError: with the reason in words.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnacceptedFileError(
            _("El archivo ZIP está dañado o incompleto. Genérelo otra vez y súbalo de nuevo.")
        ) from error
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnacceptedFileError(_("El archivo tiene contraseña. Quítesela y súbalo de nuevo."))
    if len(entries) > MAX_ENTRIES or _is_bomb(sum(entry.file_size for entry in entries), len(content)):
        raise UnacceptedFileError(
            _("El archivo crece demasiado al descomprimirse y no se abrió. Súbalo en partes más pequeñas.")
        )
    return archive


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > packed * MAX_RATIO)

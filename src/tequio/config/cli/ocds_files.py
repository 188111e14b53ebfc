"""The files that the verbs of ``tequio ocds`` read: plain or compressed, or the standard input."""

import gzip
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

STDIN = "-"
_GZIP = b"\x1f\x8b"
_IN_MEMORY = 32 << 20  # bytes of standard input that are kept before a temporary file is used

# What may go wrong while a file is read, besides what is wrong with what it says.
TROUBLES = (OSError, EOFError, zlib.error, RecursionError)


_WHY: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (FileNotFoundError, "No existe un archivo con ese nombre. Revise la ruta."),
    (IsADirectoryError, "Es una carpeta: indique los archivos que contiene."),
    (PermissionError, "No hay permiso para leerlo."),
    (gzip.BadGzipFile, "El archivo comprimido está dañado."),
    ((EOFError, zlib.error), "El archivo comprimido está cortado o dañado."),
    (RecursionError, "El JSON tiene demasiados niveles, uno dentro de otro."),
)


def why(trouble: BaseException) -> str:
    """Say in Spanish why a file could not be read, and what to do."""
    known = next((words for kind, words in _WHY if isinstance(trouble, kind)), "")
    return known or f"No se pudo leer: {getattr(trouble, 'strerror', '') or trouble}."


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file or the standard input, uncompressed, so that it can be read twice."""
    with _spooled() if name == STDIN else Path(name).open("rb") as file:
        start = file.read(2)
        file.seek(0)
        if start != _GZIP:
            yield file
            return
        with gzip.GzipFile(fileobj=file, mode="rb") as inner:
            yield inner  # type: ignore[misc]  # it reads, seeks and tells, which is all we ask


@contextmanager
def _spooled() -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
        file.seek(0)
        yield file  # type: ignore[misc]  # it reads, seeks and tells, which is all we ask


def named(name: str) -> str:
    """Return a file's name as text, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "replace")

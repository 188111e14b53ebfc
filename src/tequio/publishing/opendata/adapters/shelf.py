"""Writing public files so that whoever reads sees the old one or the new one, whole, whatever happens."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

Content = bytes | Path | Iterable[bytes]
_PIECE = 1 << 20
_IN_MEMORY = 8 << 20
_READABLE = 0o644


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: its length in bytes and its SHA-256."""

    size: int
    sha256: bytes


def public() -> Storage:
    """Return the storage that anyone reads."""
    return storages["public"]


def pieces(content: Content) -> Iterator[bytes]:
    """Yield content in pieces, whatever it comes as."""
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, Path):
        with content.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    else:
        yield from content


def replace(key: str, content: Content, *, known: bytes | None = None) -> Written:
    """Put content under a key in the public storage, in place of what was there.

    On a disk: a file beside it, synced, then renamed. On S3 and the like the upload itself is whole or nothing.

    Args:
        key: its place.
        content: bytes, a file's path, or pieces as they come.
        known: the SHA-256 of what stands there; the same content again leaves it as it is.
    """
    storage = public()
    if isinstance(storage, FileSystemStorage):
        return _on_disk(Path(storage.path(key)), content, unless=known, key=key)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        written = _copy(content, file)
        if written.sha256 == known and holds(key, written.size, known):
            return written
        file.seek(0)
        if storage.save(key, File(file, name=key)) != key:
            raise RuntimeError("the public storage must replace files under their own name")
        return written


def adopt(key: str, path: Path) -> None:
    """Put a finished file under a key in the public storage; from the same disk, without copying a byte."""
    storage = public()
    if not isinstance(storage, FileSystemStorage):
        replace(key, path)
        return
    target = Path(storage.path(key))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    try:
        os.link(path, beside)
    except OSError:  # another disk
        shutil.copyfile(path, beside)
    with beside.open("rb") as file:
        os.fchmod(file.fileno(), _READABLE)
        os.fsync(file.fileno())
    beside.replace(target)
    _sync_folder(target.parent)


def working_folder() -> Path | None:
    """Return a folder on the disk of the public storage for what is being written; None if it has none."""
    storage = public()
    if not isinstance(storage, FileSystemStorage):
        return None
    folder = Path(storage.path(".working"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _on_disk(path: Path, content: Content, *, unless: bytes | None, key: str) -> Written:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        written = _copy(content, file)
        file.flush()
        os.fchmod(file.fileno(), _READABLE)
        os.fsync(file.fileno())
    if written.sha256 == unless and holds(key, written.size, unless):
        beside.unlink()
        return written
    beside.replace(path)
    _sync_folder(path.parent)
    return written


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _copy(content: Content, file: IO[bytes]) -> Written:
    digest, size = hashlib.sha256(), 0
    for piece in pieces(content):
        digest.update(piece)
        size += len(piece)
        file.write(piece)
    return Written(size, digest.digest())


def holds(key: str, size: int, digest: bytes = b"") -> bool:
    """Return whether a file of this length stands under the key and, if it is short, with this SHA-256."""
    try:
        if public().size(key) != size:
            return False
        if not digest or size > _PIECE:
            return True
        with public().open(key) as file:
            return hashlib.sha256(file.read()).digest() == digest
    except OSError:
        return False

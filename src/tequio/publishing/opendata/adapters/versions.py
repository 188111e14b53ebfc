"""The bytes of earlier versions, by their hash: each stands at one address for as long as it is kept."""

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from tequio.publishing.opendata.adapters.shelf import public


def storage() -> Storage:
    """Return the storage of the versions."""
    return storages["versions"]


def place(digest: str) -> str:
    """Return where the bytes with this SHA-256 (hexadecimal) stand."""
    return f"{digest[:2]}/{digest}"


def keep(key: str, digest: str) -> None:
    """Keep the bytes that stand under a key now. Keeping them twice is the same as once.

    On a disk no byte is copied: the file gets a second name, and the first one is later given to another.
    """
    store, of = storage(), place(digest)
    if isinstance(store, FileSystemStorage) and isinstance(public(), FileSystemStorage):
        target = Path(store.path(of))
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            try:
                os.link(public().path(key), target)
            except FileExistsError:
                raise
            except OSError:  # the two storages are on different disks
                _copied(key, of)
        return
    if not store.exists(of):
        _copied(key, of)


def _copied(key: str, of: str) -> None:
    with public().open(key) as file:
        storage().save(of, File(file, name=of))


def opened(digest: str) -> IO[bytes]:
    """Open the bytes with this SHA-256.

    Raises:
        FileNotFoundError: if they are not kept.
    """
    return storage().open(place(digest))


def drop(digest: str) -> None:
    """Forget the bytes with this SHA-256."""
    storage().delete(place(digest))

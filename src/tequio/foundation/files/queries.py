"""Reading stored files."""

from datetime import date
from uuid import UUID

from django.core.files.storage import default_storage

from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import Variant

ROOT = "uploads"


def find(file_id: UUID) -> StoredFile | None:
    """Return the file, or None."""
    return StoredFile.objects.filter(pk=file_id).first()


def content(file: StoredFile, variant: Variant = Variant.ORIGINAL) -> bytes:
    """Return the file's bytes, of an image in the size that is asked for."""
    with default_storage.open(file.in_size(variant)["path"], "rb") as stored:
        data: bytes = stored.read()
    return data


def kept_paths(day: date) -> set[str]:
    """Return every path that the files uploaded under this day's folder need."""
    rows = StoredFile.objects.filter(path__startswith=f"{ROOT}/{day:%Y-%m-%d}/").only("path", "variants")
    return {path for row in rows for path in row.paths}

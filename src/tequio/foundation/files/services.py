"""Keeping uploaded files: what they really are, under names of ours, never half."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import PurePath
from typing import Any, Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.files import queries, types
from tequio.foundation.files.adapters import detection, images
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import FileKind, FileTooLargeError, UnacceptedFileError, Variant

_NAME_KEPT = 120  # characters of the original name
_ORPHAN_AGE = timedelta(days=1)


class Upload(Protocol):
    """What a form or a test hands over: Django's ``UploadedFile`` or ``ContentFile``."""

    name: str | None

    @property
    def size(self) -> int:
        """Return how many bytes it has."""

    def read(self, num_bytes: int | None = None, /) -> Any:
        """Return the bytes."""


def store(
    *,
    upload: Upload,
    kind: FileKind,
    uploaded_by: int | None = None,
    public: bool = False,
    alt: str = "",
) -> StoredFile:
    """Keep an uploaded file after making sure that it is what its kind asks for.

    The bytes are written before the row; if the row fails they are removed, and if the caller's transaction is
    undone later the nightly sweep removes them. Images are kept in three sizes as WebP, upright, without EXIF.

    Args:
        upload: the file as it came.
        kind: what it is for; decides content types and size.
        uploaded_by: the id of the person, who may always read it.
        public: whether anyone may read it.
        alt: what an image shows, in words.

    Raises:
        FileTooLargeError: if it is over the limit of its kind.
        UnacceptedFileError: if it is of another kind, damaged, or unpacks to something huge.
    """
    content = _read(upload, kind)
    found = detection.content_type(content)
    if found is None or found not in types.ACCEPTED[kind]:
        raise UnacceptedFileError(
            detection.complaint(content)
            or _("«%(name)s» no sirve aquí. Suba %(accepted)s.")
            % {"name": _short(upload.name), "accepted": types.ACCEPTED_WORDS[kind]}
        )
    row = StoredFile(
        id=uuid.uuid4(),
        kind=kind.value,
        original_name=_short(upload.name),
        public=public,
        alt=alt,
        uploaded_by_id=uploaded_by,
    )
    pieces = _picture_pieces(row, content) if found in types.IMAGES else _plain_piece(row, content, found)
    with _written(pieces):
        row.save(force_insert=True)
    return row


def _read(upload: Upload, kind: FileKind) -> bytes:
    limit = types.LIMITS[kind]
    content: bytes = b"" if upload.size > limit else upload.read()
    if upload.size > limit or len(content) > limit:
        raise FileTooLargeError(
            _("«%(name)s» pesa demasiado: el máximo es de %(limit)s MB.")
            % {"name": _short(upload.name), "limit": limit // types.MEGABYTE}
        )
    if not content:
        raise UnacceptedFileError(_("«%(name)s» está vacío.") % {"name": _short(upload.name)})
    return content


def _short(name: str | None) -> str:
    kept = PurePath((name or "").replace("\\", "/")).name.replace("\0", "")
    return kept[-_NAME_KEPT:] or "archivo"


def _plain_piece(row: StoredFile, content: bytes, content_type: str) -> dict[str, bytes]:
    _describe(row, content, content_type)
    return {row.path: content}


def _picture_pieces(row: StoredFile, content: bytes) -> dict[str, bytes]:
    whole, *smaller = images.variants(content)
    _describe(row, whole.content, types.WEBP)
    row.width, row.height = whole.width, whole.height
    pieces = {row.path: whole.content}
    for picture in smaller:
        path = _path(row, picture.variant, types.WEBP)
        row.variants[picture.variant.value] = {"path": path, "width": picture.width, "height": picture.height}
        pieces[path] = picture.content
    return pieces


def _describe(row: StoredFile, content: bytes, content_type: str) -> None:
    row.content_type = content_type
    row.size = len(content)
    row.sha256 = hashlib.sha256(content).digest()
    row.path = _path(row, Variant.ORIGINAL, content_type)


def _path(row: StoredFile, variant: Variant, content_type: str) -> str:
    day = timezone.now().date()
    return f"{queries.ROOT}/{day:%Y-%m-%d}/{row.pk}-{variant.value}.{types.EXTENSIONS[content_type]}"


@contextmanager
def _written(pieces: dict[str, bytes]) -> Iterator[None]:
    """Write the pieces; take them away again if what follows fails."""
    written: list[str] = []
    try:
        for path, content in pieces.items():
            written.append(default_storage.save(path, ContentFile(content)))
        yield
    except BaseException:
        _delete(written)
        raise


def _delete(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)


@transaction.atomic
def remove(*, file: StoredFile) -> None:
    """Forget a file: its row now, its bytes once the transaction has committed."""
    paths = file.paths
    file.delete()
    transaction.on_commit(lambda: _delete(paths))


def publish(*, file: StoredFile, public: bool = True) -> None:
    """Open a file to anyone, or close it again."""
    StoredFile.objects.filter(pk=file.pk).update(public=public)
    file.public = public


def forget_uploader(*, user_id: int) -> None:
    """Take away who uploaded files, and what they were called on that person's own computer. The files stay."""
    StoredFile.objects.filter(uploaded_by_id=user_id).update(uploaded_by=None, original_name="archivo")


def remove_orphans(*, at: datetime) -> int:
    """Remove the bytes that no row needs, from uploads undone more than a day ago; return how many files."""
    if not default_storage.exists(queries.ROOT):
        return 0
    removed = 0
    for name in default_storage.listdir(queries.ROOT)[0]:
        day = date.fromisoformat(name)
        if day > (at - _ORPHAN_AGE).date():
            continue
        kept = queries.kept_paths(day)
        for file in default_storage.listdir(f"{queries.ROOT}/{name}")[1]:
            path = f"{queries.ROOT}/{name}/{file}"
            if path not in kept:
                default_storage.delete(path)
                removed += 1
    return removed

"""Putting files on the public shelf."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from tequio.publishing.opendata.models import PublishedFile


@transaction.atomic
def publish_file(
    *,
    key: str,
    dataset: str,
    media_type: str,
    content: bytes | Iterable[bytes],
    at: datetime,
    valid: bool | None = None,
) -> PublishedFile:
    """Publish a file under a stable key, whole or not at all; a second time it replaces the first.

    Args:
        key: its place, such as ``contrataciones/ocds-xxxxxx-26-0041.json``; also its address.
        dataset: slug of the dataset that it belongs to.
        media_type: such as ``application/json``.
        content: the bytes, or an iterator of pieces for large files.
        at: when it changed.
        valid: whether it passed the check of its kind; None where nothing checks it.
    """
    data = content if isinstance(content, bytes) else b"".join(content)
    storage = storages["public"]
    storage.delete(key)
    storage.save(key, ContentFile(data))
    published, _ = PublishedFile.objects.update_or_create(
        key=key,
        defaults={
            "dataset": dataset,
            "media_type": media_type,
            "size": len(data),
            "sha256": hashlib.sha256(data).digest(),
            "valid": valid,
            "updated_at": at,
        },
    )
    return published

"""Putting files on the public shelf.

What is published was decided and recorded by the context that publishes it; the shelf keeps no second record of
its own, only a row per file.
"""

import hashlib
import re
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.errors import DomainError
from tequio.publishing.opendata.adapters import shelf
from tequio.publishing.opendata.models import PublishedFile

_KEY = re.compile(r"[a-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)+")


class BadKeyError(DomainError):
    """A key that is no plain path: it would not be safe as a file's name or address."""

    status = 400


@transaction.atomic
def publish_file(
    *,
    key: str,
    dataset: str,
    media_type: str,
    content: shelf.Content,
    at: datetime,
    valid: bool | None = None,
) -> PublishedFile:
    """Publish a file under a stable key, whole or not at all; a second time it replaces the first.

    The file goes first, its row after, and those who publish under the same key wait for each other. Killed in
    between, readers see the new file whole (what they are told of it comes from the file itself), and doing it
    again mends the row. The same content again writes nothing but the row.

    Args:
        key: its place, such as ``contrataciones/ocds-abc123-26-0041/registro.json``; also its address.
        dataset: slug of the dataset that it belongs to.
        media_type: such as ``application/json``.
        content: the bytes, the path of a file, or an iterator of pieces for large ones.
        at: when it changed.
        valid: whether it passed the check of its kind; None where nothing checks it.

    Raises:
        BadKeyError: if the key is no plain path of letters, digits, points and hyphens.
    """
    if not _KEY.fullmatch(key) or ".." in key:
        raise BadKeyError(_("La clave del archivo no es una ruta simple."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"opendata {key}"])
    written = _unchanged(key, content) or shelf.replace(key, content)
    published, _created = PublishedFile.objects.update_or_create(
        key=key,
        defaults={
            "dataset": dataset,
            "subject": "/".join(key.split("/")[1:-1]),
            "media_type": media_type,
            "size": written.size,
            "sha256": written.sha256,
            "valid": valid,
            "updated_at": at,
        },
    )
    return published


def _unchanged(key: str, content: shelf.Content) -> shelf.Written | None:
    """Return what stands under the key if it is this content already."""
    if not isinstance(content, bytes):
        return None
    digest = hashlib.sha256(content).digest()
    known = PublishedFile.objects.filter(pk=key, sha256=digest).exists()
    return shelf.Written(len(content), digest) if known and shelf.holds(key, len(content)) else None

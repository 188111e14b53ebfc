"""Putting files on the public shelf.

What is published was decided and recorded by the context that publishes it; the shelf keeps no second record of
its own, only a row per file and one per version of it.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.errors import DomainError
from tequio.publishing.opendata.adapters import shelf, versions
from tequio.publishing.opendata.models import FileVersion, PublishedFile, file_uid

_KEY = re.compile(r"[a-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)+")

_SUBJECT = 2  # slashes in a key that has a subject
_RENEWED = ["dataset", "subject", "media_type", "size", "sha256", "valid", "updated_at"]


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
    again mends the row. The same content again is no change: file, version and date stay as they are.

    Args:
        key: its place, such as ``contrataciones/ocds-abc123-26-0041/registro.json``; also its address. What
            stands between the dataset and the name is its subject; files without one speak of the whole.
        dataset: slug of the dataset that it belongs to.
        media_type: such as ``application/json``.
        content: the bytes, the path of a file, or pieces of it as they come for large ones.
        at: when it changed.
        valid: whether it passed the check of its kind; None where nothing checks it.

    Raises:
        BadKeyError: if the key is no plain path of letters, digits, points and hyphens.
    """
    if not _KEY.fullmatch(key) or ".." in key:
        raise BadKeyError(_("La clave del archivo no es una ruta simple."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"opendata {key}"])
    before = PublishedFile.objects.filter(pk=key).first()
    digest = bytes(before.sha256) if before else None
    written = _unchanged(key, content, digest) or shelf.replace(key, content, known=digest)
    changed = digest != written.sha256
    if before and not changed and (before.valid, before.media_type) == (valid, media_type):
        return before
    published = PublishedFile(
        key=key,
        uid=file_uid(key),
        dataset=dataset,
        subject="/".join(key.split("/")[1:-1]),
        media_type=media_type,
        size=written.size,
        sha256=written.sha256,
        valid=valid,
        created_at=before.created_at if before else at,
        updated_at=before.updated_at if before and not changed else at,
    )
    published.save(force_insert=before is None, force_update=before is not None)
    if changed:
        _note_version(published)
    return published


@dataclass(frozen=True, slots=True)
class Small:
    """A small file of one thing: what it holds and how it is published."""

    key: str
    media_type: str
    content: bytes
    valid: bool | None = None


@transaction.atomic
def publish_together(files: Sequence[Small], *, dataset: str, at: datetime) -> list[str]:
    """Publish small files of one thing, in as many queries for all as for one. Returns the keys that changed.

    Each is replaced whole, as ``publish_file`` does; the files go first, their rows after.

    Args:
        files: with a subject each: between the dataset and the name of its key.
        dataset: slug of the dataset that they belong to.
        at: when they changed.

    Raises:
        BadKeyError: if a key is no plain path, or has no subject.
    """
    keys = sorted(one.key for one in files)
    if any(not _KEY.fullmatch(key) or ".." in key or key.count("/") < _SUBJECT for key in keys):
        raise BadKeyError(_("La clave del archivo no es una ruta simple."))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('opendata ' || k, 0)) FROM unnest(%s::text[]) k",
            [keys],
        )
    held = PublishedFile.objects.in_bulk(keys)
    rows = [_put(one, held.get(one.key), dataset, at) for one in files]
    changed = [one for one in rows if one.key not in held or bytes(held[one.key].sha256) != one.sha256]
    PublishedFile.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=_RENEWED
    )
    FileVersion.objects.bulk_create(
        FileVersion(file=one, sha256=one.sha256, size=one.size, published_at=one.updated_at, kept=False)
        for one in changed
    )
    return [one.key for one in changed]


def _put(one: Small, before: PublishedFile | None, dataset: str, at: datetime) -> PublishedFile:
    digest = bytes(before.sha256) if before else None
    same = before is not None and hashlib.sha256(one.content).digest() == digest
    if same and shelf.holds(one.key, len(one.content)):
        written = shelf.Written(len(one.content), digest or b"")
    else:
        written = shelf.replace(one.key, one.content, known=digest)
    return PublishedFile(
        key=one.key,
        uid=file_uid(one.key),
        dataset=dataset,
        subject="/".join(one.key.split("/")[1:-1]),
        media_type=one.media_type,
        size=written.size,
        sha256=written.sha256,
        valid=one.valid,
        created_at=before.created_at if before else at,
        updated_at=before.updated_at if before is not None and same else at,
    )


def _unchanged(key: str, content: shelf.Content, known: bytes | None) -> shelf.Written | None:
    """Return what stands under the key if it is this content already, without writing it first."""
    if known is None or not isinstance(content, bytes):
        return None
    same = hashlib.sha256(content).digest() == known and shelf.holds(key, len(content), known)
    return shelf.Written(len(content), known) if same else None


def _note_version(published: PublishedFile) -> None:
    """Note what the file is from now on. The bytes of small files of the whole are kept, one a day."""
    small = published.size <= settings.VERSION_MEGABYTES << 20
    kept = settings.VERSIONS_KEPT > 0 and small and not published.subject
    if kept:
        versions.keep(published.key, published.digest)
    FileVersion.objects.create(
        file=published,
        whole_of="" if published.subject else published.dataset,
        sha256=published.sha256,
        size=published.size,
        published_at=published.updated_at,
        kept=kept,
    )
    if kept:
        _let_go(published)


def _let_go(published: PublishedFile) -> None:
    """Stop keeping the bytes of all but the last version of each day, and of the oldest days.

    What no other row needs goes once this is written.
    """
    days: set[date] = set()
    gone: list[FileVersion] = []
    for one in published.versions.filter(kept=True):
        day = timezone.localdate(one.published_at)
        (gone if day in days or len(days) >= settings.VERSIONS_KEPT else []).append(one)
        days.add(day)
    FileVersion.objects.filter(pk__in=[one.pk for one in gone]).update(kept=False)
    for one in gone:
        if not FileVersion.objects.filter(sha256=one.sha256, kept=True).exists():
            transaction.on_commit(partial(versions.drop, one.digest))

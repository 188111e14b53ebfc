"""Publishing every change: one immutable release, then its files (docs/rules/contracting.md, PUB and TAG).

A release is first a row, in one transaction with its event; the files are then written from rows alone. So the
publisher may be killed at any instant: what it runs again finds the row, and writes the same bytes.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from django.db import transaction
from django.db.models import F
from msgspec import Struct

from tequio.accountability.contracting.events import ReleasePublished
from tequio.accountability.contracting.models import Process, Publication, Release
from tequio.accountability.contracting.queries import facts, publications_due
from tequio.accountability.contracting.services import city, gate, shelf
from tequio.accountability.contracting.services.processes import locked
from tequio.accountability.contracting.services.removal import with_removals, without_nulls
from tequio.accountability.contracting.services.tags import tags
from tequio.core.ocds import build
from tequio.core.ocds.facts import ProcessFacts
from tequio.core.ocds.validation import check_release
from tequio.foundation.audit import services as audit
from tequio.foundation.jobs.app import PROMISED, queue_once

PUBLISH = "contracting.publish"  # the name of the task
_BLANK = datetime(2000, 1, 1, tzinfo=UTC)  # the date of the draft whose content is compared
_SECOND = timedelta(seconds=1)


@transaction.atomic
def request_publication(*, process_id: int, at: datetime) -> None:
    """Say that a process has something to publish, and wake the worker. Asking twice publishes once."""
    Publication.objects.update_or_create(
        process_id=process_id, defaults={"due_since": at, "attempts": 0, "last_error": ""}
    )
    wake(process_id)


def wake(process_id: int) -> None:
    """Queue the publication of a process, unless it waits already. One runs at a time for each process."""
    queue_once(PUBLISH, once=f"publish-{process_id}", priority=PROMISED, process_id=process_id)


def wake_due() -> int:
    """Queue everything that is due and does not wait already. Returns how many are due."""
    due = list(publications_due().values_list("process_id", flat=True))
    for process_id in due:
        wake(process_id)
    return len(due)


def publish(*, process_id: int, at: datetime) -> Release | None:
    """Publish a process as it stands: a new release if something changed, and the files of all its releases.

    Safe to run again at any point: with nothing new, it only puts the files in place.

    Args:
        process_id: the process.
        at: now.

    Returns:
        The new release; None if nothing changed since the last one, or the check found errors.
    """
    asked = _attempt(process_id)
    release = append_release(process_id=process_id, at=at)
    shelf.put(process_id=process_id)
    _settle(process_id, asked=asked, at=at)
    city.wake()
    return release


def refuse(*, process_id: int, error: str) -> None:
    """Keep why a publication failed, for the office to see."""
    Publication.objects.filter(process_id=process_id).update(last_error=error[:500])


@transaction.atomic
def append_release(*, process_id: int, at: datetime) -> Release | None:
    """Store the release of what changed since the last one, if anything did and it is valid."""
    process = locked(process_id)
    found = facts(process_id)
    digest = content_digest(found)
    last = process.releases.last()
    if last is not None and bytes(last.sha256) == digest:
        return None
    release, findings = _draft(process, found, last=last, digest=digest, at=at)
    Publication.objects.filter(process_id=process_id).update(findings=findings)
    if not release.valid:
        return None
    release.save(force_insert=True)
    audit.record(
        ReleasePublished(
            process_id=process_id,
            ocid=process.ocid,
            release_id=release.release_id,
            sha256=hashlib.sha256(bytes(release.document)).hexdigest(),
            valid=release.valid,
        ),
        at=at,
    )
    return release


def content_digest(found: ProcessFacts) -> bytes:
    """Return the SHA-256 of what a release would say, apart from its id, date and tags."""
    return said_of(found)[1]


def said_of(found: ProcessFacts) -> tuple[bytes, bytes]:
    """Return what a release would say, apart from its id, date and tags, and its SHA-256."""
    draft = build.encode(build.release(found, number=1, tags=["planning"], date=_BLANK))
    return draft, hashlib.sha256(draft).digest()


def _draft(
    process: Process, found: ProcessFacts, *, last: Release | None, digest: bytes, at: datetime
) -> tuple[Release, list[dict[str, Any]]]:
    number = last.number + 1 if last else 1
    date = _later(last, at)
    before = without_nulls(orjson.loads(bytes(last.baseline or last.document))) if last else {}
    labels = _tags(process, found, before)
    built = build.release(found, number=number, tags=labels, date=date)
    document = _document(built, before)
    findings = check_release(document)
    plain = gate.judged(findings)
    release = Release(
        process=process,
        release_id=built.id,
        number=number,
        date=date,
        tags=labels,
        document=document,
        sha256=digest,
        findings=plain,
        valid=not any(one["blocks"] for one in plain),
    )
    return release, plain


def _document(built: Struct, before: dict[str, Any]) -> bytes:
    """Return the bytes of a release, with nulls for what the one before had and this one has not."""
    document = build.encode(built)
    after = orjson.loads(document)
    whole = with_removals(before, after)
    return document if whole == after else orjson.dumps(whole)


def _tags(process: Process, found: ProcessFacts, before: dict[str, Any]) -> list[str]:
    draft = build.release(found, number=1, tags=["planning"], date=_BLANK)
    seen = {tag for labels in process.releases.values_list("tags", flat=True) for tag in labels}
    if before:  # a history that came from elsewhere may never have said so
        seen.add("planning")
    return tags(before or None, orjson.loads(build.encode(draft)), seen=seen)


def _later(last: Release | None, at: datetime) -> datetime:
    """Return the release's date: now, to the second, in UTC, and always after the one before (PUB-3)."""
    now = at.astimezone(UTC).replace(microsecond=0)
    return max(now, last.date + _SECOND) if last else now


def _attempt(process_id: int) -> datetime | None:
    """Count the attempt and return since when it is due."""
    mine = Publication.objects.filter(process_id=process_id)
    if not mine.update(attempts=F("attempts") + 1):
        Publication.objects.get_or_create(process_id=process_id, defaults={"attempts": 1})
    return mine.values_list("due_since", flat=True)[0]


def _settle(process_id: int, *, asked: datetime | None, at: datetime) -> None:
    """Mark it up to date, unless something was asked meanwhile or the check found errors."""
    mine = Publication.objects.filter(process_id=process_id)
    blocked = any(finding.get("blocks") for finding in mine.get().findings)
    mine.update(published_at=at, last_error="")
    if not blocked:
        mine.filter(due_since=asked).update(due_since=None)

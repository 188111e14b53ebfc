"""The record of each process as a row: what the city's files, the tables and the API are made of."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.conf import settings
from django.urls import reverse

from tequio.accountability.contracting.models import Process, Record, Release
from tequio.core.ocds import flatten, packages
from tequio.core.ocds.values import stamp

_FIELDS = ["number", "first_at", "last_at", "document", "weight", "summary"]


def record_row(process: Process, releases: Sequence[Release], compiled: dict[str, Any]) -> Record:
    """Return the record of a process, not saved yet.

    Args:
        process: whose it is.
        releases: its releases, the oldest first.
        compiled: what they say together.
    """
    first, last = releases[0], releases[-1]
    links = [packages.Link(release_address(process.ocid, r.number), stamp(r.date), r.tags) for r in releases]
    return Record(
        process=process,
        number=last.number,
        first_at=first.date,
        last_at=last.date,
        document=packages.record_of_links(links, compiled),
        weight=packages.weight(compiled),
        summary=flatten.simple_row(compiled),
    )


def keep_records(rows: Sequence[Record]) -> None:
    """Write records in place of those that stand, in one query."""
    Record.objects.bulk_create(rows, update_conflicts=True, unique_fields=["process"], update_fields=_FIELDS)


def release_address(ocid: str, number: int) -> str:
    """Return the absolute address of one release, which never changes."""
    return settings.PUBLIC_URL + reverse("contracting:release", args=[ocid, number])


def compiled_of(record: Record) -> dict[str, Any]:
    """Return the compiled release of a record."""
    found: dict[str, Any] = orjson.loads(bytes(record.document))["compiledRelease"]
    return found

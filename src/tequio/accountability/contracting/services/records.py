"""The record of each process as a row: what the city's files, the tables and the API are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from tequio.accountability.contracting.models import Record, Release
from tequio.core.ocds import flatten, packages

_FIELDS = ["number", "first_at", "last_at", "document", "weight", "summary"]


@dataclass(frozen=True, slots=True)
class Published:
    """One published release: its place in the process, its instant, and what it says."""

    number: int
    date: datetime
    said: dict[str, Any]


def record_row(process_id: int, releases: Sequence[Published], compiled: Mapping[str, Any]) -> Record:
    """Return the record of a process, not saved yet.

    Args:
        process_id: whose it is.
        releases: its releases, the oldest first.
        compiled: what they say together.
    """
    first, last = releases[0], releases[-1]
    return Record(
        process_id=process_id,
        number=last.number,
        first_at=first.date,
        last_at=last.date,
        document=packages.record_of_links([_link(one) for one in releases], compiled),
        weight=packages.weight(compiled),
        summary=flatten.simple_row(compiled),
    )


def keep_records(rows: Sequence[Record]) -> None:
    """Write records in place of those that stand, in one query."""
    Record.objects.bulk_create(rows, update_conflicts=True, unique_fields=["process"], update_fields=_FIELDS)


def published(release: Release, said: dict[str, Any]) -> Published:
    """Return a stored release with what it says, parsed."""
    return Published(release.number, release.date, said)


def _link(one: Published) -> packages.Link:
    address = f"{settings.PUBLIC_URL}/contratos/{one.said['ocid']}/entregas/{one.number}.json"
    return packages.Link(address, one.said["date"], one.said["tag"])

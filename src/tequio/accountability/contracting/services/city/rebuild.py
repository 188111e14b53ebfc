"""Making everything again from the releases alone: each is checked once more, and each record compiled anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson

from tequio.accountability.contracting.models import Record, Release
from tequio.accountability.contracting.services.records import Published, keep_records, record_row
from tequio.core.ocds import merge
from tequio.core.ocds.validation import passes

_CHUNK = 500
_BATCH = 200
_Row = tuple[int, int, datetime, Any]


@dataclass(slots=True)
class Rebuilt:
    """What was made again, and the ids of the releases that would not pass the check today."""

    releases: int = 0
    records: int = 0
    files: int = 0
    invalid: list[str] = field(default_factory=list)


def rebuild_records() -> Rebuilt:
    """Check every release again and make the record of every process anew, few of them in memory at a time.

    A release that the check refuses today stays, since what was published is never changed; it is named.
    """
    told = Rebuilt()
    waiting: list[Record] = []
    found = Release.objects.order_by("process_id", "number")
    rows = found.values_list("process_id", "number", "date", "document").iterator(chunk_size=_CHUNK)
    for process_id, group in groupby(rows, key=itemgetter(0)):
        releases = list(_checked(group, told))
        compiled = merge.compiled([one.said for one in releases])
        waiting.append(record_row(process_id, releases, compiled))
        told.records += 1
        if len(waiting) == _BATCH:
            keep_records(waiting)
            waiting = []
    keep_records(waiting)
    return told


def _checked(rows: Iterator[_Row], told: Rebuilt) -> Iterator[Published]:
    for _process, number, date, document in rows:
        said = orjson.loads(bytes(document))
        if not passes(said):
            told.invalid.append(said["id"])
        told.releases += 1
        yield Published(number, date, said)

"""The files of the whole city (docs/adr/0006): months within seconds, years and tables a little later.

Everything is written from rows alone, so that the publisher may be killed at any instant and what it writes
again is the same to the byte. Nobody sees a part of it: the manifest names whole sets.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from tequio.accountability.contracting.models import Segment
from tequio.accountability.contracting.services.city import (
    index,
    manifest,
    segments,
    sheets,
    tables,
    transparency,
)
from tequio.accountability.contracting.services.city.rebuild import Rebuilt, rebuild_records
from tequio.accountability.contracting.services.city.segments import RECORDS, RELEASES
from tequio.foundation.jobs.app import queue_once
from tequio.publishing.opendata.adapters import shelf as storage

PUBLISH_CITY = "contracting.publish_city"  # the names of the tasks
PUBLISH_YEARS = "contracting.publish_years"
WAIT = timedelta(seconds=2)  # for other changes to come along
WAIT_FOR_YEARS = timedelta(seconds=45)


def wake() -> None:
    """Queue the files of the whole city, once for all the changes of a moment. They queue what takes longer."""
    queue_once(PUBLISH_CITY, wait=WAIT)


def publish_city(*, at: datetime) -> list[str]:
    """Bring the months, the table of all processes and the index up to date.

    Args:
        at: now.

    Returns:
        The names of the files that were put in place.
    """
    with _folder() as folder:
        for kind in (RELEASES, RECORDS):
            for due in segments.stale(kind, yearly=False):
                segments.write(due, folder)
        tables.write_simple(folder)
    done = _show(at)
    queue_once(PUBLISH_YEARS, wait=WAIT_FOR_YEARS)
    return done


def publish_years(*, at: datetime) -> list[str]:
    """Bring up to date what takes longer: the years, the tables as CSV and XLSX, the SIPOT formats.

    Arguments and result as ``publish_city``.
    """
    with _folder() as folder:
        for kind in (RELEASES, RECORDS):
            for due in segments.stale(kind, yearly=True):
                segments.write(due, folder)
        for due in tables.stale():
            tables.write(due, folder)
        for due in sheets.stale():
            sheets.write(due, folder)
        transparency.write_quarters(folder)
    return _show(at)


def rebuild(*, at: datetime, quick: bool = False) -> Rebuilt:
    """Make every record and every file of the city again from the stored releases.

    What stands already is not written again, since each file is kept under its hash: readers notice nothing.

    Args:
        at: now.
        quick: leave the years and the workbooks to the worker.
    """
    told = rebuild_records()
    Segment.objects.exclude(kind=manifest.SHOWN).update(mark="")
    publish_city(at=at)
    if not quick:
        publish_years(at=at)
    told.files = len(manifest.current())
    return told


def _show(at: datetime) -> list[str]:
    """Switch to the new set, then the plain names, then forget what is long out of use."""
    manifest.switch(at=at)
    done = manifest.refresh(at=at)
    index.put(at=at)
    manifest.prune(at=at)
    return done


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="city-", dir=storage.working_folder()) as folder:
        yield Path(folder)


__all__ = ["PUBLISH_CITY", "PUBLISH_YEARS", "publish_city", "publish_years", "rebuild", "wake"]

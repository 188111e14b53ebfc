"""The files of the whole city: releases by month, the index and the table of all processes (docs/adr).

A change of one process rewrites only its month's file, by joining stored bytes, and the index and table from
one stored row per process. Changes that come together are written together.
"""

from datetime import UTC, datetime, timedelta

import orjson
from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from procrastinate.exceptions import AlreadyEnqueued

from tequio.accountability.contracting.models import Publication, Release, Segment
from tequio.accountability.contracting.services import shelf
from tequio.accountability.contracting.services.processes import official, prefix
from tequio.core.ocds import packages
from tequio.core.ocds.values import stamp
from tequio.foundation.jobs.app import app
from tequio.publishing.opendata.services import publish_file

PUBLISH_CITY = "contracting.publish_city"  # the name of the task
WAIT = timedelta(seconds=2)  # for other changes to come along


def wake() -> None:
    """Queue the files of the whole city, once for all the changes of a moment."""
    job = app.configure_task(
        PUBLISH_CITY,
        lock="publish-city",
        queueing_lock="publish-city",
        schedule_in={"seconds": int(WAIT.total_seconds())},
    )
    try:
        with transaction.atomic():
            job.defer()
    except AlreadyEnqueued:
        return


def publish_city(*, at: datetime) -> list[str]:
    """Bring the files of the whole city up to date. Returns the months whose file was rewritten.

    Args:
        at: now; the instant that the index says it was made.
    """
    months = stale_months()
    for month in months:
        _put_month(month)
    _put_table(at)
    _put_index(at)
    return months


def stale_months() -> list[str]:
    """Return the months (``2026-11``, UTC) that hold more releases than their file."""
    held = dict(Segment.objects.values_list("month", "releases"))
    return [month for month, count in _months() if held.get(month) != count]


def month_name(month: str) -> str:
    """Return the name of the file of one month."""
    return f"entregas-{month}.json"


def _months() -> list[tuple[str, int]]:
    rows = (
        Release.objects.order_by()
        .values(month=TruncMonth("date", tzinfo=UTC))
        .annotate(n=Count("pk"))
        .order_by("month")
    )
    return [(row["month"].strftime("%Y-%m"), row["n"]) for row in rows]


def _of_month(month: str) -> QuerySet[Release]:
    year, number = (int(part) for part in month.split("-"))
    first = datetime(year, number, 1, tzinfo=UTC)
    following = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)
    return Release.objects.filter(date__gte=first, date__lt=following).order_by("date", "release_id")


def _put_month(month: str) -> None:
    """Write the file of a month. Releases that arrive while it is written leave it stale for the next time."""
    releases = _of_month(month)
    count = releases.count()
    of = f"{shelf.DATASET}/{month_name(month)}"
    documents = releases.values_list("document", flat=True).iterator(chunk_size=500)
    newest = releases.reverse().values_list("date", flat=True)[0]
    content = packages.release_package(shelf.envelope(of, newest), (bytes(one) for one in documents))
    publish_file(key=of, dataset=shelf.DATASET, media_type=shelf.JSON, content=content, at=newest, valid=True)
    Segment.objects.update_or_create(month=month, defaults={"releases": count})


def _published() -> QuerySet[Publication]:
    return Publication.objects.filter(number__gt=0).select_related("process").order_by("process__ocid")


def _put_table(at: datetime) -> None:
    rows = list(_published().values_list("summary", flat=True))
    of = f"{shelf.DATASET}/contrataciones.csv"
    publish_file(
        key=of, dataset=shelf.DATASET, media_type=shelf.CSV, content=shelf.table(rows), at=at, valid=None
    )


def _put_index(at: datetime) -> None:
    of = f"{shelf.DATASET}/indice.json"
    index = {
        "uri": shelf.address(of),
        "publishedDate": stamp(at),
        "prefix": prefix(),
        "official": official(),
        "table": shelf.address(f"{shelf.DATASET}/contrataciones.csv"),
        "releasePackages": [
            {"month": month, "releases": count, "url": shelf.address(f"{shelf.DATASET}/{month_name(month)}")}
            for month, count in _months()
        ],
        "processes": [_entry(one) for one in _published()],
    }
    publish_file(
        key=of, dataset=shelf.DATASET, media_type=shelf.JSON, content=orjson.dumps(index), at=at, valid=None
    )


def _entry(publication: Publication) -> dict[str, object]:
    ocid = publication.process.ocid
    return {
        "ocid": ocid,
        "releases": publication.number,
        "releasePackage": shelf.address(shelf.key(ocid, "entregas.json")),
        "recordPackage": shelf.address(shelf.key(ocid, "registro.json")),
        "csv": shelf.address(shelf.key(ocid, "resumen.csv")),
    }

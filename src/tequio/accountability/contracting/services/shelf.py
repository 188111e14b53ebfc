"""The files of one process, written from its releases alone: the same rows always give the same bytes."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import orjson
from django.conf import settings
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Process, Publication, Release
from tequio.core.ocds import flatten, packages
from tequio.foundation.web import appearance
from tequio.publishing.opendata.services import publish_file

DATASET = "contrataciones"
JSON = "application/json"
CSV = "text/csv; charset=utf-8"


def key(ocid: str, name: str) -> str:
    """Return the key of one file of a process."""
    return f"{DATASET}/{ocid}/{name}"


def address(of: str) -> str:
    """Return the absolute address at which a published file is read."""
    return f"{settings.PUBLIC_URL}{path(of)}"


def path(of: str) -> str:
    """Return the address of a published file within this site."""
    return f"/datos/archivos/{of}"


def files(ocid: str) -> list[tuple[str, str]]:
    """Return what can be downloaded of a process: a name for people, and its address."""
    return [
        ("JSON", path(key(ocid, "entregas.json"))),
        ("CSV", path(key(ocid, "resumen.csv"))),
        (_("Registro"), path(key(ocid, "registro.json"))),
    ]


def envelope(of: str, published: datetime) -> packages.Envelope:
    """Return the envelope of a package of ours, at the address of its file."""
    return packages.Envelope(
        uri=address(of),
        published=published,
        publisher=appearance.current().name,
        publisher_uri=settings.PUBLIC_URL,
        publication_policy=f"{settings.PUBLIC_URL}/datos/",
    )


def put(*, process_id: int) -> None:
    """Put in place the files of a process: each new release, the packages of all, the record, the table.

    Each file is replaced whole. Run again, it writes the same bytes.
    """
    process = Process.objects.get(pk=process_id)
    releases = list(process.releases.all())
    if not releases:
        return
    done = Publication.objects.get(process_id=process_id).number
    for release in releases:
        if release.number > done:
            _put_release(process.ocid, release)
    row = _put_packages(process.ocid, releases)
    Publication.objects.filter(process_id=process_id).update(number=releases[-1].number, summary=row)


def _put_release(ocid: str, release: Release) -> None:
    _publish(key(ocid, f"entrega-{release.number}.json"), JSON, bytes(release.document), release.date)


def _put_packages(ocid: str, releases: Sequence[Release]) -> dict[str, str]:
    """Write the release package, the record package and the table. Return the row of the table."""
    documents = [bytes(release.document) for release in releases]
    date = releases[-1].date
    all_releases, records = key(ocid, "entregas.json"), key(ocid, "registro.json")
    _publish(
        all_releases, JSON, b"".join(packages.release_package(envelope(all_releases, date), documents)), date
    )
    record = packages.record(documents)
    _publish(records, JSON, b"".join(packages.record_package(envelope(records, date), [record])), date)
    row = flatten.simple_row(orjson.loads(record)["compiledRelease"])
    _publish(key(ocid, "resumen.csv"), CSV, table([row]), date)
    return row


def table(rows: Sequence[dict[str, str]]) -> bytes:
    """Return rows of the simple table as CSV, in UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO()
    writer = csv.DictWriter(text, flatten.SIMPLE_COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _publish(of: str, media_type: str, content: bytes | Iterable[bytes], at: datetime) -> None:
    """Only releases that passed the check are ever stored, so their files are valid; nothing checks a table."""
    valid = True if media_type == JSON else None
    publish_file(key=of, dataset=DATASET, media_type=media_type, content=content, at=at, valid=valid)

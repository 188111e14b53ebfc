"""The files of one process, written from its releases alone: the same rows always give the same bytes."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import orjson
from django.conf import settings
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Process, Publication, Release
from tequio.accountability.contracting.services.records import keep_records, record_row
from tequio.core.ocds import flatten, packages
from tequio.foundation.web import appearance
from tequio.publishing.opendata.services import publish_file

DATASET = "contrataciones"
JSON = "application/json"
CSV = "text/csv; charset=utf-8"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # the date of an envelope whose own is said elsewhere


def key(ocid: str, name: str) -> str:
    """Return the key of one file of a process."""
    return f"{DATASET}/{ocid}/{name}"


def address(of: str) -> str:
    """Return the absolute address at which a published file is read."""
    return f"{settings.PUBLIC_URL}{path(of)}"


def path(of: str) -> str:
    """Return the address of a published file within this site."""
    return f"/datos/archivos/{of}"


def versioned_address(stored: str) -> str:
    """Return the absolute address under which a piece of the city's set stands, and never another."""
    return f"{settings.PUBLIC_URL}/api/v1/ocds/conjunto/{stored}"


def files(ocid: str) -> list[tuple[str, str]]:
    """Return what can be downloaded of a process: a name for people, and its address."""
    return [
        ("JSON", path(key(ocid, "entregas.json"))),
        ("CSV", path(key(ocid, "resumen.csv"))),
        (_("Registro"), path(key(ocid, "registro.json"))),
    ]


def envelope(of: str, published: datetime) -> packages.Envelope:
    """Return the envelope of a package of ours, at the address of its file."""
    return envelope_at(uri=address(of), published=published)


def envelope_at(*, uri: str, published: datetime) -> packages.Envelope:
    """Return the envelope of a package of ours that stands at an absolute address."""
    return packages.Envelope(
        uri=uri,
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
    _put_packages(process, releases)
    Publication.objects.filter(process_id=process_id).update(number=releases[-1].number)


def _put_release(ocid: str, release: Release) -> None:
    _publish(key(ocid, f"entrega-{release.number}.json"), JSON, bytes(release.document), release.date)


def _put_packages(process: Process, releases: Sequence[Release]) -> None:
    """Write the release package, the record package, the table and the record's row."""
    documents = [bytes(release.document) for release in releases]
    date = releases[-1].date
    all_releases, records = key(process.ocid, "entregas.json"), key(process.ocid, "registro.json")
    _publish(
        all_releases, JSON, b"".join(packages.release_package(envelope(all_releases, date), documents)), date
    )
    record = packages.record(documents)
    _publish(records, JSON, b"".join(packages.record_package(envelope(records, date), [record])), date)
    row = record_row(process, releases, orjson.loads(record)["compiledRelease"])
    _publish(key(process.ocid, "resumen.csv"), CSV, table([row.summary]), date)
    keep_records([row])


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

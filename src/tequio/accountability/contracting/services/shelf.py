"""The files of one process, written from its releases alone: the same rows always give the same bytes."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import orjson
from django.conf import settings
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Process, Publication, Record, Release
from tequio.accountability.contracting.services.records import keep_records, published, record_row
from tequio.core.ocds import flatten, packages
from tequio.foundation.web import appearance
from tequio.publishing.opendata.services import Small, publish_together

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
    releases = list(Release.objects.filter(process_id=process_id).select_related("process__publication"))
    if not releases:
        return
    process = releases[0].process
    done = process.publication.number
    written = [_release(process.ocid, one) for one in releases if one.number > done]
    packed, row = _packages(process, releases)
    publish_together([*written, *packed], dataset=DATASET, at=releases[-1].date)
    keep_records([row])
    Publication.objects.filter(process_id=process_id).update(number=releases[-1].number)


def _release(ocid: str, release: Release) -> Small:
    return Small(key(ocid, f"entrega-{release.number}.json"), JSON, bytes(release.document), valid=True)


def _packages(process: Process, releases: Sequence[Release]) -> tuple[list[Small], Record]:
    """Return the release package, the record package and the table, and the record's row.

    Only releases that passed the check are ever stored, so their files are valid; nothing checks a table.
    """
    documents = [bytes(release.document) for release in releases]
    date = releases[-1].date
    all_releases, records = key(process.ocid, "entregas.json"), key(process.ocid, "registro.json")
    record = packages.record(documents)
    parsed = orjson.loads(record)
    dated = [published(*one) for one in zip(releases, parsed["releases"], strict=True)]
    row = record_row(process.pk, dated, parsed["compiledRelease"])
    package = b"".join(packages.release_package(envelope(all_releases, date), documents))
    whole = b"".join(packages.record_package(envelope(records, date), [record]))
    return [
        Small(all_releases, JSON, package, valid=True),
        Small(records, JSON, whole, valid=True),
        Small(key(process.ocid, "resumen.csv"), CSV, table([row.summary])),
    ], row


def table(rows: Sequence[dict[str, str]]) -> bytes:
    """Return rows of the simple table as CSV, in UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO()
    writer = csv.DictWriter(text, flatten.SIMPLE_COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")

"""The file of raised flags on the shelf of open data."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from tequio.accountability.alerts import queries
from tequio.accountability.alerts.models import Flag
from tequio.accountability.alerts.types import WORDS, explain
from tequio.core.redflags import Code
from tequio.publishing.opendata.services import publish_file

DATASET = "alertas"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "alerta", "nombre", "fuente", "folio", "proyecto", "edicion", "ocid", "area", "desde", "explicacion",
    "respuesta", "respondida", "url",
)  # fmt: skip


def row(flag: Flag) -> tuple[Any, ...]:
    """Return one raised flag as a row under ``COLUMNS``, in Spanish; the flag was read whole."""
    words = WORDS[Code(flag.code)]
    answer = next(iter(flag.answers.all()), None)
    edition = flag.project.edition
    return (
        flag.code,
        str(words.title),
        words.source,
        flag.project.folio,
        flag.project.title,
        edition.slug if edition else "",
        flag.process.ocid if flag.process else "",
        flag.office.name,
        timezone.localdate(flag.raised_at).isoformat() if flag.raised_at else "",
        explain(Code(flag.code), flag.evidence),
        answer.text if answer else "",
        timezone.localdate(answer.answered_at).isoformat() if answer else "",
        f"{settings.PUBLIC_URL}{reverse('alerts:flag', args=[words.slug])}",
    )


def publish_flags(*, at: datetime) -> int:
    """Put every raised flag on the shelf, as one CSV. Returns how many there are.

    Args:
        at: now; the instant that the shelf says it changed.
    """
    with translation.override("es-mx"):
        rows = [row(flag) for flag in queries.raised()]
    publish_file(
        key=f"{DATASET}/alertas.csv", dataset=DATASET, media_type="text/csv", content=_csv(rows), at=at
    )
    return len(rows)


def _csv(rows: Iterable[tuple[Any, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([[_plain(cell) for cell in cells] for cells in rows])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

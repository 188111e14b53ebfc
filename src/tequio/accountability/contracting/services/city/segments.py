"""The city's releases by the month of each, its records by the month of their first release; and by years.

A release never changes month, nor a record the month in which it began, so nothing jumps to another file.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import orjson
from django.db.models import Count, Model, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncYear

from tequio.accountability.contracting.models import Record, Release, Segment
from tequio.accountability.contracting.services import shelf
from tequio.accountability.contracting.services.city import pieces
from tequio.accountability.contracting.services.city.pieces import Item, Piece, Series
from tequio.core.ocds import packages

RELEASES: packages.Carried = "releases"
RECORDS: packages.Carried = "records"
TABLES, SIPOT, SIMPLE = "tables", "sipot", "simple"
_CHUNK = 500
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Due:
    """A segment whose files are not what they should be, and what they should be made from."""

    kind: str
    period: str
    mark: str


def stale(kind: str, *, yearly: bool) -> list[Due]:
    """Return the months, or years, of releases or records whose files do not hold all that there is."""
    wanted = _marks(kind, yearly=yearly)
    held = dict(Segment.objects.filter(kind=kind).values_list("period", "mark"))
    return [Due(kind, period, mark) for period, mark in wanted.items() if held.get(period) != mark]


def write(due: Due, folder: Path) -> None:
    """Write the files of a segment. What comes while they are written leaves it stale for the next time."""
    if due.kind == RELEASES:
        series = _series(due, "entregas", RELEASES, ("entregas", RELEASES))
        found = pieces.write(series, _releases(due.period), folder)
    else:
        series = _series(due, "registros", RECORDS, ("compiladas", "compiled"))
        found = pieces.write(series, _records(due.period), folder)
    save(due, found)


def save(due: Due, found: list[Piece]) -> None:
    """Keep what the files of a segment are and what they were made from."""
    Segment.objects.update_or_create(
        kind=due.kind,
        period=due.period,
        defaults={"mark": due.mark, "pieces": [one.as_dict() for one in found]},
    )


def between(period: str) -> tuple[datetime, datetime]:
    """Return the first instant of a month or year, in UTC, and the first after it."""
    year, month = int(period[:4]), int(period[5:] or 0)
    if not month:
        return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    following = datetime(year + month // _DECEMBER, month % _DECEMBER + 1, 1, tzinfo=UTC)
    return datetime(year, month, 1, tzinfo=UTC), following


def records_of(period: str) -> QuerySet[Record]:
    """Return the records that began in a month or year, the oldest first."""
    first, following = between(period)
    return Record.objects.filter(first_at__gte=first, first_at__lt=following).order_by("first_at", "pk")


def head_digest() -> str:
    """Return what tells whether packages would begin otherwise: publisher, addresses, terms."""
    envelope = shelf.envelope("", datetime(2000, 1, 1, tzinfo=UTC))
    return hashlib.sha256(packages.opening(envelope, "releases")).hexdigest()[:12]


def _series(due: Due, stem: str, contents: packages.Carried, lines: tuple[str, str]) -> Series:
    return Series(
        stem=f"{stem}-{due.period}",
        contents=contents,
        period=due.period,
        lines=(f"{lines[0]}-{due.period}", lines[1]),
        plain="-" in due.period,
    )


def _marks(kind: str, *, yearly: bool) -> dict[str, str]:
    """Return each period and what its files are to be made from. Releases never change: their number tells."""
    field = "date" if kind == RELEASES else "first_at"
    model = cast("type[Model]", Release if kind == RELEASES else Record)
    cut = (TruncYear if yearly else TruncMonth)(field, tzinfo=UTC)
    rows = model._default_manager.order_by().values(period=cut).annotate(n=Count("pk"), sum=Sum("number"))  # noqa: SLF001 - as Django's own views do
    shape, head = "%Y" if yearly else "%Y-%m", head_digest()
    return {row["period"].strftime(shape): f"{row['n']}/{row['sum']}/{head}" for row in rows.order_by("period")}


def _releases(period: str) -> Iterator[Item]:
    first, following = between(period)
    found = Release.objects.filter(date__gte=first, date__lt=following).order_by("date", "release_id")
    rows = found.values_list("document", "date").iterator(chunk_size=_CHUNK)
    for document, date in rows:
        data = bytes(document)
        yield Item(data, data.count(b'"awardID":') * 2, date)


def _records(period: str) -> Iterator[Item]:
    rows = records_of(period).values_list("document", "weight", "last_at").iterator(chunk_size=_CHUNK)
    for document, weight, date in rows:
        data = bytes(document)
        yield Item(data, weight, date, _compiled(data))


_COMPILED = b'"compiledRelease":'


def _compiled(record: bytes) -> bytes:
    """Return the compiled release inside a record of ours, which ends with it."""
    return record[record.index(_COMPILED) + len(_COMPILED) : -1]


def parsed(records: QuerySet[Record]) -> Iterator[dict[str, Any]]:
    """Yield the compiled releases of records, one at a time."""
    for document in records.values_list("document", flat=True).iterator(chunk_size=_CHUNK):
        yield orjson.loads(_compiled(bytes(document)))

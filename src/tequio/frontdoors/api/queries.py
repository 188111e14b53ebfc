"""What programs ask for, each in a constant number of queries."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import ExtractYear

from tequio.accountability.contracting.models import Record, Release
from tequio.frontdoors.api.types import Asked, Cursor, Page

_CHUNK = 500


def releases(asked: Asked) -> Page:
    """Return a page of all releases, the oldest first."""
    return _page(Release.objects.all(), "date", asked)


def records(asked: Asked) -> Page:
    """Return a page of the records with links to their releases, those that changed longest ago first."""
    return _page(Record.objects.all(), "last_at", asked)


def _page(found: QuerySet[Any], date: str, asked: Asked) -> Page:
    if asked.since:
        found = found.filter(**{f"{date}__gte": asked.since})
    if asked.until:
        found = found.filter(**{f"{date}__lt": asked.until})
    backwards = asked.before is not None
    found = found.order_by(f"-{date}", "-pk") if backwards else found.order_by(date, "pk")
    if asked.before:
        found = found.filter(_beyond(date, asked.before, "lt"))
    if asked.after:
        found = found.filter(_beyond(date, asked.after, "gt"))
    rows = list(found.values_list("document", date, "pk")[: asked.limit + 1])
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    if backwards:
        rows.reverse()
    return _as_page(rows, asked, more=more)


def _beyond(date: str, cursor: Cursor, way: str) -> Q:
    return Q(**{f"{date}__{way}": cursor.date}) | Q(**{date: cursor.date, f"pk__{way}": cursor.row})


def _as_page(rows: Sequence[tuple[Any, datetime, int]], asked: Asked, *, more: bool) -> Page:
    if not rows:
        return Page([], None, None, None)
    first, last = (Cursor(row[1], row[2]) for row in (rows[0], rows[-1]))
    earlier = asked.after is not None or (asked.before is not None and more)
    later = asked.before is not None or more
    return Page(
        [bytes(row[0]) for row in rows],
        max(row[1] for row in rows),
        first if earlier else None,
        last if later else None,
    )


def ocids(*, limit: int, after: str = "") -> list[tuple[str, datetime]]:
    """Return ocids in their order with the date of their last release, and one more than asked."""
    found = Record.objects.filter(process__ocid__gt=after) if after else Record.objects.all()
    return list(found.order_by("process__ocid").values_list("process__ocid", "last_at")[: limit + 1])


def count() -> int:
    """Return how many processes are published."""
    return Record.objects.count()


def release(release_id: str) -> Release | None:
    """Return one release by the id that it says."""
    return Release.objects.filter(release_id=release_id).first()


def releases_of(ocid: str) -> list[Release]:
    """Return the published releases of a process, the oldest first."""
    return list(Release.objects.filter(process__ocid=ocid).order_by("number"))


def years() -> list[tuple[int, datetime, datetime]]:
    """Return the years in which published processes began, each with its first and its last release."""
    rows = Record.objects.order_by().values(year=ExtractYear("first_at", tzinfo=UTC))
    rows = rows.annotate(first=Min("first_at"), last=Max("last_at")).order_by("year")
    return [(row["year"], row["first"], row["last"]) for row in rows]


def histories(chosen: Q) -> Iterator[tuple[str, datetime, list[bytes]]]:
    """Yield each chosen process with its newest date and its releases, one process at a time."""
    found = Release.objects.filter(process__record__isnull=False).filter(chosen)
    rows = (
        found.order_by("process__record__first_at", "process_id", "number")
        .values_list("process__ocid", "date", "document")
        .iterator(chunk_size=_CHUNK)
    )
    current, date, documents = "", datetime.min.replace(tzinfo=UTC), list[bytes]()
    for ocid, when, document in rows:
        if ocid != current and documents:
            yield current, date, documents
            documents = []
        current, date = ocid, when
        documents.append(bytes(document))
    if documents:
        yield current, date, documents


def of_year(year: int) -> Q:
    """Return the choice of processes that began in a year."""
    first, following = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return Q(process__record__first_at__gte=first, process__record__first_at__lt=following)


def by_method(*methods: str) -> Q:
    """Return the choice of processes by their OCDS procurement method, or by the procedure's own name."""
    return Q(process__procedure__method__in=methods) | Q(process__procedure__name__in=methods)


def by_category(*codes: str) -> Q:
    """Return the choice of processes by what is bought: a code of OCDS or of the Mexican profile."""
    return Q(process__additional_category__in=codes) | Q(
        process__additional_category="", process__category__in=codes
    )


def search(filters: dict[str, str], *, skip: int, limit: int) -> tuple[int, list[tuple[str, bytes]]]:
    """Return how many records match, and those of a page: ocid and document. Two queries.

    Args:
        filters: columns of the simple table, each with a text that it must contain; ``ocid`` whole.
        skip: how many to pass over.
        limit: how many to return.
    """
    found = Record.objects.all()
    for column, text in filters.items():
        wanted = {"process__ocid": text} if column == "ocid" else {f"summary__{column}__icontains": text}
        found = found.filter(**wanted)
    rows = found.order_by("first_at", "pk").values_list("process__ocid", "document")[skip : skip + limit]
    return found.count(), [(ocid, bytes(document)) for ocid, document in rows]


def latest(*, limit: int) -> list[Release]:
    """Return the newest releases with their process and project, without their documents."""
    found = Release.objects.defer("document", "findings").select_related("process__project")
    return list(found.order_by("-date", "-pk")[:limit])

"""How long things take, from the vote to the delivery."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, Q

from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED, Standing
from tequio.frontdoors.dashboards.queries.chosen import COLUMN, bucket, grouped, projects, timing
from tequio.frontdoors.dashboards.types import BUCKETS, Days, Filters, Span, Times, Timing

_NAMED = 5  # projects that are named


class _Median(Aggregate):
    """The middle value that really occurred, by PostgreSQL."""

    function = "percentile_disc"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def times(filters: Filters, *, today: date) -> Times:
    """Return how long each stretch took and how promises are kept. One query."""
    found = grouped(projects(filters.only(_LASTING), today=today))
    asked: dict[str, Any] = {}
    for span in Span:
        column = COLUMN[span]
        asked[f"{span}_median"] = _Median(column)
        asked |= {f"{span}_{n}": Count("pk", filter=bucket(column, n)) for n in range(len(BUCKETS))}
    asked |= {f"timing_{kind.name}": Count("pk", filter=wanted) for kind, wanted in timing(today).items()}
    row = found.aggregate(**asked)
    return Times(
        days=tuple(_days(span, row) for span in Span),
        timing={kind: row[f"timing_{kind.name}"] for kind in Timing},
    )


_LASTING = ("edition", "sector", "office", "year", "procedure", "category")


def _days(span: Span, row: dict[str, Any]) -> Days:
    buckets = tuple(row[f"{span}_{n}"] for n in range(len(BUCKETS)))
    median: timedelta | None = row[f"{span}_median"]
    return Days(
        span=span, count=sum(buckets), median=median.days if median is not None else None, buckets=buckets
    )


def longest_waiting(filters: Filters, *, today: date) -> list[Project]:
    """Return the projects that have waited longest for a contract. One query."""
    found = projects(filters, today=today).filter(
        ~Q(stage=FINISHED), standing=Standing.ACTIVE, contracted_centavos=0
    )
    return list(found.order_by("created_at", "folio")[:_NAMED])


def most_overdue(filters: Filters, *, today: date) -> list[Project]:
    """Return the projects furthest past their promise and not delivered. One query."""
    found = projects(filters, today=today).filter(
        ~Q(stage=FINISHED), standing=Standing.ACTIVE, promised_end__lt=today
    )
    return list(found.order_by("promised_end", "folio")[:_NAMED])

"""Contracts over time, and what amendments changed in them."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, TruncMonth

from tequio.accountability.contracting.models import Amendment
from tequio.frontdoors.dashboards.queries.chosen import contracts
from tequio.frontdoors.dashboards.types import Amended, Filters, Month


def months(filters: Filters) -> list[Month]:
    """Return what was signed in each month that has something, in order. One query."""
    rows = (
        contracts(filters)
        .order_by()
        .values(month=TruncMonth("signed_on"))
        .annotate(n=Count("pk"), total=Sum("amount_centavos"))
        .order_by("month")
    )
    return [
        Month(month=row["month"].strftime("%Y-%m"), contracts=row["n"], centavos=row["total"]) for row in rows
    ]


def amended(filters: Filters) -> Amended:
    """Return how many contracts were amended, and by how much they grew where that is known. Two queries."""
    found = contracts(filters).order_by()
    first = Amendment.objects.filter(contract=OuterRef("pk")).order_by("signed_on", "pk")
    known = (
        found.filter(Exists(first))
        .annotate(signed=Subquery(first.values("before_centavos")[:1]))
        .filter(signed__isnull=False)
    )
    grown = known.aggregate(before=Coalesce(Sum("signed"), 0), after=Coalesce(Sum("amount_centavos"), 0))
    counted = found.aggregate(
        contracts=Count("pk", distinct=True),
        amended=Count("pk", filter=Q(amendments__isnull=False), distinct=True),
        amendments=Count(F("amendments")),
    )
    return Amended(**counted, **grown)

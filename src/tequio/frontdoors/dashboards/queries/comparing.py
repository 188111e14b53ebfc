"""Sectors, offices, categories, suppliers and procedures side by side."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from tequio.accountability.contracting.models import Payment
from tequio.accountability.projects import queries as figures
from tequio.accountability.projects.types import FINISHED, GroupFigures
from tequio.frontdoors.dashboards.queries.chosen import contracts, projects
from tequio.frontdoors.dashboards.types import Filters, Line, Table


def compared(filters: Filters, table: Table, *, today: date) -> list[Line]:
    """Return the lines of a comparison, by money contracted. At most two queries."""
    if table in _CONTRACTS:
        found = _by_contract(filters, *_CONTRACTS[table])
    elif table is Table.CATEGORY:
        found = _by_category(filters, today)
    else:
        cut = figures.figures_by_sector if table is Table.SECTOR else figures.figures_by_office
        found = _lines(cut(projects(filters, today=today)))
    return sorted(found, key=lambda line: (-line.contracted, line.label))


_CONTRACTS = {
    Table.SUPPLIER: ("award__supplier_id", "award__supplier__name"),
    Table.PROCEDURE: ("process__procedure__code", "process__procedure__name"),
}


def _lines(groups: Iterable[GroupFigures]) -> list[Line]:
    return [
        Line(
            key=group.key,
            label=str(group.label),
            count=group.figures.projects,
            promised=group.figures.promised,
            contracted=group.figures.contracted,
            paid=group.figures.paid,
            finished=group.figures.finished,
        )
        for group in groups
    ]


def _by_category(filters: Filters, today: date) -> list[Line]:
    rows: Any = projects(filters, today=today).order_by().values("category__name").annotate(
        n=Count("pk"),
        promised=Coalesce(Sum("budget_centavos"), 0),
        contracted=Coalesce(Sum("contracted_centavos"), 0),
        paid=Coalesce(Sum("paid_centavos"), 0),
        delivered=Count("pk", filter=Q(stage=FINISHED)),
    )  # fmt: skip
    return [
        Line(
            key=row["category__name"] or "",
            label=row["category__name"] or "",
            count=row["n"],
            promised=row["promised"],
            contracted=row["contracted"],
            paid=row["paid"],
            finished=row["delivered"],
        )
        for row in rows
    ]


def _by_contract(filters: Filters, key: str, label: str) -> list[Line]:
    found = contracts(filters).order_by()
    rows = found.values(key, label).annotate(n=Count("pk"), total=Sum("amount_centavos"))
    payments = Payment.objects.filter(voided=False, contract__in=found.values("pk"))
    paid = dict(payments.values_list(f"contract__{key}").annotate(total=Sum("amount_centavos")))
    return [
        Line(
            key=str(row[key]),
            label=row[label],
            count=row["n"],
            promised=0,
            contracted=row["total"],
            paid=paid.get(row[key], 0),
        )
        for row in rows
    ]

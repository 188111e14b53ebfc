"""The rows behind the figures: projects and contracts that the filters let through."""

from datetime import date, timedelta
from typing import Any

from django.db.models import (
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from tequio.accountability.contracting.models import Contract, Payment, ProcedureType, Process
from tequio.accountability.contracting.types import ContractStatus
from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.types import FINISHED, Standing
from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit
from tequio.frontdoors.dashboards.types import BUCKETS, CELL, Filters, Span, Timing
from tequio.participation.editions.models import Edition

LIVE = ~Q(status=ContractStatus.CANCELLED.value)
_SECTOR_RANK = 1  # levels: 0 the municipality, 1 sectors, 2 colonias


def of_project(filters: Filters, prefix: str = "") -> Q:
    """Return the conditions on the project's own columns, reached through ``prefix``."""
    wanted = {
        "edition__slug": filters.edition,
        "office_id": filters.office,
        "created_at__year": filters.year,
        "category__name": filters.category,
        "stage": filters.stage,
    }
    found = Q(**{f"{prefix}{name}": value for name, value in wanted.items() if value})
    if filters.sector:
        found &= Q(**{f"{prefix}unit_id": filters.sector}) | Q(**{f"{prefix}unit__parent_id": filters.sector})
    if filters.offices is not None:
        found &= Q(**{f"{prefix}office_id__in": filters.offices})
    return found


def projects(filters: Filters, *, today: date) -> QuerySet[Project]:
    """Return the projects that the filters let through, newest first, with what a row shows."""
    found = Project.objects.select_related("edition", "unit", "office", "category", "proposal")
    found = found.filter(of_project(filters))
    if filters.procedure:
        found = found.filter(
            Exists(Process.objects.filter(project=OuterRef("pk"), procedure__code=filters.procedure))
        )
    if filters.supplier or filters.month:
        signed = Contract.objects.filter(LIVE, _of_contract(filters), process__project=OuterRef("pk"))
        found = found.filter(Exists(signed))
    if filters.timing or filters.span:
        found = dated(found).filter(_of_times(filters, today))
    return _of_cell(found, filters)


def _of_contract(filters: Filters) -> Q:
    wanted = Q()
    if filters.supplier:
        wanted &= Q(award__supplier_id=filters.supplier)
    if filters.month:
        year, month = filters.month.split("-")
        wanted &= Q(signed_on__year=int(year), signed_on__month=int(month))
    return wanted


def contracts(filters: Filters) -> QuerySet[Contract]:
    """Return the live contracts that the filters let through, the latest first, with what a row shows."""
    found = Contract.objects.filter(LIVE, of_project(filters, "process__project__"), _of_contract(filters))
    if filters.procedure:
        found = found.filter(process__procedure__code=filters.procedure)
    return found.select_related(
        "process__project__edition", "process__procedure", "process__office", "award__supplier"
    ).order_by("-signed_on", "-pk")


def contract_rows(filters: Filters) -> QuerySet[Contract]:
    """Return the same contracts, each with the centavos paid on it (``paid``)."""
    payments = Payment.objects.filter(contract=OuterRef("pk"), voided=False).order_by().values("contract")
    paid = Subquery(payments.annotate(total=Sum("amount_centavos")).values("total"))
    return contracts(filters).annotate(paid=Coalesce(paid, 0))


def dated(found: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects with the day they were decided, signed and delivered, and the days between."""
    signed = Contract.objects.filter(LIVE, process__project=OuterRef("pk")).order_by("signed_on")
    ended = Stage.objects.filter(project=OuterRef("pk")).order_by().values("project")
    zone = timezone.get_default_timezone()
    delivered = ended.annotate(last=Max("ended_on")).values("last")
    return found.annotate(
        decided_on=TruncDate("created_at", tzinfo=zone),
        signed_first=Subquery(signed.values("signed_on")[:1], output_field=DateField()),
        delivered_on=Subquery(delivered.filter(project__stage=FINISHED), output_field=DateField()),
    ).annotate(
        days_contract=_days("decided_on", "signed_first"),
        days_works=_days("signed_first", "delivered_on"),
        days_whole=_days("decided_on", "delivered_on"),
    )


def grouped(found: QuerySet[Project]) -> QuerySet[Any, Any]:
    """Return the same days for sums over all of them: read in one pass, not once for each project."""
    live = ~Q(processes__contracts__status=ContractStatus.CANCELLED.value)
    return (
        found.order_by()
        .values("pk", "stage", "standing", "promised_end")
        .annotate(
            decided_on=TruncDate("created_at", tzinfo=timezone.get_default_timezone()),
            signed_first=Min("processes__contracts__signed_on", filter=live),
            delivered_on=Max("stages__ended_on", filter=Q(stage=FINISHED)),
        )
        .annotate(
            days_contract=_days("decided_on", "signed_first"),
            days_works=_days("signed_first", "delivered_on"),
            days_whole=_days("decided_on", "delivered_on"),
        )
    )


def _days(since: str, until: str) -> Any:
    return ExpressionWrapper(F(until) - F(since), output_field=DurationField())


COLUMN = {Span.CONTRACT: "days_contract", Span.WORKS: "days_works", Span.WHOLE: "days_whole"}


def timing(today: date) -> dict[Timing, Q]:
    """Return the condition of each timing, over projects that ``dated`` gave their days."""
    done, going = Q(stage=FINISHED), ~Q(stage=FINISHED) & Q(standing=Standing.ACTIVE)
    return {
        Timing.ON_TIME: done & Q(delivered_on__lte=F("promised_end")),
        Timing.LATE: done & Q(delivered_on__gt=F("promised_end")),
        Timing.OVERDUE: going & Q(promised_end__lt=today),
        Timing.RUNNING: going & Q(promised_end__gte=today),
        Timing.UNPROMISED: Q(promised_end__isnull=True),
        Timing.UNSIGNED: going & Q(signed_first__isnull=True),
    }


def bucket(column: str, index: int) -> Q:
    """Return the condition that a stretch fell into a bucket of days; dated backwards, into the first."""
    first, last = BUCKETS[index]
    found = Q(**{f"{column}__isnull": False})
    if first:
        found &= Q(**{f"{column}__gte": _span(first)})
    return found if last is None else found & Q(**{f"{column}__lt": _span(last + 1)})


def _span(days: int) -> timedelta:
    return timedelta(days=days)


def _of_times(filters: Filters, today: date) -> Q:
    wanted = Q()
    if filters.timing:
        wanted &= timing(today)[filters.timing]
    if filters.span and filters.bucket is not None:
        wanted &= bucket(COLUMN[filters.span], filters.bucket)
    elif filters.span:
        wanted &= Q(**{f"{COLUMN[filters.span]}__isnull": False})
    return wanted


def _of_cell(found: QuerySet[Project], filters: Filters) -> QuerySet[Project]:
    """Keep what stands in a cell of the scatter."""
    if filters.built is not None:
        found = found.filter(physical_percent__gte=filters.built, physical_percent__lt=filters.built + CELL)
    if filters.paid is not None:
        low, high = filters.paid, filters.paid + CELL
        found = found.filter(contracted_centavos__gt=0).alias(hundred=F("paid_centavos") * 100)
        found = found.filter(hundred__gte=F("contracted_centavos") * low)
        if filters.paid < 100:  # noqa: PLR2004 - the last cell holds all from 100 %
            found = found.filter(hundred__lt=F("contracted_centavos") * high)
    return found


def options(scope: set[int] | None = None) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter may be within a scope of offices, as pairs of value and label. Five queries."""
    used = Project.objects.order_by()
    used = used if scope is None else used.filter(office__in=scope)
    years = used.values_list("created_at__year", flat=True).distinct()
    sectors = Unit.objects.filter(
        Q(projects__isnull=False) | Q(children__projects__isnull=False), level__rank=_SECTOR_RANK
    )
    offices = Office.objects.filter(pk__in=used.values("office"))
    procedures = ProcedureType.objects.filter(Exists(Process.objects.filter(procedure=OuterRef("pk"))))
    editions = Edition.objects.filter(pk__in=used.values("edition"))
    return {
        "edicion": list(editions.values_list("slug", "name")),
        "sector": [(str(pk), name) for pk, name in sectors.distinct().values_list("pk", "name")],
        "area": [(str(pk), name) for pk, name in offices.values_list("pk", "name")],
        "anio": [(str(year), str(year)) for year in sorted(years, reverse=True)],
        "procedimiento": list(procedures.values_list("code", "name")),
    }

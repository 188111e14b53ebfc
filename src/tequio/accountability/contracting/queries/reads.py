"""Named reads of contracting, each in a constant number of queries."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from tequio.accountability.contracting.models import (
    Award,
    Contract,
    Payment,
    Process,
    Publication,
    Release,
)
from tequio.accountability.contracting.types import ContractStatus, Money
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED
from tequio.foundation.audit.models import AuditEvent, Delivery


def paid_on_contract(contract_id: int) -> int:
    """Return the centavos paid so far on a contract."""
    total = Payment.objects.filter(contract_id=contract_id, voided=False).aggregate(t=Sum("amount_centavos"))[
        "t"
    ]
    return total or 0


def awarded_in(process_id: int) -> int:
    """Return the centavos awarded in a process."""
    awards = Award.objects.filter(process_id=process_id, cancelled=False)
    return awards.aggregate(t=Sum("amount_centavos"))["t"] or 0


def money_of_project(project_id: int) -> Money:
    """Return what the live contracts of a project sum up to, and what was paid on them.

    Three reads by index and no join: in a fresh database, whose planner knows nothing of the tables yet, a join
    costs as much as all the rows.
    """
    contracts = Contract.objects.filter(process_id__in=ids_of_project(project_id))
    found = list(contracts.values_list("pk", "status", "amount_centavos"))
    payments = Payment.objects.filter(voided=False, contract_id__in=[pk for pk, _status, _amount in found])
    return Money(
        contracted=sum(amount for _pk, status, amount in found if status != ContractStatus.CANCELLED),
        paid=payments.aggregate(t=Sum("amount_centavos"))["t"] or 0,
    )


def whole() -> QuerySet[Process]:
    """Return processes with their awards, contracts, payments and suppliers in a constant number of queries."""
    contracts = Contract.objects.select_related("award__supplier").prefetch_related("payments", "amendments")
    return Process.objects.select_related(
        "project__edition", "project__unit", "project__office", "procedure", "office", "publication"
    ).prefetch_related(
        "project__stages",
        Prefetch("awards", queryset=Award.objects.select_related("supplier")),
        Prefetch("contracts", queryset=contracts),
    )


def of_project(project_id: int) -> list[Process]:
    """Return the processes of a project, whole, in the order they were opened."""
    return list(whole().filter(project_id=project_id).order_by("number"))


def of_offices(offices: set[int] | None) -> QuerySet[Process]:
    """Return the processes of these offices, the newest first; None means all."""
    found = whole()
    return found if offices is None else found.filter(office_id__in=offices)


def publications_due() -> QuerySet[Publication]:
    """Return what is still to be published, the oldest first."""
    return Publication.objects.filter(due_since__isnull=False).select_related("process").order_by("due_since")


def ids_of_project(project_id: int) -> list[int]:
    """Return the ids of the processes of a project."""
    return list(Process.objects.filter(project_id=project_id).order_by("number").values_list("pk", flat=True))


def history(process_id: int) -> QuerySet[Release]:
    """Return the releases of a process, the newest first, without their documents."""
    return Release.objects.filter(process_id=process_id).defer("document").order_by("-number")


def projects_without_process(offices: set[int] | None) -> QuerySet[Project]:
    """Return the projects of these offices that have no contracting process yet; None means all."""
    found = Project.objects.filter(processes__isnull=True).exclude(stage=FINISHED).order_by("folio")
    return found if offices is None else found.filter(office_id__in=offices)


def paid(contract: Contract) -> int:
    """Return the centavos paid on a contract loaded with its payments."""
    return sum(payment.amount_centavos for payment in contract.payments.all() if not payment.voided)


def unsigned(process: Process) -> list[Award]:
    """Return the live awards of a process loaded whole that have no contract yet."""
    signed = {contract.award_id for contract in process.contracts.all()}
    return [award for award in process.awards.all() if not award.cancelled and award.pk not in signed]


def publications() -> QuerySet[Publication]:
    """Return where every publication stands: what failed and what is due first, then the latest."""
    return Publication.objects.select_related("process__project", "process__office").order_by(
        F("due_since").asc(nulls_last=True), F("published_at").desc(nulls_last=True)
    )


def publication_counts() -> dict[str, int]:
    """Return how many processes are published, due, failed and held back, in one query."""
    return Publication.objects.aggregate(
        published=Count("pk", filter=Q(number__gt=0)),
        due=Count("pk", filter=Q(due_since__isnull=False)),
        failed=Count("pk", filter=~Q(last_error="")),
        releases=Coalesce(Sum("number"), 0),
    )


def failed_deliveries() -> list[Delivery]:
    """Return the messages of the outbox that a handler of publication has failed to take, the oldest first."""
    return list(
        Delivery.objects.filter(delivered_at__isnull=True, attempts__gt=0)
        .exclude(last_error="")
        .select_related("event")
        .order_by("pk")[:20]
    )


def expired(offices: set[int] | None, *, today: date) -> list[Contract]:
    """Return the contracts of these offices that ran out and were neither extended nor concluded."""
    found = Contract.objects.filter(status=ContractStatus.ACTIVE.value, ends_on__lt=today)
    found = found.select_related("process__project").order_by("ends_on")
    return list(found if offices is None else found.filter(process__office_id__in=offices))[:50]


def held_back(offices: set[int] | None) -> list[Publication]:
    """Return the publications of these offices that the check held back."""
    stops = Q(findings__contains=[{"blocks": True}]) | Q(findings__contains=[{"severity": "error"}])
    found = Publication.objects.filter(stops, due_since__isnull=False)
    found = found.select_related("process__project").order_by("due_since")
    return list(found if offices is None else found.filter(process__office_id__in=offices))[:50]


def changed_by_hand(process_ids: Iterable[int], *, since: datetime) -> dict[int, str]:
    """Return which of these processes were changed at their desk after an instant, and their ocids.

    Bulk loads tell of themselves in one event, so that each change of a process that is told alone is by hand.
    """
    changed = AuditEvent.objects.filter(
        kind="contracting.ProcessChanged", at__gt=since, payload__process_id__in=list(process_ids)
    ).values_list("payload__process_id", flat=True)
    return dict(Process.objects.filter(pk__in=set(changed)).values_list("pk", "ocid"))


def ids_of_projects(projects: Collection[int]) -> list[int]:
    """Return the ids of the processes of these projects."""
    found = Process.objects.filter(project_id__in=projects)
    return list(found.order_by("pk").values_list("pk", flat=True))

"""Named reads of contracting, each in a constant number of queries."""

from django.db.models import Prefetch, Q, QuerySet, Sum

from tequio.accountability.contracting.models import Award, Contract, Payment, Process, Publication
from tequio.accountability.contracting.types import ContractStatus, Money


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
    """Return what the live contracts of a project sum up to, and what was paid on them."""
    live = ~Q(status=ContractStatus.CANCELLED.value)
    contracted = Contract.objects.filter(live, process__project_id=project_id).aggregate(
        t=Sum("amount_centavos")
    )
    paid = Payment.objects.filter(voided=False, contract__process__project_id=project_id).aggregate(
        t=Sum("amount_centavos")
    )
    return Money(contracted=contracted["t"] or 0, paid=paid["t"] or 0)


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


def detail(ocid: str) -> Process | None:
    """Return one process, whole, or None."""
    return whole().filter(ocid=ocid).first()


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

"""From rows to the facts of ``core.redflags``: many projects at once, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet

from tequio.accountability.contracting.models import Award, Bid, Contract, Process, Supplier
from tequio.accountability.contracting.types import CLOSED, ContractStatus, ProcessStatus
from tequio.accountability.projects.models import Activity, Attachment, Project, Stage
from tequio.accountability.projects.types import FINISHED, StageCode, StageState
from tequio.core.redflags import (
    AmendmentFacts,
    AwardFacts,
    BidFacts,
    ContractFacts,
    MarketFacts,
    ProcessFacts,
    ProjectFacts,
    StageFacts,
    WonFacts,
)
from tequio.core.rfc import NotAnRfcError, parse

_PROVEN = frozenset({StageCode.QUOTATION, StageCode.CONTRACTING})
_Place = tuple[int, int]  # an office and a year


@dataclass(frozen=True, slots=True)
class Subject:
    """A project with its facts, and those of each of its processes."""

    project: Project
    facts: ProjectFacts
    processes: Sequence[tuple[Process, ProcessFacts]]


def subjects(project_ids: Iterable[int]) -> list[Subject]:
    """Return the facts of these projects and of their processes. A constant number of queries."""
    found = list(_projects(project_ids))
    processes = [process for project in found for process in project.processes.all()]
    markets = _markets({place for process in processes if (place := _place(process))})
    return [
        Subject(
            project,
            _project(project),
            [(process, _process(process, markets)) for process in project.processes.all()],
        )
        for project in found
    ]


def _projects(ids: Iterable[int]) -> QuerySet[Project]:
    told = Activity.objects.filter(stage__project=OuterRef("pk"), physical_percent__isnull=False)
    shown = Attachment.objects.filter(activity__stage=OuterRef("pk"))
    stages = Stage.objects.annotate(shown=Exists(shown), told_on=Max("activities__happened_on"))
    return (
        Project.objects.filter(pk__in=ids)
        .annotate(told=Exists(told))
        .select_related("office")
        .prefetch_related(
            Prefetch("stages", queryset=stages), Prefetch("processes", queryset=_processes().order_by("number"))
        )
        .order_by("pk")
    )


def _processes() -> QuerySet[Process]:
    bids = Bid.objects.select_related("supplier")
    awards = Award.objects.filter(cancelled=False).select_related("supplier").prefetch_related("partners")
    contracts = Contract.objects.exclude(status=ContractStatus.CANCELLED.value).prefetch_related("amendments")
    return Process.objects.select_related("procedure", "office").prefetch_related(
        Prefetch("bids", queryset=bids),
        Prefetch("awards", queryset=awards),
        Prefetch("contracts", queryset=contracts),
    )


def _project(project: Project) -> ProjectFacts:
    stages = list(project.stages.all())
    days = [day for one in stages for day in (one.started_on, one.ended_on, _told(one)) if day]
    ended = [one.ended_on for one in stages if one.ended_on]
    delivered = project.stage == FINISHED
    recorded = project.processes.all()  # the file of a process is the evidence of the stages that made it
    return ProjectFacts(
        budget=project.budget_centavos,
        contracted=project.contracted_centavos,
        paid=project.paid_centavos,
        physical_percent=project.physical_percent if _is_told(project) else None,
        began_on=project.created_at.date(),
        promised_on=project.promised_end,
        delivered_on=max(ended, default=project.created_at.date()) if delivered else None,
        reported_on=max(days, default=None),
        idle=project.cancelled or project.paused,
        stages=[
            StageFacts(
                name=one.name,
                done=one.state == StageState.DONE,
                evidence=_is_shown(one) or (one.code in _PROVEN and bool(recorded)),
            )
            for one in stages
        ],
    )


def _told(stage: Stage) -> date | None:
    found: date | None = stage.__dict__["told_on"]
    return found


def _is_shown(stage: Stage) -> bool:
    return bool(stage.__dict__["shown"])


def _is_told(project: Project) -> bool:
    return bool(project.__dict__["told"]) or project.stage == FINISHED


def _process(process: Process, markets: dict[_Place, MarketFacts]) -> ProcessFacts:
    place = _place(process)
    return ProcessFacts(
        method=process.procedure.method,
        own_work=process.procedure.own_work,
        min_days=process.procedure.min_days,
        closed=ProcessStatus(process.status) in CLOSED,
        tender_start=process.tender_start,
        tender_end=process.tender_end,
        tenderers=process.tenderers,
        criteria=process.award_criteria,
        bids=[_bid(bid) for bid in process.bids.all()],
        awards=[_award(award) for award in process.awards.all()],
        contracts=[_contract(contract) for contract in process.contracts.all()],
        market=markets.get(place) if place else None,
    )


def _bid(bid: Bid) -> BidFacts:
    return BidFacts(
        bidder=str(bid.supplier_id),
        name=bid.supplier.name,
        status=bid.status,
        received_on=bid.date,
        amount=bid.amount_centavos,
    )


def _award(award: Award) -> AwardFacts:
    winners = [award.supplier, *award.partners.all()]
    return AwardFacts(
        decided_on=award.date,
        amount=award.amount_centavos,
        winners=[str(one.pk) for one in winners],
        names=[one.name for one in winners],
        identified=all(_identified(one) for one in winners),
    )


def _identified(supplier: Supplier) -> bool:
    try:
        parse(supplier.rfc)
    except NotAnRfcError:
        return False
    return True


def _contract(contract: Contract) -> ContractFacts:
    return ContractFacts(
        number=contract.number,
        signed_on=contract.signed_on,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        amount=contract.amount_centavos,
        amendments=[
            AmendmentFacts(
                signed_on=one.signed_on,
                amount=one.amount_centavos,
                ends_on=one.ends_on,
                before_amount=one.before_centavos,
                before_ends_on=one.before_ends_on,
            )
            for one in contract.amendments.all()
        ],
    )


def _place(process: Process) -> _Place | None:
    """Return the office and year in whose market the process stands: those of its first award."""
    first = next(iter(process.awards.all()), None)
    return (process.office_id, first.date.year) if first else None


def _markets(places: set[_Place]) -> dict[_Place, MarketFacts]:
    if not places:
        return {}
    closed = [status.value for status in CLOSED]
    wanted = Q(process__office__in={office for office, _year in places}) & Q(
        date__year__in={year for _office, year in places}
    )
    rows = (
        Award.objects.filter(wanted, cancelled=False)
        .exclude(process__status__in=closed)
        .order_by("pk")
        .annotate(year=F("date__year"))
        .values_list(
            "process__office_id",
            "year",
            "process__office__name",
            "supplier_id",
            "amount_centavos",
            "process__procedure__method",
        )
    )
    won: dict[_Place, list[WonFacts]] = defaultdict(list)
    names: dict[int, str] = {}
    for office, year, name, supplier, amount, method in rows:
        names[office] = name
        won[office, year].append(WonFacts(supplier=str(supplier), amount=amount, direct=method == "direct"))
    return {
        place: MarketFacts(office=names[place[0]], year=place[1], won=won[place])
        for place in places
        if place in won
    }

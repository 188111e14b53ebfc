"""A whole process, as facts, in a constant number of queries."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.utils.translation import override

from tequio.accountability.contracting.models import (
    Award,
    Bid,
    Contract,
    Document,
    Process,
    Quote,
    QuoteRequest,
)
from tequio.accountability.contracting.queries.facts import before, contracts, people, projects, standing
from tequio.accountability.projects.models import Project
from tequio.core.geo import Point
from tequio.core.ocds.facts import DocumentFacts, MilestoneFacts, PeriodFacts, ProcedureFacts, ProcessFacts

LANGUAGE = "es-mx"  # in which everything is published


def for_facts() -> QuerySet[Process]:
    """Return processes with all that is published of them."""
    signed = Contract.objects.select_related("award__supplier").prefetch_related(
        "payments", "amendments", "guarantees", "milestones"
    )
    quotes = Prefetch("quotes", queryset=Quote.objects.select_related("supplier"))
    return Process.objects.select_related(
        "project__edition",
        "project__office",
        "project__proposal",
        *(f"project__{one}" for one in standing.ONE),
        "procedure",
        "office",
        "requesting_office",
        "responsible_office",
    ).prefetch_related(
        "project__processes",
        *(f"project__{one}" for one in standing.MANY),
        "project__stages__activities__attachments__file",
        "budget_lines",
        Prefetch("quote_requests", queryset=QuoteRequest.objects.prefetch_related("invited", quotes)),
        "meetings__attendees",
        Prefetch("bids", queryset=Bid.objects.select_related("supplier")),
        Prefetch("awards", queryset=Award.objects.select_related("supplier").prefetch_related("partners")),
        Prefetch("contracts", queryset=signed),
        Prefetch("documents", queryset=Document.objects.filter(withdrawn=False).select_related("file")),
    )


def facts(process_id: int) -> ProcessFacts:
    """Return all that is published of a process, as it stands now, in the language of the publication.

    Raises:
        Process.DoesNotExist: if there is no such process.
    """
    return facts_of(for_facts().get(pk=process_id))


def facts_of(process: Process) -> ProcessFacts:
    """Return all that is published of a process that ``for_facts`` loaded."""
    project = process.project
    with override(LANGUAGE):
        opinions, pages = projects.decided(project)
        return ProcessFacts(
            ocid=process.ocid,
            title=process.title,
            description=before.description(process),
            project=projects.project(project),
            buyer=people.buyer(),
            procedure=ProcedureFacts(
                method=process.procedure.method,  # type: ignore[arg-type]
                details=process.procedure.name,
                rationale=process.method_rationale,
            ),
            category=process.category,  # type: ignore[arg-type]
            additional_category=process.additional_category,
            award_criteria=process.award_criteria,
            estimated_centavos=process.estimated_centavos,
            status=process.status,  # type: ignore[arg-type]
            currency=project.edition.currency if project.edition else "MXN",
            requesting_office=people.office(process.requesting_office or project.office),
            responsible_office=people.office(process.responsible_office or project.office),
            contracting_office=people.office(process.office),
            enquiry_period=PeriodFacts(start=process.enquiry_start, end=process.enquiry_end),
            tender_period=PeriodFacts(start=process.tender_start, end=process.tender_end),
            award_period=PeriodFacts(start=process.award_start, end=process.award_end),
            number_of_tenderers=process.tenderers,
            budget_lines=tuple(before.budget_line(one) for one in process.budget_lines.all()),
            quote_requests=tuple(before.quote_request(one) for one in process.quote_requests.all()),
            meetings=tuple(before.meeting(one) for one in process.meetings.all()),
            bids=tuple(before.bid(one) for one in process.bids.all()),
            awards=tuple(contracts.award(one) for one in process.awards.all()),
            contracts=tuple(contracts.contract(one) for one in process.contracts.all()),
            milestones=tuple(_milestones(process, opinions)),
            documents=tuple(_documents(process, pages)),
            related=before.related(process),
            location=location(process.project),
        )


def _milestones(process: Process, opinions: Iterable[MilestoneFacts]) -> Iterable[MilestoneFacts]:
    yield from opinions
    yield from (projects.stage(one) for one in process.project.stages.all())
    yield from standing.milestones(process.project)
    yield from before.notice(process)
    yield from contracts.promises(process)


def _documents(process: Process, pages: Iterable[DocumentFacts]) -> Iterable[DocumentFacts]:
    yield from pages
    yield from standing.documents(process.project)
    yield from (contracts.document(one) for one in process.documents.all())
    yield from projects.evidence(process.project.stages.all())


def location(project: Project) -> Point | None:
    """Return where a project stands, if that is known."""
    if project.lon is None or project.lat is None:
        return None
    return Point(project.lon, project.lat)

"""Making projects: from the winners of a count, or directly."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tequio.accountability.projects.events import OfficeAssigned, ProjectCreated, ResponsibleNamed
from tequio.accountability.projects.models import Project, Stage, StageTemplate
from tequio.accountability.projects.services.errors import ProjectError
from tequio.accountability.projects.types import DEFAULT_OFFICE, DEFAULT_STAGES, DEFAULT_WEIGHTS
from tequio.core.geo import Point
from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.models import Office
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit import services as audit
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.models import OptionResult
from tequio.participation.ballots.types import Outcome
from tequio.participation.editions.models import Category, Edition
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals.models import Proposal

_FOLIO_LOCK = 0x7E902  # the advisory lock that orders the folios of direct projects


@transaction.atomic
def create_from_results(*, count_id: int) -> list[Project]:
    """Create one project per winner of a published count; those that exist already are left alone.

    The office that answers is the first that said the proposal was feasible, else the government itself.
    """
    results = (
        OptionResult.objects.filter(count_id=count_id, outcome=Outcome.WINNER.value)
        .select_related("count", "option__proposal__category", "option__proposal__site")
        .exclude(option__proposal__project__isnull=False)
        .order_by("rank", "option__number")
    )
    offices = _offices([result.option.proposal_id for result in results])
    return [from_result(result, offices.get(result.option.proposal_id)) for result in results]


@transaction.atomic
def create_project(
    *,
    title: str,
    budget_centavos: int,
    at: datetime,
    description: str = "",
    folio: str = "",
    edition: Edition | None = None,
    proposal: Proposal | None = None,
    category: Category | None = None,
    drawing: str = "park",
    unit: Unit | None = None,
    point: Point | None = None,
    office_id: int | None = None,
    votes: int | None = None,
    promised_end: date | None = None,
    actor: int | None = None,
) -> Project:
    """Create a project with the stages of the template, all pending.

    Args:
        title: what will be built or done.
        budget_centavos: the money promised.
        at: when it became a project.
        description: the need and what answers it.
        folio: its public number; a new one (``26-P001``) where it comes from no proposal.
        edition: the exercise that decided it, if any.
        proposal: what asked for it, if anything.
        category: of the edition.
        drawing: the calm drawing for when there is no photo.
        unit: where it stands.
        point: its exact place.
        office_id: who answers for it; the government itself if not named.
        votes: with which it won.
        promised_end: the day promised for its delivery.
        actor: who creates it.

    Raises:
        ProjectError: if the folio is taken or the title is empty.
    """
    if not title.strip():
        raise ProjectError(_("Escriba el nombre del proyecto."), status=422)
    folio = folio or next(folios(at.year))
    if Project.objects.filter(folio=folio).exists():
        raise ProjectError(_("Ya hay un proyecto con el folio %(folio)s.") % {"folio": folio}, status=409)
    plan = templates()
    project = Project.objects.create(
        folio=folio,
        edition=edition,
        proposal=proposal,
        title=title.strip(),
        description=description,
        category=category,
        drawing=category.drawing if category else drawing,
        unit=unit,
        lon=point.lon if point else None,
        lat=point.lat if point else None,
        office_id=office_id or default_office().pk,
        budget_centavos=budget_centavos,
        votes=votes,
        promised_end=promised_end,
        created_at=at,
        search=Project.searchable(folio, title, unit.name if unit else "", description),
        stage=plan[0].code,
        stage_name=plan[0].name,
    )
    Stage.objects.bulk_create(stages(project, plan))
    audit.record(ProjectCreated(project_id=project.pk, folio=project.folio), actor=actor)
    return project


@transaction.atomic
def assign_office(*, project_id: int, office_id: int, actor: int | None = None) -> Project:
    """Say which office answers for a project."""
    project = Project.objects.select_for_update().get(pk=project_id)
    if project.office_id != office_id:
        project.responsible = None  # who answered for it is of the former office
    project.office = Office.objects.get(pk=office_id)
    project.save(update_fields=["office", "responsible"])
    audit.record(OfficeAssigned(project_id=project.pk, office_id=office_id), actor=actor)
    return project


@transaction.atomic
def name_responsible(*, project_id: int, user_id: int | None, actor: int | None = None) -> Project:
    """Say who of the office answers for a project; nobody by name if None.

    Raises:
        ProjectError: if the person does not report for that office.
    """
    project = Project.objects.select_for_update().get(pk=project_id)
    if user_id and user_id not in accounts.staff_of(project.office_id, Permission.REPORT_PROGRESS):
        raise ProjectError(_("Esa persona no reporta por el área que responde."), status=422)
    project.responsible_id = user_id
    project.save(update_fields=["responsible"])
    audit.record(ResponsibleNamed(project_id=project.pk, user_id=user_id), actor=actor)
    return project


def default_office() -> Office:
    """Return the office that answers until an area is named: the government itself."""
    code, name = DEFAULT_OFFICE
    return Office.objects.get_or_create(code=code, defaults={"name": name, "short_name": name})[0]


def from_result(result: OptionResult, office_id: int | None, *, at: datetime | None = None) -> Project:
    """Make the project of an option of a count: since its publication, or since ``at`` for a substitute."""
    option = result.option
    proposal = option.proposal
    has_point = proposal.lon is not None and proposal.lat is not None
    return create_project(
        folio=proposal.folio or "",
        title=option.title,
        description="\n\n".join(part for part in (proposal.problem, proposal.solution) if part),
        edition=result.count.edition,
        proposal=proposal,
        category=proposal.category,
        unit=proposal.site,
        point=Point(proposal.lon, proposal.lat) if has_point else None,  # type: ignore[arg-type]
        office_id=office_id,
        budget_centavos=option.cost_centavos,
        votes=result.votes,
        at=at or result.count.published_at or result.count.counted_at,
    )


def _offices(proposals: list[int]) -> dict[int, int]:
    """Return for each proposal the office of its first favourable opinion."""
    reviews = Review.objects.filter(proposal_id__in=proposals, verdict=Verdict.FEASIBLE.value).order_by("-pk")
    return {review.proposal_id: review.office_id for review in reviews}


def stages(project: Project, plan: Sequence[StageTemplate]) -> Iterator[Stage]:
    """Give the stages that a new project gets, not saved."""
    for position, template in enumerate(plan, start=1):
        yield Stage(
            project=project,
            code=template.code,
            name=template.name,
            position=position,
            expected_days=template.expected_days,
            weight=template.weight,
        )


def templates() -> list[StageTemplate]:
    """Return the stages that new projects get; the five of a new installation where there are none."""
    found = list(StageTemplate.objects.offered())
    if found:
        return found
    return [
        StageTemplate.objects.create(
            code=code.value, name=name, position=position, weight=DEFAULT_WEIGHTS.get(code, 1)
        )
        for position, (code, name) in enumerate(DEFAULT_STAGES, start=1)
    ]


def folios(year: int) -> Iterator[str]:
    """Give free folios for direct projects, one by one; others who ask wait until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FOLIO_LOCK])
    prefix = f"{year % 100:02d}-P"
    taken = set(Project.objects.filter(folio__startswith=prefix).values_list("folio", flat=True))
    number = len(taken)
    while True:
        number += 1
        folio = f"{prefix}{number:03d}"
        if folio not in taken:
            yield folio

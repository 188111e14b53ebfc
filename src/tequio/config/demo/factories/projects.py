"""Projects being carried out, through the services."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tequio.accountability.projects import services
from tequio.accountability.projects.models import (
    Activity,
    Attachment,
    Cancellation,
    Pause,
    PlannedActivity,
    Product,
    Project,
    Stage,
)
from tequio.accountability.projects.types import StageState
from tequio.config.demo.factories.accounts import make_office
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.files import make_document, make_image
from tequio.core.tally.reasons import Code
from tequio.foundation.accounts.models import User
from tequio.foundation.territory.models import Version
from tequio.participation.ballots.models import Count, Option, OptionResult
from tequio.participation.ballots.types import Outcome
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState

STARTED = datetime(2026, 7, 6, 18, tzinfo=UTC)
_TITLES = ("Parque de bolsillo del Álamo", "Luminarias del andador escolar", "Rampas en el mercado Morelos")


def make_project(**overrides: Any) -> Project:
    """Return a new project of the Infraestructura office, with a folio and title of its own."""
    number = Project.objects.count()
    values: dict[str, Any] = {
        "title": _TITLES[number % len(_TITLES)],
        "description": "El terreno está vacío y oscuro. Proponemos árboles, bancas y luz.",
        "budget_centavos": 1_000_000_00,
        "promised_end": date(2026, 12, 20),
        "at": STARTED,
    }
    values |= overrides
    if "office_id" not in values:
        values["office_id"] = make_office().pk
    return services.create_project(**values)


def make_stage_done(project: Project, code: str, *, on: date, at: datetime | None = None) -> Stage:
    """Return the stage, finished on that day; the last one without anybody's signature."""
    return services.change_stage(
        project_id=project.pk,
        code=code,
        state=StageState.DONE,
        on=on,
        at=at or _evening(on),
        without_signature="El comité vecinal ya no existe.",
    )


def make_stage_begun(project: Project, code: str, *, on: date, planned_end: date | None = None) -> Stage:
    """Return the stage, begun on that day."""
    return services.change_stage(
        project_id=project.pk,
        code=code,
        state=StageState.IN_PROGRESS,
        on=on,
        at=_evening(on),
        planned_end=planned_end,
    )


def make_activity(project: Project, **overrides: Any) -> Activity:
    """Return a report on the works of the project."""
    values: dict[str, Any] = {
        "title": "Se colaron los andadores",
        "description": "Faltan las bancas y la siembra.",
        "happened_on": date(2026, 10, 30),
        "physical_percent": 40,
    }
    values |= overrides
    stage = values.pop("stage", "execution")
    values.setdefault("at", _evening(values["happened_on"]))
    return services.report_activity(stage_id=project.stages.get(code=stage).pk, **values)


def make_evidence(activity: Activity, *, moment: str = "", public: bool = True) -> Attachment:
    """Return a photograph attached to a report."""
    file = make_image(alt="La obra", public=public)
    return Attachment.objects.create(activity=activity, file=file, moment=moment)


def make_planned(project: Project, **overrides: Any) -> PlannedActivity:
    """Return an activity planned for the works of the project."""
    values: dict[str, Any] = {"title": "Colar los andadores", "planned_end": date(2026, 11, 30)}
    return services.plan_activity(project_id=project.pk, code="execution", **(values | overrides))


def make_product(project: Project, **overrides: Any) -> Product:
    """Return something that the project will deliver."""
    values: dict[str, Any] = {"name": "Árboles", "quantity": Decimal(40), "unit": "piezas"}
    return services.keep_product(project_id=project.pk, **(values | overrides))


def make_built(project: Project, *, on: date = date(2026, 10, 1)) -> Project:
    """Return the project with every stage but the last one done."""
    for stage in list(project.stages.all())[:-1]:
        make_stage_done(project, stage.code, on=on)
    project.refresh_from_db()
    return project


def make_pause(project: Project, *, on: date = date(2026, 10, 1), reason: str = "Falta un permiso.") -> Pause:
    """Return the pause of a project."""
    return services.pause(project_id=project.pk, on=on, reason=reason, at=_evening(on))


def make_cancellation(project: Project, *, on: date = date(2026, 10, 1)) -> Cancellation:
    """Return the cancellation of a project, by an act."""
    act = services.Act(number="12/2026", on=on, file=make_document(public=True).pk)
    made = services.cancel(
        project_id=project.pk, act=act, reason="El terreno no es municipal.", at=_evening(on)
    )
    project.refresh_from_db()
    return made


def make_voted_project(
    *, author: User | None = None, reserve: int = 3, territory: Version | None = None
) -> Project:
    """Return the winner of a count with so many options in reserve, each cheaper than the one before it."""
    number = Edition.objects.count() + 1
    edition = make_edition(slug=f"votada-{number}", name=f"Edición votada {number}", territory=territory)
    envelope = edition.envelopes.all()[0]
    count = Count.objects.create(
        edition=edition,
        rule="greedy-skip",
        result={"ties": [], "winners": []},
        ballots=700,
        counted_at=STARTED,
        published_at=STARTED,
    )
    site = edition.territory.units.order_by("-level__rank").first()
    for rank in range(1, reserve + 2):
        proposal = Proposal.objects.create(
            edition=edition,
            author=author if rank == 1 else None,
            folio=f"V{number}-{rank:03d}",
            state=ProposalState.FEASIBLE.value,
            title=f"Idea votada {number}.{rank}",
            problem="Está oscuro.",
            solution="Poner luz.",
            category=edition.categories.first(),
            site=site,
            submitted_at=STARTED,
        )
        option = Option.objects.create(
            edition=edition,
            proposal=proposal,
            envelope=envelope,
            number=rank,
            title=proposal.title,
            cost_centavos=(reserve + 4 - rank) * 100_000_00,
        )
        won = rank == 1
        outcome = Outcome.WINNER if won else Outcome.NOT_WINNER
        OptionResult.objects.create(
            count=count,
            option=option,
            votes=700 - rank,
            rank=rank,
            outcome=outcome.value,
            reason=_reason(rank, option),
        )
    make_office()
    (project,) = services.create_from_results(count_id=count.pk)
    return project


def _reason(rank: int, option: Option) -> dict[str, Any]:
    won = rank == 1
    return {
        "code": (Code.FUNDED if won else Code.DOES_NOT_FIT).value,
        "score": 700 - rank,
        "cost": option.cost_centavos // 100,
        "remaining": 0,
        "missing": None,
        "limit": None,
        "short": None if won else rank,
        "margin": 1 if won else None,
    }


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, tzinfo=UTC)

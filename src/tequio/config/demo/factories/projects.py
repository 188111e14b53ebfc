"""Projects being carried out, through the services."""

from datetime import UTC, date, datetime
from typing import Any

from tequio.accountability.projects import services
from tequio.accountability.projects.models import Activity, Project, Stage
from tequio.accountability.projects.types import StageState
from tequio.config.demo.factories.accounts import make_office

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


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, tzinfo=UTC)

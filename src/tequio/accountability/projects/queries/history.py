"""How the works and the money of a project moved together over time."""

from dataclasses import dataclass
from datetime import date

from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import MoneyPoint, StageState, money_sources
from tequio.core.progress import PlannedStage, financial_percent, plan_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPoint:
    """What was known at the end of a day: built, and paid of what was contracted, both in percent."""

    on: date
    physical: int | None
    financial: int | None


def history(project: Project) -> list[ProgressPoint]:
    """Return a point for each day on which the works or the money moved, oldest first.

    The reports are those of the project as ``detail`` loads it; each source of dated money asks its own.
    """
    told = sorted(
        (one.happened_on, one.pk, one.physical_percent)
        for stage in project.stages.all()
        for one in stage.activities.all()
        if one.physical_percent is not None
    )
    built: dict[date, int | None] = {day: percent for day, _pk, percent in told}
    money: dict[date, MoneyPoint] = {
        point.on: point for source in money_sources() for point in source(project.pk)
    }
    points, physical, financial = [], None, None
    for day in sorted(built.keys() | money.keys()):
        physical = built.get(day, physical)
        if day in money:
            financial = financial_percent(money[day].paid, money[day].contracted)
        points.append(ProgressPoint(on=day, physical=physical, financial=financial))
    return points


def is_built(project: Project) -> bool:
    """Return whether every stage but the last, which hands it over, is done, from the stages as loaded."""
    return all(stage.state == StageState.DONE for stage in list(project.stages.all())[:-1])


def plan_progress(project: Project) -> int:
    """Return how much of the plan is done, from the project's stages as loaded (PROJ-7)."""
    return plan_percent(
        PlannedStage(weight=stage.weight, done=stage.state == StageState.DONE) for stage in project.stages.all()
    )

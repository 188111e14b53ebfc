"""How the works and the money of a project moved together over time."""

from dataclasses import dataclass
from datetime import date

from tequio.accountability.projects.models import Activity, Project
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

    One query for the reports, and what each source of dated money asks.
    """
    reported = Activity.objects.filter(stage__project=project, physical_percent__isnull=False)
    built: dict[date, int | None] = dict(
        reported.order_by("happened_on", "pk").values_list("happened_on", "physical_percent")
    )
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


def plan_progress(project: Project) -> int:
    """Return how much of the plan is done, from the project's stages as loaded (PROJ-7)."""
    return plan_percent(
        PlannedStage(weight=stage.weight, done=stage.state == StageState.DONE) for stage in project.stages.all()
    )

"""The plan of one project: its own stages, with what is planned for each."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tequio.accountability.projects.events import PlanChanged
from tequio.accountability.projects.models import PlannedActivity, Project, Stage
from tequio.accountability.projects.services import dates
from tequio.accountability.projects.services.errors import PlanError, StageOrderError
from tequio.accountability.projects.services.progress import keep_summary
from tequio.accountability.projects.services.standing import find_stage, locked, refuse_future
from tequio.accountability.projects.types import StageState
from tequio.foundation.audit import services as audit

_CODE_LENGTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePlan:
    """What is planned for a stage, and when it really began and ended, as the office corrects it."""

    name: str
    planned_start: date | None = None
    planned_end: date | None = None
    weight: int = 1
    started_on: date | None = None
    ended_on: date | None = None


@transaction.atomic
def add_stage(*, project_id: int, plan: StagePlan, after: str = "", actor: int | None = None) -> Stage:
    """Add a stage of its own to a project.

    Args:
        project_id: to which.
        plan: its name, planned dates and weight; it has not begun.
        after: code of the stage that it follows; it stands before the last one if empty.
        actor: who adds it.

    Raises:
        PlanError: if it has no name, or its dates do not hold.
        UnknownStageError: if ``after`` is no stage of the project.
        StageOrderError: if it would stand after the last stage, which hands the work over, or that one is done.
    """
    project = locked(project_id)
    stages = list(project.stages.all())
    _check(plan)
    if project.finished:
        raise StageOrderError(_("El proyecto ya se entregó: su plan no cambia."), status=409)
    place = stages.index(find_stage(stages, after)) + 1 if after else len(stages) - 1
    if place == len(stages):
        raise StageOrderError(_("La última etapa es la que entrega la obra: póngala antes."), status=422)
    stage = Stage(
        project=project,
        code=_free_code(plan.name, {s.code for s in stages}),
        name=plan.name.strip(),
        planned_start=plan.planned_start,
        planned_end=plan.planned_end,
        weight=plan.weight,
        position=0,
    )
    stages.insert(place, stage)
    _number(stages)
    keep_summary(project, stages)
    audit.record(PlanChanged(project_id=project.pk, stage=stage.code), actor=actor)
    return stage


@transaction.atomic
def remove_stage(*, project_id: int, code: str, actor: int | None = None) -> None:
    """Take a stage that has not begun out of a project.

    Raises:
        UnknownStageError: if the project has no such stage.
        PlanError: if it began, has reports, or is the only one left.
    """
    project = locked(project_id)
    stages = list(project.stages.all())
    stage = find_stage(stages, code)
    if stage.state != StageState.PENDING or stage.activities.exists():
        raise PlanError(_("Esa etapa ya empezó o tiene avances: no se puede quitar."), status=409)
    if len(stages) == 1:
        raise PlanError(_("Un proyecto tiene al menos una etapa."), status=409)
    stages.remove(stage)
    stage.delete()
    _number(stages)
    keep_summary(project, stages)
    audit.record(PlanChanged(project_id=project.pk, stage=code), actor=actor)


@transaction.atomic
def plan_stage(
    *, project_id: int, code: str, plan: StagePlan, at: datetime, reason: str = "", actor: int | None = None
) -> Stage:
    """Write what is planned for a stage, and mend the days on which it began and ended.

    Args:
        project_id: whose stage.
        code: of the stage.
        plan: what it is to be from now on. A promised day is never taken away, only moved; the days of what
            has not begun or ended are left out.
        at: now.
        reason: why the promised day changes, if it does (PROJ-9).
        actor: who plans.

    Raises:
        PlanError: if it has no name, its dates do not hold, or a promised day is taken away.
        ReasonMissingError: if the promised day changes and no reason is given.
        FutureDateError: if it is said to have begun or ended on a day that has not come.
        StageOrderError: if it would have ended before it began.
    """
    project = locked(project_id)
    stages = list(project.stages.all())
    stage = find_stage(stages, code)
    _check(plan)
    if stage.planned_end and not plan.planned_end:
        raise PlanError(_("Una fecha prometida no se quita: cámbiela y diga por qué."), status=422)
    stage.name, stage.weight, stage.planned_start = plan.name.strip(), plan.weight, plan.planned_start
    if plan.planned_end:
        last = stage is stages[-1]
        dates.promise(stage, plan.planned_end, project=project, last=last, reason=reason, at=at, actor=actor)
    _mend(stage, plan, at)
    stage.save()
    keep_summary(project, stages)
    audit.record(PlanChanged(project_id=project.pk, stage=code), actor=actor)
    return stage


@transaction.atomic
def plan_activity(
    *,
    project_id: int,
    code: str,
    title: str,
    responsible_id: int | None = None,
    planned_start: date | None = None,
    planned_end: date | None = None,
    actor: int | None = None,
) -> PlannedActivity:
    """Plan an activity within a stage.

    Raises:
        UnknownStageError: if the project has no such stage.
        PlanError: if it has no title, or would end before it starts.
    """
    project = locked(project_id)
    stage = find_stage(list(project.stages.all()), code)
    _check(StagePlan(name=title, planned_start=planned_start, planned_end=planned_end))
    planned = PlannedActivity.objects.create(
        stage=stage,
        title=title.strip(),
        responsible_id=responsible_id,
        planned_start=planned_start,
        planned_end=planned_end,
    )
    audit.record(PlanChanged(project_id=project.pk, stage=code), actor=actor)
    return planned


@transaction.atomic
def move_activity(
    *, project_id: int, planned_id: int, state: StageState, on: date, at: datetime, actor: int | None = None
) -> PlannedActivity:
    """Say how a planned activity goes: pending, in progress, or done on a day.

    Raises:
        PlanError: if the project has no such activity.
        FutureDateError: if it is said to be done on a day that has not come.
    """
    project = locked(project_id)
    planned = _planned(project, planned_id)
    refuse_future(on, at)
    planned.state = state.value
    planned.done_on = on if state is StageState.DONE else None
    planned.save()
    audit.record(PlanChanged(project_id=project.pk, stage=planned.stage.code), actor=actor)
    return planned


@transaction.atomic
def drop_activity(*, project_id: int, planned_id: int, actor: int | None = None) -> None:
    """Take a planned activity out of the plan. What was reported of it stays, in its stage.

    Raises:
        PlanError: if the project has no such activity.
    """
    project = locked(project_id)
    planned = _planned(project, planned_id)
    code = planned.stage.code
    planned.delete()
    audit.record(PlanChanged(project_id=project.pk, stage=code), actor=actor)


def _planned(project: Project, planned_id: int) -> PlannedActivity:
    found = PlannedActivity.objects.select_related("stage").filter(stage__project=project, pk=planned_id)
    planned = found.first()
    if planned is None:
        raise PlanError(_("Este proyecto no tiene esa actividad."), status=404)
    return planned


def _check(plan: StagePlan) -> None:
    if not plan.name.strip():
        raise PlanError(_("Escriba un nombre."), status=422)
    if plan.planned_start and plan.planned_end and plan.planned_end < plan.planned_start:
        raise PlanError(_("No puede terminar antes del día en que se planea empezar."), status=422)


def _mend(stage: Stage, plan: StagePlan, at: datetime) -> None:
    """Write the real days of a stage that has them."""
    for day in (plan.started_on, plan.ended_on):
        refuse_future(day, at)
    if stage.started_on and plan.started_on:
        stage.started_on = plan.started_on
    if stage.ended_on and plan.ended_on:
        stage.ended_on = plan.ended_on
    if stage.started_on and stage.ended_on and stage.ended_on < stage.started_on:
        raise StageOrderError(_("La etapa no puede terminar antes de empezar."), status=422)


def _number(stages: list[Stage]) -> None:
    for position, stage in enumerate(stages, start=1):
        stage.position = position
        stage.save()


def _free_code(name: str, taken: set[str]) -> str:
    base = slugify(name)[:_CODE_LENGTH] or "etapa"
    code, number = base, 2
    while code in taken or code == "finished":
        code, number = f"{base}-{number}", number + 1
    return code

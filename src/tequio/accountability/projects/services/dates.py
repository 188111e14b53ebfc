"""Promised dates: the first promise is free, and every change of it is a line of the public log (PROJ-9)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from tequio.accountability.projects.events import DateChanged
from tequio.accountability.projects.models import DateChange, Pause, Project, Stage
from tequio.accountability.projects.services.errors import PlanError
from tequio.accountability.projects.services.standing import demand_reason
from tequio.accountability.projects.types import StageState
from tequio.core.progress import moved
from tequio.foundation.audit import services as audit


def promise(
    stage: Stage, day: date, *, project: Project, last: bool, reason: str, at: datetime, actor: int | None
) -> None:
    """Write the day promised for the end of a stage, and the project's promise if it is the last one.

    Part of the act that changes it, which saves the stage and the project.

    Raises:
        ReasonMissingError: if another day had been promised and no reason is given.
        PlanError: if the stage would end before it is planned to begin.
    """
    if stage.planned_start and day < stage.planned_start:
        raise PlanError(_("La etapa no puede terminar antes del día en que se planea empezarla."), status=422)
    before = stage.planned_end or (project.promised_end if last else None)
    stage.planned_end = day
    if last:
        project.promised_end = day
    if before and before != day:
        _log(stage, before, day, reason=demand_reason(reason), at=at, actor=actor)


def move_after_pause(
    project: Project, stages: list[Stage], pause: Pause, *, at: datetime, actor: int | None
) -> None:
    """Move every date that was not met as many days as the pause lasted, and log it (PROJ-11).

    Part of the act that ends the pause, which saves the stages and the project.
    """
    ended = pause.ended_on or pause.started_on
    rows = []
    for number, stage in enumerate(stages, start=1):
        if stage.state == StageState.DONE:
            continue
        last = number == len(stages)
        before = stage.planned_end or (project.promised_end if last else None)
        if stage.planned_start and stage.state == StageState.PENDING:
            stage.planned_start = moved(stage.planned_start, pause.started_on, ended)
        after = moved(before, pause.started_on, ended) if before else None
        if before is None or after is None or after == before:
            continue
        stage.planned_end = after
        if last:
            project.promised_end = after
        rows.append(_row(stage, before, after, reason=pause.reason, at=at, actor=actor))
    DateChange.objects.bulk_create(rows)


def _log(stage: Stage, before: date, after: date, *, reason: str, at: datetime, actor: int | None) -> None:
    change = _row(stage, before, after, reason=reason, at=at, actor=actor)
    change.save()
    audit.record(DateChanged(project_id=stage.project_id, change_id=change.pk), actor=actor)


def _row(
    stage: Stage, before: date, after: date, *, reason: str, at: datetime, actor: int | None
) -> DateChange:
    return DateChange(
        project_id=stage.project_id,
        stage=stage,
        stage_name=stage.name,
        before=before,
        after=after,
        reason=reason,
        recorded_at=at,
        recorded_by_id=actor,
    )

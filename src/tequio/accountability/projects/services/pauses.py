"""Pauses: while one lasts nothing moves and nothing becomes late (PROJ-10, PROJ-11)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.projects.events import ProjectPaused, ProjectResumed
from tequio.accountability.projects.models import Pause
from tequio.accountability.projects.services import dates
from tequio.accountability.projects.services.errors import PausedError, StageOrderError
from tequio.accountability.projects.services.progress import keep_summary
from tequio.accountability.projects.services.standing import (
    demand_reason,
    locked,
    refuse_future,
    refuse_paused,
)
from tequio.accountability.projects.types import Standing
from tequio.foundation.audit import services as audit


@transaction.atomic
def pause(*, project_id: int, on: date, reason: str, at: datetime, actor: int | None = None) -> Pause:
    """Pause a project from a day on, with its public reason.

    Raises:
        CancelledError: if it was cancelled.
        PausedError: if it is paused already, or was delivered.
        ReasonMissingError: if no reason is given.
        FutureDateError: if the day has not come.
    """
    project = locked(project_id)
    refuse_paused(project)
    refuse_future(on, at)
    if project.finished:
        raise PausedError(_("El proyecto ya se entregó: no hay qué pausar."), status=409)
    made = Pause.objects.create(
        project=project, started_on=on, reason=demand_reason(reason), recorded_at=at, recorded_by_id=actor
    )
    project.standing = Standing.PAUSED.value
    project.save(update_fields=["standing"])
    audit.record(ProjectPaused(project_id=project.pk, pause_id=made.pk), actor=actor)
    return made


@transaction.atomic
def resume(*, project_id: int, on: date, at: datetime, actor: int | None = None) -> Pause:
    """Let a paused project go on; each date that was not met moves as many days as the pause lasted.

    Raises:
        PausedError: if it is not paused.
        FutureDateError: if the day has not come.
        StageOrderError: if it would go on before it was paused.
    """
    project = locked(project_id)
    found = project.pauses.filter(ended_on__isnull=True).first()
    if found is None:
        raise PausedError(_("Este proyecto no está en pausa."), status=409)
    refuse_future(on, at)
    if on < found.started_on:
        raise StageOrderError(
            _("La pausa empezó el %(day)s: no puede terminar antes.")
            % {"day": found.started_on.strftime("%d/%m/%Y")},
            status=422,
        )
    found.ended_on = on
    found.save(update_fields=["ended_on"])
    stages = list(project.stages.all())
    dates.move_after_pause(project, stages, found, at=at, actor=actor)
    for stage in stages:
        stage.save(update_fields=["planned_start", "planned_end"])
    project.standing = Standing.ACTIVE.value
    project.save(update_fields=["standing"])
    keep_summary(project, stages)
    audit.record(ProjectResumed(project_id=project.pk, pause_id=found.pk), actor=actor)
    return found

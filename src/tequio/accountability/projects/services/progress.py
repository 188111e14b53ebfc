"""What the offices report of a project: its stages, its activities, and the money that contracting keeps."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accountability.projects.events import ActivityReported, StageChanged
from tequio.accountability.projects.models import Activity, Attachment, Project, Stage
from tequio.accountability.projects.services.errors import (
    FutureDateError,
    ProgressError,
    StageOrderError,
    UnknownStageError,
)
from tequio.accountability.projects.types import FINISHED, StageState
from tequio.foundation.audit import services as audit

COMPLETE = 100  # percent


@transaction.atomic
def change_stage(
    *,
    project_id: int,
    code: str,
    state: StageState,
    on: date,
    at: datetime,
    planned_end: date | None = None,
    actor: int | None = None,
) -> Stage:
    """Begin, finish or reopen a stage.

    Args:
        project_id: whose stage.
        code: of the stage.
        state: the one it passes to.
        on: the day it began or ended.
        at: now.
        planned_end: the day promised for its end; the one it had is kept if None.
        actor: who says so.

    Raises:
        UnknownStageError: if the project has no such stage.
        FutureDateError: if ``on`` has not come yet.
        StageOrderError: if it would end before it began, or the last stage before the others (PROJ-4).
    """
    project = Project.objects.select_for_update().get(pk=project_id)
    stages = list(project.stages.all())
    stage = _find(stages, code)
    _refuse_future(on, at)
    _enter(stage, stages, state, on)
    stage.planned_end = planned_end or stage.planned_end
    stage.save()
    if stage is stages[-1] and planned_end:  # the last stage hands the project over: its day is the promise
        Project.objects.filter(pk=project.pk).update(promised_end=planned_end)
    keep_summary(project, stages)
    audit.record(StageChanged(project_id=project.pk, stage=stage.code, state=state.value), actor=actor)
    return stage


@transaction.atomic
def report_activity(
    *,
    stage_id: int,
    title: str,
    happened_on: date,
    at: datetime,
    description: str = "",
    physical_percent: int | None = None,
    files: Sequence[UUID] = (),
    actor: int | None = None,
) -> Activity:
    """Report what was done in a stage, with its evidence; a pending stage begins that day.

    Args:
        stage_id: the stage it belongs to.
        title: what was done, in a line.
        happened_on: the day.
        at: now.
        description: the rest.
        physical_percent: how far the whole work is, 0 to 100.
        files: ids of stored files: photos, minutes.
        actor: who reports.

    Raises:
        FutureDateError: if the day has not come.
        ProgressError: if the percent is out of range, or falls with no explanation (PROJ-6).
    """
    stage = Stage.objects.select_related("project").get(pk=stage_id)
    project = Project.objects.select_for_update().get(pk=stage.project_id)
    _refuse_future(happened_on, at)
    _check_percent(project, physical_percent, description)
    activity = Activity.objects.create(
        stage=stage,
        title=title.strip(),
        description=description.strip(),
        happened_on=happened_on,
        physical_percent=physical_percent,
        reported_by_id=actor,
    )
    Attachment.objects.bulk_create(Attachment(activity=activity, file_id=file) for file in files)
    if stage.state == StageState.PENDING:
        stage.state, stage.started_on = StageState.IN_PROGRESS.value, happened_on
        stage.save()
    keep_summary(project, list(project.stages.all()))
    audit.record(ActivityReported(project_id=project.pk, activity_id=activity.pk), actor=actor)
    return activity


@transaction.atomic
def record_money(*, project_id: int, contracted_centavos: int, paid_centavos: int) -> None:
    """Keep on the project what its contracts sum up to. Part of the act that changed them, which records it."""
    Project.objects.filter(pk=project_id).update(
        contracted_centavos=contracted_centavos, paid_centavos=paid_centavos
    )


def _find(stages: list[Stage], code: str) -> Stage:
    for stage in stages:
        if stage.code == code:
            return stage
    raise UnknownStageError(_("Este proyecto no tiene esa etapa."), status=404)


def _enter(stage: Stage, stages: list[Stage], state: StageState, on: date) -> None:
    if state is StageState.DONE:
        _finish(stage, stages, on)
    elif state is StageState.IN_PROGRESS:
        stage.started_on, stage.ended_on = stage.started_on or on, None
    else:
        stage.started_on = stage.ended_on = None
    stage.state = state.value


def _finish(stage: Stage, stages: list[Stage], on: date) -> None:
    started = stage.started_on or on
    if on < started:
        raise StageOrderError(
            _("La etapa empezó el %(day)s: no puede terminar antes.") % {"day": started.strftime("%d/%m/%Y")},
            status=422,
        )
    others_open = [other.name for other in stages if other is not stage and other.state != StageState.DONE]
    if stage is stages[-1] and others_open:
        raise StageOrderError(
            _("Antes de entregar falta terminar: %(stages)s.") % {"stages": ", ".join(others_open)}, status=422
        )
    stage.started_on, stage.ended_on = started, on


def _refuse_future(day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise FutureDateError(_("Esa fecha todavía no llega. Anote lo que ya ocurrió."), status=422)


def _check_percent(project: Project, percent: int | None, description: str) -> None:
    if percent is None:
        return
    if not 0 <= percent <= COMPLETE:
        raise ProgressError(_("El avance va de 0 a 100 por ciento."), status=422)
    if percent < project.physical_percent and not description.strip():
        raise ProgressError(
            _("El avance ya iba en %(percent)d %%. Si bajó, explique por qué en la descripción.")
            % {"percent": project.physical_percent},
            status=422,
        )


def keep_summary(project: Project, stages: list[Stage]) -> None:
    """Write on the project its present stage and the latest percent reported."""
    project.stage = _present(stages)
    latest = (
        Activity.objects.filter(stage__project=project, physical_percent__isnull=False)
        .order_by("-happened_on", "-pk")
        .values_list("physical_percent", flat=True)
        .first()
    )
    project.physical_percent = COMPLETE if project.finished else latest or 0
    project.save(update_fields=["stage", "physical_percent"])


def _present(stages: list[Stage]) -> str:
    """Return the code of the furthest stage in progress, else of the first pending one."""
    going = [s for s in stages if s.state == StageState.IN_PROGRESS]
    waiting = [s for s in stages if s.state == StageState.PENDING]
    if going:
        return going[-1].code
    return waiting[0].code if waiting else FINISHED

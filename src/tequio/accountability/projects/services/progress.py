"""What the offices report of a project: its stages, its activities, and the money that contracting keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.projects.events import ActivityReported, StageChanged
from tequio.accountability.projects.models import (
    Activity,
    Attachment,
    Handover,
    PlannedActivity,
    Project,
    Stage,
)
from tequio.accountability.projects.services import dates
from tequio.accountability.projects.services.errors import HandoverError, ProgressError, StageOrderError
from tequio.accountability.projects.services.standing import (
    find_stage,
    locked,
    refuse_future,
    refuse_paused,
)
from tequio.accountability.projects.types import FINISHED, HandoverResult, Signer, StageState
from tequio.core import workdays
from tequio.foundation.audit import services as audit
from tequio.foundation.restdays import queries as restdays

COMPLETE = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stored file to attach to a report; of a photograph, when it was taken against the works."""

    file: UUID
    moment: str = ""


@transaction.atomic
def change_stage(
    *,
    project_id: int,
    code: str,
    state: StageState,
    on: date,
    at: datetime,
    planned_end: date | None = None,
    reason: str = "",
    without_signature: str = "",
    actor: int | None = None,
) -> Stage:
    """Begin, finish or reopen a stage.

    Args:
        project_id: whose stage.
        code: of the stage.
        state: the one it passes to.
        on: the day it began or ended.
        at: now.
        planned_end: the day promised for its end; the one it had is kept if None, and if it had none it
            follows from the working days that the stage is expected to take.
        reason: why the promised day changes, if it does.
        without_signature: why the last stage ends though nobody signed that they received the work.
        actor: who says so.

    Raises:
        UnknownStageError: if the project has no such stage.
        FutureDateError: if ``on`` has not come yet.
        StageOrderError: if it would end before it began, or the last stage before the others (PROJ-4).
        CancelledError: if the project was cancelled.
        PausedError: if the stage would move while the project is paused (PROJ-10).
        ReasonMissingError: if the promised day changes and no reason is given (PROJ-9).
        HandoverError: if the last stage would end with nobody having received the work (PROJ-14).
    """
    project = locked(project_id)
    stages = list(project.stages.all())
    stage = find_stage(stages, code)
    refuse_future(on, at)
    if stage.state != state:
        refuse_paused(project)
    _enter(stage, stages, state, on)
    last = stage is stages[-1]
    if last and state is StageState.DONE:
        _demand_handover(project, on=on, why=without_signature, at=at, actor=actor)
    if planned_end:
        dates.promise(stage, planned_end, project=project, last=last, reason=reason, at=at, actor=actor)
    elif state is StageState.IN_PROGRESS:
        _promise_as_usual(stage, on)
    stage.save()
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
    files: Sequence[UUID | Evidence] = (),
    planned_id: int | None = None,
    key: UUID | None = None,
    place: tuple[float, float] | None = None,
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
        files: stored files: photos with their moment, minutes.
        planned_id: the planned activity of that stage that it is about.
        key: of the form that sent it. A key that is known already writes nothing: the first report is returned.
        place: longitude and latitude from where it was reported, already coarse; never published.
        actor: who reports.

    Raises:
        FutureDateError: if the day has not come.
        ProgressError: if the percent is out of range, or falls with no explanation (PROJ-6).
        CancelledError: if the project was cancelled.
        PausedError: if it would begin a stage or move the percent while the project is paused (PROJ-10).
    """
    stage = Stage.objects.get(pk=stage_id)
    project = locked(stage.project_id)
    if key and (sent := Activity.objects.filter(key=key).first()):
        return sent
    refuse_future(happened_on, at)
    _check_percent(project, physical_percent, description)
    stages = list(project.stages.all())
    stage = find_stage(stages, stage.code)
    if stage.state == StageState.PENDING or physical_percent not in {None, project.physical_percent}:
        refuse_paused(project)
    activity = Activity.objects.create(
        stage=stage,
        planned=_begun(stage, planned_id),
        title=title.strip(),
        description=description.strip(),
        happened_on=happened_on,
        physical_percent=physical_percent,
        key=key,
        lon=place[0] if place else None,
        lat=place[1] if place else None,
        reported_by_id=actor,
    )
    Attachment.objects.bulk_create(_attachment(activity, one) for one in files)
    if stage.state == StageState.PENDING:
        stage.state, stage.started_on = StageState.IN_PROGRESS.value, happened_on
        _promise_as_usual(stage, happened_on)
        stage.save()
    keep_summary(project, stages)
    audit.record(ActivityReported(project_id=project.pk, activity_id=activity.pk), actor=actor)
    return activity


@transaction.atomic
def record_money(*, project_id: int, contracted_centavos: int, paid_centavos: int) -> None:
    """Keep on the project what its contracts sum up to. Part of the act that changed them, which records it."""
    Project.objects.filter(pk=project_id).update(
        contracted_centavos=contracted_centavos, paid_centavos=paid_centavos
    )


def keep_summary(project: Project, stages: list[Stage]) -> None:
    """Write on the project its present stage, its promise and the latest percent reported (PROJ-5, PROJ-6)."""
    present = _present(stages)
    project.stage = present.code if present else FINISHED
    project.stage_name = present.name if present else ""
    latest = (
        Activity.objects.filter(stage__project=project, physical_percent__isnull=False)
        .order_by("-happened_on", "-pk")
        .values_list("physical_percent", flat=True)
        .first()
    )
    project.physical_percent = COMPLETE if project.finished else latest or 0
    project.save(update_fields=["stage", "stage_name", "physical_percent", "promised_end"])


def _promise_as_usual(stage: Stage, begun: date) -> None:
    """Give a stage that begins without a promised day the one that follows from its usual days (PROJ-16)."""
    if stage.expected_days and not stage.planned_end:
        stage.planned_end = workdays.add_business_days(begun, stage.expected_days, extra=restdays.extra())


def _begun(stage: Stage, planned_id: int | None) -> PlannedActivity | None:
    """Return the planned activity that a report is about, in progress now if it was pending."""
    planned = stage.planned.filter(pk=planned_id).first() if planned_id else None
    if planned and planned.state == StageState.PENDING:
        planned.state = StageState.IN_PROGRESS.value
        planned.save(update_fields=["state"])
    return planned


def _attachment(activity: Activity, evidence: UUID | Evidence) -> Attachment:
    if isinstance(evidence, Evidence):
        return Attachment(activity=activity, file_id=evidence.file, moment=evidence.moment)
    return Attachment(activity=activity, file_id=evidence)


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


def _demand_handover(project: Project, *, on: date, why: str, at: datetime, actor: int | None) -> None:
    """Let the work be delivered if somebody received it, or with the reason why nobody signed."""
    if Handover.objects.filter(project=project).exists():
        return
    if not why.strip():
        raise HandoverError(
            _("Falta quién reciba la obra: que firme quien la propuso, o suba el acta del comité vecinal."),
            status=422,
        )
    Handover.objects.create(
        project=project,
        signer=Signer.NOBODY.value,
        result=HandoverResult.UNSIGNED.value,
        text=why.strip(),
        signed_on=on,
        recorded_at=at,
        recorded_by_id=actor,
    )


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


def _present(stages: list[Stage]) -> Stage | None:
    """Return the furthest stage in progress, else the first pending one."""
    going = [s for s in stages if s.state == StageState.IN_PROGRESS]
    waiting = [s for s in stages if s.state == StageState.PENDING]
    if going:
        return going[-1]
    return waiting[0] if waiting else None

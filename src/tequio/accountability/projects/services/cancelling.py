"""Cancelling a project by an act, and the one of the reserve that takes its place (PROJ-12, PROJ-13)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.projects import queries
from tequio.accountability.projects.events import ProjectCancelled, ProjectSubstituted
from tequio.accountability.projects.models import Cancellation, Project
from tequio.accountability.projects.services.creation import from_result
from tequio.accountability.projects.services.errors import CancelledError, ReasonMissingError, SubstituteError
from tequio.accountability.projects.services.standing import demand_reason, locked, refuse_future
from tequio.accountability.projects.types import Standing
from tequio.foundation.audit import services as audit
from tequio.participation.ballots.models import OptionResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The document by which something was decided: its number, its day, and the stored file, public."""

    number: str
    on: date
    file: UUID


@transaction.atomic
def cancel(*, project_id: int, act: Act, reason: str, at: datetime, actor: int | None = None) -> Cancellation:
    """Cancel a project: nothing more happens to it, and its pause, if it has one, ends with it.

    Args:
        project_id: which.
        act: by which it was decided.
        reason: why, as people will read it.
        at: now.
        actor: who records it.

    Raises:
        CancelledError: if it was cancelled already, or delivered.
        ReasonMissingError: if reason or number of the act are missing.
        FutureDateError: if the act is of a day that has not come.
    """
    project = locked(project_id)
    if project.finished:
        raise CancelledError(_("El proyecto ya se entregó: no se puede cancelar."), status=409)
    refuse_future(act.on, at)
    _demand_number(act)
    made = Cancellation.objects.create(
        project=project,
        number=act.number.strip(),
        decided_on=act.on,
        reason=demand_reason(reason),
        act_id=act.file,
        recorded_at=at,
        recorded_by_id=actor,
    )
    for pause in project.pauses.filter(ended_on__isnull=True):
        pause.ended_on = max(act.on, pause.started_on)
        pause.save(update_fields=["ended_on"])
    project.standing = Standing.CANCELLED.value
    project.save(update_fields=["standing"])
    audit.record(ProjectCancelled(project_id=project.pk), actor=actor)
    return made


@transaction.atomic
def substitute(*, project_id: int, option_id: int, act: Act, at: datetime, actor: int | None = None) -> Project:
    """Let the next of the reserve list take the place of a cancelled project.

    Args:
        project_id: the cancelled one.
        option_id: the option of the count that was offered, so that nobody confirms another unseen.
        act: by which it was decided.
        at: now.
        actor: who confirms it.

    Returns:
        The new project, of the same office until another is named.

    Raises:
        SubstituteError: if the project was not cancelled or has a substitute already, or the option is not the
            next of the reserve list.
        ReasonMissingError: if the number of the act is missing.
        FutureDateError: if the act is of a day that has not come.
    """
    project = Project.objects.select_for_update().get(pk=project_id)
    cancelled = Cancellation.objects.filter(project=project).first()
    if cancelled is None or cancelled.substitute_id:
        raise SubstituteError(_("Este proyecto no espera sustituto."), status=409)
    refuse_future(act.on, at)
    _demand_number(act)
    offered = queries.reserve(project).offered
    if offered is None or offered.option_id != option_id:
        raise SubstituteError(_("La lista de reserva cambió. Vea a quién le toca ahora."), status=409)
    result = OptionResult.objects.select_related(
        "count__edition", "option__proposal__category", "option__proposal__site"
    ).get(pk=offered.pk)
    made = from_result(result, project.office_id, at=at)
    cancelled.substitute = made
    cancelled.substitute_number, cancelled.substitute_on = act.number.strip(), act.on
    cancelled.substitute_act_id = act.file
    cancelled.save()
    audit.record(ProjectSubstituted(project_id=project.pk, substitute_id=made.pk), actor=actor)
    return made


def _demand_number(act: Act) -> None:
    if not act.number.strip():
        raise ReasonMissingError(_("Escriba el número del acta."), status=422)

"""Receiving the finished work: by who proposed it, on their page, or by the neighbours' committee, on paper."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accountability.projects.events import ProjectReceived
from tequio.accountability.projects.models import Handover, Project
from tequio.accountability.projects.services.errors import HandoverError
from tequio.accountability.projects.services.standing import locked, refuse_future
from tequio.accountability.projects.types import HandoverResult, Signer, StageState
from tequio.foundation.audit import services as audit
from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import Holding


@transaction.atomic
def sign_as_author(
    *, project_id: int, person_id: int, result: HandoverResult, text: str, at: datetime
) -> Handover:
    """Receive the work as the person who proposed it.

    Args:
        project_id: which project.
        person_id: who signs; the caller has made sure that they proposed it.
        result: received, or received with observations.
        text: the observations, which are public.
        at: now; its day is the day of the signature.

    Raises:
        HandoverError: if the works are not finished (PROJ-14), it was signed already, or the observations are
            not written down.
    """
    project = locked(project_id)
    return _keep(
        project, Signer.AUTHOR, result, text, signed_on=timezone.localdate(at), at=at, person=person_id
    )


@transaction.atomic
def record_committee(
    *,
    project_id: int,
    result: HandoverResult,
    text: str,
    signed_on: date,
    act: UUID,
    at: datetime,
    actor: int | None = None,
) -> Handover:
    """Record that the neighbours' committee received the work, with the signed act.

    Raises:
        HandoverError: if the works are not finished (PROJ-14), it was recorded already, or the observations are
            not written down.
        FutureDateError: if it was signed on a day that has not come.
    """
    project = locked(project_id)
    refuse_future(signed_on, at)
    return _keep(project, Signer.COMMITTEE, result, text, signed_on=signed_on, at=at, act=act, actor=actor)


def _keep(
    project: Project,
    signer: Signer,
    result: HandoverResult,
    text: str,
    *,
    signed_on: date,
    at: datetime,
    act: UUID | None = None,
    person: int | None = None,
    actor: int | None = None,
) -> Handover:
    _check(project, signer, result, text)
    made = Handover.objects.create(
        project=project,
        signer=signer.value,
        result=result.value,
        text=text.strip(),
        signed_on=signed_on,
        act_id=act,
        person_id=person,
        recorded_at=at,
        recorded_by_id=actor or person,
    )
    audit.record(ProjectReceived(project_id=project.pk, handover_id=made.pk), actor=actor or person)
    return made


def _check(project: Project, signer: Signer, result: HandoverResult, text: str) -> None:
    works = list(project.stages.all())[:-1]  # the last stage is the handover itself
    open_ = [stage.name for stage in works if stage.state != StageState.DONE]
    if open_:
        raise HandoverError(
            _("Todavía no se puede recibir: falta terminar %(stages)s.") % {"stages": ", ".join(open_)},
            status=409,
        )
    if project.handovers.filter(signer=signer.value).exists():
        raise HandoverError(_("Esa firma ya quedó registrada."), status=409)
    if result is HandoverResult.OBSERVATIONS and not text.strip():
        raise HandoverError(_("Escriba sus observaciones."), status=422)


@transaction.atomic
def forget_person(*, user_id: int) -> None:
    """Take an erased person off the signatures that they gave. The signature stays. Safe to run twice."""
    Handover.objects.filter(person_id=user_id).update(person=None)


def _signed(user_id: int) -> list[dict[str, Any]]:
    found = Handover.objects.filter(person_id=user_id)
    columns = ("project__folio", "result", "text", "signed_on")
    return [dict(zip(columns, row, strict=True)) for row in found.values_list(*columns)]


identity.register_holding(
    Holding(
        code="handovers",
        label=gettext_lazy("Las obras que recibió, sin su nombre"),
        read=_signed,
        stays=gettext_lazy("Dan fe pública de cómo se entregó una obra; dejan de estar ligadas a usted."),
    )
)

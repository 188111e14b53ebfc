"""What every act on a project asks first: which project, whether it goes on, and whether the day has come."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.services.errors import (
    CancelledError,
    FutureDateError,
    PausedError,
    ProjectError,
    ReasonMissingError,
    UnknownStageError,
)


def locked(project_id: int) -> Project:
    """Return a project that was not cancelled, locked until the caller's transaction ends.

    Raises:
        ProjectError: if there is none.
        CancelledError: if it was cancelled (PROJ-12).
    """
    try:
        project = Project.objects.select_for_update().get(pk=project_id)
    except Project.DoesNotExist as error:
        raise ProjectError(_("No existe ese proyecto."), status=404) from error
    if project.cancelled:
        raise CancelledError(_("Este proyecto se canceló: ya no cambia."), status=409)
    return project


def refuse_paused(project: Project) -> None:
    """Raise PausedError if the project is paused (PROJ-10)."""
    if project.paused:
        raise PausedError(_("Este proyecto está en pausa. Reanúdelo antes de moverlo."), status=409)


def refuse_future(day: date | None, at: datetime) -> None:
    """Raise FutureDateError if a day has not come (PROJ-3)."""
    if day and day > timezone.localdate(at):
        raise FutureDateError(_("Esa fecha todavía no llega. Anote lo que ya ocurrió."), status=422)


def demand_reason(text: str) -> str:
    """Return the reason without its blanks. Raises ReasonMissingError if there is none."""
    if not text.strip():
        raise ReasonMissingError(_("Escriba la razón. Se publica junto al cambio."), status=422)
    return text.strip()


def find_stage(stages: list[Stage], code: str) -> Stage:
    """Return the stage with a code. Raises UnknownStageError if the project has no such stage."""
    for stage in stages:
        if stage.code == code:
            return stage
    raise UnknownStageError(_("Este proyecto no tiene esa etapa."), status=404)

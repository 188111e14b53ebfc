from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectCreated(Event):
    sentence = _("Nació el proyecto {folio}")

    project_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StageChanged(Event):
    sentence = _("Cambió una etapa de un proyecto")

    project_id: int
    stage: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityReported(Event):
    sentence = _("Se reportó un avance de un proyecto")

    project_id: int
    activity_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeAssigned(Event):
    sentence = _("Se encargó un proyecto a un área")

    project_id: int
    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectRemoved(Event):
    """A project that a bulk load had made, and nothing had been built upon, was taken back with the load."""

    sentence = _("Se retiró el proyecto {folio}, que una carga había creado")

    project_id: int
    folio: str

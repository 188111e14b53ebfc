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
class ResponsibleNamed(Event):
    sentence = _("Se nombró a quien responde por un proyecto")

    project_id: int
    user_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectPlaced(Event):
    sentence = _("Se marcó dónde está un proyecto")

    project_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateChanged(Event):
    sentence = _("Cambiaron las etapas de los proyectos nuevos")

    stage: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanChanged(Event):
    """The plan of a project: its stages, their planned dates, or its planned activities."""

    sentence = _("Cambió el plan de un proyecto")

    project_id: int
    stage: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductChanged(Event):
    sentence = _("Cambió lo que un proyecto va a entregar")

    project_id: int
    product_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DateChanged(Event):
    sentence = _("Cambió una fecha prometida de un proyecto")

    project_id: int
    change_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectPaused(Event):
    sentence = _("Se puso en pausa un proyecto")

    project_id: int
    pause_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectResumed(Event):
    sentence = _("Se reanudó un proyecto")

    project_id: int
    pause_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectCancelled(Event):
    sentence = _("Se canceló un proyecto")

    project_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectSubstituted(Event):
    sentence = _("Otro proyecto tomó el lugar de uno cancelado")

    project_id: int
    substitute_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectReceived(Event):
    """The work was handed over: with a signature, or by the coordinator's word."""

    sentence = _("Se recibió la obra de un proyecto")

    project_id: int
    handover_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachmentChanged(Event):
    sentence = _("Cambió una evidencia de un proyecto")

    project_id: int
    attachment_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectRemoved(Event):
    """A project that a bulk load had made, and nothing had been built upon, was taken back with the load."""

    sentence = _("Se retiró el proyecto {folio}, que una carga había creado")

    project_id: int
    folio: str

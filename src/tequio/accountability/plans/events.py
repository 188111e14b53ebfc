from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanCreated(Event):
    sentence = _("Se creó el plan {slug}")

    plan_id: int
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanChanged(Event):
    """Its name, its period, its summary, its document or its exercises."""

    sentence = _("Cambiaron los datos de un plan")

    plan_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanPublished(Event):
    sentence = _("Se publicó el plan {slug}")

    plan_id: int
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementKept(Event):
    sentence = _("Se escribió el elemento {code} de un plan")

    plan_id: int
    element_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementRemoved(Event):
    sentence = _("Se quitó el elemento {code} de un plan")

    plan_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorKept(Event):
    sentence = _("Se escribió un indicador de un plan")

    plan_id: int
    indicator_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorRemoved(Event):
    sentence = _("Se quitó un indicador de un plan")

    plan_id: int
    indicator_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorMeasured(Event):
    sentence = _("Se midió un indicador de un plan")

    indicator_id: int
    measurement_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VoicesDecided(Event):
    """Somebody decided where so many voices end. Nobody outside has been told yet."""

    sentence = _("Se decidió dónde terminan {voices} aportaciones: {state}")

    plan_id: int
    voices: int
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionsPublished(Event):
    """What was decided of so many voices is public from the instant ``at`` (ISO 8601) on."""

    sentence = _("Se publicó dónde terminaron {voices} aportaciones")

    plan_id: int
    voices: int
    at: str

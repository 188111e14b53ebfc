from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewAssigned(Event):
    sentence = _("Se pidió a un área el dictamen de una propuesta, para el {due}")

    proposal_id: int
    office_id: int
    due: str  # ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionIssued(Event):
    sentence = _("Un área dio su dictamen sobre una propuesta")

    proposal_id: int
    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionsPublished(Event):
    sentence = _("Se publicaron los dictámenes: {feasible} factibles, {infeasible} no factibles")

    edition_id: int
    feasible: int
    infeasible: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewUnassigned(Event):
    sentence = _("Se retiró a un área la petición de un dictamen")

    proposal_id: int
    office_id: int

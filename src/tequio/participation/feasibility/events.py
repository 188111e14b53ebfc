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


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewEntrusted(Event):
    sentence = _("Un dictamen quedó a cargo de una persona de su área")

    review_id: int
    proposal_id: int
    office_id: int
    person_id: int  # 0: of nobody in particular


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectionAsked(Event):
    """An office asked the author to mend something; its own clock stands until ``last_day``."""

    sentence = _("Un área pidió corregir una propuesta, a más tardar el {last_day}")

    observation_id: int
    proposal_id: int
    office_id: int
    last_day: str  # ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectionAnswered(Event):
    sentence = _("Quien propuso contestó una observación")

    observation_id: int
    proposal_id: int
    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AppealFiled(Event):
    sentence = _("Se presentó una inconformidad contra un dictamen; se contesta a más tardar el {due}")

    appeal_id: int
    proposal_id: int
    office_id: int  # whose opinion it is
    due: str  # ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class AppealAssigned(Event):
    sentence = _("Se decidió qué área contesta una inconformidad")

    appeal_id: int
    proposal_id: int
    office_id: int  # 0: the coordination


@dataclass(frozen=True, kw_only=True, slots=True)
class AppealAnswered(Event):
    """``ruling`` is upheld or overturned."""

    sentence = _("Se contestó una inconformidad")

    appeal_id: int
    proposal_id: int
    ruling: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionFileAdded(Event):
    sentence = _("Se agregó un anexo a un dictamen")

    review_id: int
    proposal_id: int
    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionFileRemoved(Event):
    sentence = _("Se quitó un anexo de un dictamen")

    review_id: int
    proposal_id: int
    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewNoteAdded(Event):
    sentence = _("Se agregó una nota interna sobre una propuesta")

    proposal_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewDueSoon(Event):
    sentence = _("Un dictamen vence pronto, el {due}")

    review_id: int
    proposal_id: int
    office_id: int
    due: str  # ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewOverdue(Event):
    sentence = _("Un dictamen venció el {due} sin que el área contestara")

    review_id: int
    proposal_id: int
    office_id: int
    due: str  # ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewEscalated(Event):
    sentence = _("Un dictamen que venció el {due} pasó a la atención de la coordinación")

    review_id: int
    proposal_id: int
    office_id: int
    due: str  # ISO date

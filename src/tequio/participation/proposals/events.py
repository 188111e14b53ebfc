from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalSubmitted(Event):
    sentence = _("Se registró la propuesta {folio}")

    proposal_id: int
    edition_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalWithdrawn(Event):
    sentence = _("Se retiró la propuesta {folio}")

    proposal_id: int
    edition_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalEdited(Event):
    """Its author changed it while registration was open. ``fields`` names what changed."""

    sentence = _("Se cambió la propuesta {folio}")

    proposal_id: int
    edition_id: int
    folio: str
    fields: str  # comma-separated


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalHidden(Event):
    sentence = _("Se ocultó la propuesta {folio}. Motivo: {reason}")

    proposal_id: int
    edition_id: int
    folio: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalShown(Event):
    """What moderation had hidden is public again."""

    sentence = _("Se volvió a mostrar la propuesta {folio}")

    proposal_id: int
    edition_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FeasibilityRecorded(Event):
    """The outcomes of an edition were published all at once."""

    sentence = _("Las propuestas recibieron su resultado: {feasible} factibles, {infeasible} no factibles")

    edition_id: int
    feasible: int
    infeasible: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalCorrected(Event):
    """Its author mended what an office had observed. ``fields`` names what changed."""

    sentence = _("Se corrigió la propuesta {folio}, como pidió un área")

    proposal_id: int
    edition_id: int
    folio: str
    fields: str  # comma-separated


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeOverturned(Event):
    """An appeal made an infeasible proposal feasible."""

    sentence = _("La propuesta {folio} pasó a factible por una inconformidad")

    proposal_id: int
    edition_id: int
    folio: str

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
class ProposalSupported(Event):
    """Someone supports a proposal. Who does is told to nobody, so the event names no actor."""

    sentence = _("La propuesta {folio} recibió un apoyo")

    proposal_id: int
    edition_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportTakenBack(Event):
    """Someone no longer supports a proposal. It names no actor either."""

    sentence = _("La propuesta {folio} perdió un apoyo")

    proposal_id: int
    edition_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportsReached(Event):
    """A proposal has just got the supports that the rules ask for, so the offices may be asked.

    It can happen again, where some were taken back meanwhile.
    """

    sentence = _("La propuesta {folio} reunió los {minimum} apoyos que hacen falta")

    proposal_id: int
    edition_id: int
    folio: str
    minimum: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CoAuthorInvited(Event):
    sentence = _("Se invitó a alguien a firmar una propuesta")

    proposal_id: int
    coauthor_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CoAuthorAsked(Event):
    """Someone asks to sign a proposal; its author has to answer."""

    sentence = _("Alguien pidió sumarse a la propuesta {folio}")

    proposal_id: int
    coauthor_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CoAuthorAccepted(Event):
    sentence = _("Alguien más firma ya la propuesta {folio}")

    proposal_id: int
    coauthor_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CoAuthorLeft(Event):
    """A co-author left, or was taken out; or an invitation or a request was taken back or refused."""

    sentence = _("Alguien dejó de firmar la propuesta {folio}")

    proposal_id: int
    coauthor_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeProposed(Event):
    """The coordinator offers to merge two proposals. Their authors have to answer."""

    sentence = _("Se propuso fusionar {folio} con {into_folio}. Motivo: {reason}")

    merger_id: int
    edition_id: int
    folio: str
    into_folio: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeEnded(Event):
    """An offer to merge came to nothing: an author refused it, or the coordinator took it back."""

    sentence = _("No se fusionaron {folio} y {into_folio}")

    merger_id: int
    edition_id: int
    folio: str
    into_folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalsMerged(Event):
    """Both authors said yes: ``folio`` lives on inside ``into_folio``."""

    sentence = _("La propuesta {folio} se fusionó con {into_folio}")

    merger_id: int
    proposal_id: int
    into_id: int
    edition_id: int
    folio: str
    into_folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionHidden(Event):
    sentence = _("Se ocultó la versión {number} de la propuesta {folio}. Motivo: {reason}")

    proposal_id: int
    edition_id: int
    folio: str
    number: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WorksChanged(Event):
    sentence = _("Se cambió el catálogo de obras tipo: {works} obras")

    works: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VotesRecorded(Event):
    """The votes of a published count stand on the proposals, for lists in their order."""

    sentence = _("Se anotaron los votos de {proposals} propuestas")

    edition_id: int
    proposals: int


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

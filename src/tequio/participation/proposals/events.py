from dataclasses import dataclass

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalSubmitted(Event):
    proposal_id: int
    edition_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalWithdrawn(Event):
    proposal_id: int
    edition_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalEdited(Event):
    """Its author changed it while registration was open. ``fields`` names what changed."""

    proposal_id: int
    edition_id: int
    folio: str
    fields: str  # comma-separated


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalHidden(Event):
    proposal_id: int
    edition_id: int
    folio: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalShown(Event):
    """What moderation had hidden is public again."""

    proposal_id: int
    edition_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FeasibilityRecorded(Event):
    """The outcomes of an edition were published all at once."""

    edition_id: int
    feasible: int
    infeasible: int

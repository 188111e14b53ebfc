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

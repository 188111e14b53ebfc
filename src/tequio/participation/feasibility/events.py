from dataclasses import dataclass

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewAssigned(Event):
    proposal_id: int
    office_id: int
    due: str  # ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionIssued(Event):
    proposal_id: int
    office_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionsPublished(Event):
    edition_id: int
    feasible: int
    infeasible: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewUnassigned(Event):
    proposal_id: int
    office_id: int

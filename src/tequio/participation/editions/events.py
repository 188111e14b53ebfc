from dataclasses import dataclass

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionCreated(Event):
    edition_id: int
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RulesChanged(Event):
    """Someone edited the rules before they locked. ``what`` names the part: phases, sizes, envelopes."""

    edition_id: int
    what: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionPublished(Event):
    edition_id: int
    rulebook_sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseRescheduled(Event):
    edition_id: int
    phase: str
    opens: str  # ISO 8601 with zone
    closes: str
    reason: str

from dataclasses import dataclass

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueFrozen(Event):
    edition_id: int
    options: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonParticipated(Event):
    """Someone used their one vote. Says neither who nor what; the roll keeps who, the box keeps what."""

    edition_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultsPublished(Event):
    edition_id: int
    count_id: int

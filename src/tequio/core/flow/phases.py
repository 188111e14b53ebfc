"""Which phase of a process is open at an instant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Moment(StrEnum):
    """Where an instant stands with respect to a phase."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time in which some acts are allowed. ``opens`` is included, ``closes`` is not."""

    kind: str
    opens: datetime
    closes: datetime

    def moment(self, at: datetime) -> Moment:
        """Return whether ``at`` is before, inside or after the phase."""
        if at < self.opens:
            return Moment.BEFORE
        return Moment.OPEN if at < self.closes else Moment.AFTER


def next_phase(phases: Iterable[Phase], *, at: datetime) -> Phase | None:
    """Return the phase that opens next after ``at``, or None."""
    return min((p for p in phases if p.moment(at) is Moment.BEFORE), key=lambda p: p.opens, default=None)


def first_opening(phases: Sequence[Phase]) -> datetime | None:
    """Return when the rules lock: the opening of the earliest phase. None if there are no phases."""
    return min((p.opens for p in phases), default=None)


def has_begun(phases: Sequence[Phase], *, at: datetime) -> bool:
    """Return whether the first phase has opened, so that the rules are locked."""
    first = first_opening(phases)
    return first is not None and at >= first

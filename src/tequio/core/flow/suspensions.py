"""A process that stands still for a while, and the time that it may get back (docs/rules/phases.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tequio.core.flow.phases import Moment, Phase


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which nothing is open. ``begins`` is included, ``ends`` is not; None: until it is lifted."""

    begins: datetime
    ends: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Return whether the process stands still at ``at``."""
        return self.begins <= at and (self.ends is None or at < self.ends)


def suspended(suspensions: Iterable[Suspension], *, at: datetime) -> Suspension | None:
    """Return the suspension that holds at ``at``, or None."""
    return next((s for s in suspensions if s.holds(at)), None)


def open_phases(
    phases: Iterable[Phase], *, at: datetime, suspensions: Iterable[Suspension] = ()
) -> list[Phase]:
    """Return the phases open at ``at``, the one that closes first at the front; none while suspended."""
    if suspended(suspensions, at=at):
        return []
    return sorted((p for p in phases if p.moment(at) is Moment.OPEN), key=lambda p: (p.closes, p.opens))


def is_open(
    phases: Iterable[Phase], kind: str, *, at: datetime, suspensions: Iterable[Suspension] = ()
) -> bool:
    """Return whether a phase of this kind is open at ``at``."""
    return any(p.kind == kind for p in open_phases(phases, at=at, suspensions=suspensions))


def lost_days(suspension: Suspension, *, at: datetime) -> int:
    """Return the whole days that a suspension lifted at ``at`` took: a day begun counts as one."""
    return -((suspension.begins - at) // timedelta(days=1))


def given_back(phases: Sequence[Phase], *, since: datetime, days: int) -> list[Phase]:
    """Return the calendar with so many days more for every date that had not come when the process stopped.

    What had opened or closed before stays. A date keeps its hour of the day in the zone in which it is given.
    """
    later = timedelta(days=days)
    return [
        replace(
            phase,
            opens=phase.opens + later if phase.opens >= since else phase.opens,
            closes=phase.closes + later if phase.closes >= since else phase.closes,
        )
        for phase in phases
    ]

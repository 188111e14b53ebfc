"""Whether the phases of a calendar fit together, and what of it may still move."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from tequio.core.flow.phases import Phase


@dataclass(frozen=True, slots=True)
class Overlap:
    """``second`` opens before ``first`` closes. Both are kinds of phase."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Nothing is open between two phases that follow each other. Allowed, and worth saying."""

    first: str
    second: str
    length: timedelta


def overlaps(phases: Sequence[Phase], *, together: Collection[frozenset[str]] = ()) -> list[Overlap]:
    """Return each pair of phases that overlap, in order of opening. One may close as the next opens.

    Args:
        phases: the calendar.
        together: the pairs of kinds that may run at the same time.
    """
    ordered = sorted(phases, key=lambda p: (p.opens, p.closes))
    return [
        Overlap(a.kind, b.kind)
        for a, b in combinations(ordered, 2)
        if b.opens < a.closes and frozenset({a.kind, b.kind}) not in together
    ]


def gaps(phases: Sequence[Phase]) -> list[Gap]:
    """Return each stretch between neighbours in which no phase is open."""
    ordered = sorted(phases, key=lambda p: (p.opens, p.closes))
    return [Gap(a.kind, b.kind, b.opens - a.closes) for a, b in pairwise(ordered) if b.opens > a.closes]


def rewrites_the_past(before: Phase, after: Phase, *, at: datetime) -> bool:
    """Return whether moving a phase would change what already happened.

    An opening or closing that has passed stays as it was, and no date may move into the past.
    """
    return any(
        old != new and (old <= at or new <= at)
        for old, new in ((before.opens, after.opens), (before.closes, after.closes))
    )

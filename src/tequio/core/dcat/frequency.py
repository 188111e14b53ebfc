"""How often a dataset really changes, beside what was promised (docs/rules/catalogue.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low

from tequio.core.dcat.vocabularies import FREQUENCIES

MOST_GAPS = 30  # the latest ones tell how a dataset is kept now
FEWEST_GAPS = 3  # with fewer there is nothing to tell
_ONE_CHANGE = timedelta(minutes=1)  # files that are written together are one change
_AT_ONCE = timedelta(minutes=30)
_PATIENCE = 2  # times what was promised, before it is late
_LEAST = timedelta(days=1)  # nobody is called late for less


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something changed: the middle one of the times between changes, and how many were looked at."""

    every: timedelta
    gaps: int

    @property
    def code(self) -> str:
        """The fastest frequency that was kept: below half an hour, with each change."""
        if self.every < _AT_ONCE:
            return "CONT"
        kept = (code for code, one in FREQUENCIES.items() if one.length and self.every <= one.length)
        return next(kept, "IRREG")


def changes(instants: Sequence[datetime]) -> list[datetime]:
    """Return when something changed, in order; what was written within a minute of another is one change."""
    found: list[datetime] = []
    for instant in sorted(instants):
        if not found or instant - found[-1] > _ONE_CHANGE:
            found.append(instant)
    return found


def rhythm(instants: Sequence[datetime]) -> Rhythm | None:
    """Return how often something changes by its latest changes; None where there are too few to tell."""
    found = changes(instants)[-MOST_GAPS - 1 :]
    gaps = [after - before for before, after in pairwise(found)]
    return Rhythm(median_low(gaps), len(gaps)) if len(gaps) >= FEWEST_GAPS else None


def is_late(promised: str, *, looked_at: datetime, now: datetime) -> bool:
    """Return whether data were last looked at longer ago than twice what was promised, and than a day.

    What counts is when the data were brought up to date, whether or not something had changed.

    Args:
        promised: a code of ``FREQUENCIES``; one without a length is never late.
        looked_at: when the data were last brought up to date.
        now: the present instant.
    """
    length = FREQUENCIES[promised].length
    return length is not None and now - looked_at > max(_PATIENCE * length, _LEAST)

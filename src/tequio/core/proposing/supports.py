"""Whether a proposal has the supports without which nobody judges it."""

from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """Where a proposal stands with its supports."""

    NOT_NEEDED = "not_needed"  # the rules ask for none
    GATHERING = "gathering"  # it lacks some, and there is time
    ENOUGH = "enough"
    SHORT = "short"  # time is over


def standing(count: int, *, minimum: int, closes: datetime | None, at: datetime) -> Standing:
    """Return where a proposal stands. Only the clock and the count decide; nobody switches it.

    Args:
        count: the supports it has.
        minimum: the supports that the rules ask for; 0 for none.
        closes: the first instant in which supports are no longer given; None where the edition gathers none.
        at: now.
    """
    if not minimum or closes is None:
        return Standing.NOT_NEEDED
    if count >= minimum:
        return Standing.ENOUGH
    return Standing.GATHERING if at < closes else Standing.SHORT

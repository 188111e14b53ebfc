"""A result beside the winners that its file records."""

from dataclasses import dataclass
from enum import StrEnum

from tequio.core.tally.counting import Result
from tequio.core.tally.reasons import Code

BY_RESERVE = 3  # the mark of what was paid with money kept apart: no rule of the count


class Agreement(StrEnum):
    """How a result and the official winners compare."""

    EQUAL = "equal"
    EQUAL_BASE = "equal_base"  # equal but for what was paid in part, or with money from elsewhere
    DIFFERENT = "different"
    NONE = "none"  # the file records no winners


@dataclass(frozen=True, slots=True)
class Verdict:
    """The comparison: winners that only one of the two has, and those paid with money kept apart."""

    agreement: Agreement
    official: int
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()


def against(result: Result) -> Verdict:
    """Compare a result with the official winners of its election, ids in the order of the file.

    What is marked as paid from a reserve is outside the rule, and told apart.
    """
    election = result.election
    if election.selected is None:
        return Verdict(Agreement.NONE, 0)
    won = set(result.winners)
    reserve = tuple(p.id for p in election.projects if p.selected == BY_RESERVE and p.id not in won)
    official = [key for key in election.selected if key not in reserve]
    missing = tuple(key for key in official if key not in won)
    extra = tuple(p.id for p in election.projects if p.id in won and p.id not in official)
    agreement = Agreement.DIFFERENT if missing or extra else Agreement.EQUAL
    marked = {p.id for p in election.projects if p.selected == 1}
    if agreement is Agreement.DIFFERENT and _base(result) == marked:
        agreement = Agreement.EQUAL_BASE
    return Verdict(agreement, len(election.selected), missing, extra, reserve)


def _base(result: Result) -> set[str]:
    """Return the winners that were paid in full from the envelope."""
    return {
        key for key, reason in result.reasons.items() if reason.code in (Code.FUNDED, Code.BOUGHT, Code.FILLED)
    }

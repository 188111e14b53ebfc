"""The minimum that a project needs: a number, or a part of the valid ballots with its rounding declared."""

import re
from collections.abc import Collection
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from tequio.core.tally.elections import Ballot, Election


class Rounding(StrEnum):
    """What becomes of a minimum that is no whole number."""

    UP = "up"  # 10 % of 44 is 5: exactly «at least 10 %»
    DOWN = "down"  # 10 % of 44 is 4
    HALF_UP = "half_up"  # 10 % of 45 is 5, of 44 is 4


_ALL = 100
_PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*%")


def percent(text: str) -> Fraction | None:
    """Return the percentage written as ``10%`` or ``12,5 %``, exact; None if it is not one up to 100."""
    found = _PERCENT.fullmatch(text.strip())
    value = Fraction(found.group(1).replace(",", ".")) if found else None
    return value if value is not None and value <= _ALL else None


def valid_ballots(election: Election, projects: Collection[str]) -> int:
    """Return how many ballots name at least one of some projects: the valid ones of their envelope."""
    known = set(projects)
    return sum(ballot.times for ballot in election.ballots if _names(ballot, known))


def share(part: Fraction, ballots: int, rounding: Rounding) -> int:
    """Return a percentage of a number of ballots, rounded as declared.

    Args:
        part: the percentage, from 0 to 100.
        ballots: of how many.
        rounding: what becomes of a remainder.
    """
    exact = part * ballots / 100
    if rounding is Rounding.UP:
        return ceil(exact)
    return floor(exact) if rounding is Rounding.DOWN else floor(exact + Fraction(1, 2))


def _names(ballot: Ballot, known: set[str]) -> bool:
    return not known.isdisjoint(ballot.choices)

"""Whether two proposals ask for something alike, by the stems of their words and by where they stand."""

from dataclasses import dataclass
from fractions import Fraction

# A third of the words of the shorter title, or half as much of what both say, is worth a look.
ENOUGH = Fraction(1, 3)
_SAME_AREA = Fraction(1, 6)  # the same words in the same area weigh this much more
_FEWEST = 2  # one word in common is a coincidence, unless a title has no other


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a title and of the whole text, and the area (None: not said yet)."""

    title: frozenset[str]
    text: frozenset[str]  # the title's too
    area: int | None = None


def likeness(mine: Words, other: Words) -> Fraction:
    """Return how alike two proposals are, from 0; ``ENOUGH`` and more is worth showing.

    Titles weigh double. What has fewer than two words in common is 0, wherever it stands.
    """
    shared = mine.text & other.text
    if len(shared) < min(_FEWEST, len(mine.title) or _FEWEST):
        return Fraction(0)
    title = _overlap(mine.title, other.title)
    text = _overlap(mine.text, other.text)
    near = mine.area is not None and mine.area == other.area
    return (2 * title + text) / 3 + (_SAME_AREA if near else 0)


def _overlap(mine: frozenset[str], other: frozenset[str]) -> Fraction:
    """Return which part of the shorter of two sets is in the other."""
    shorter = min(len(mine), len(other))
    return Fraction(len(mine & other), shorter) if shorter else Fraction(0)

"""How alike two texts are by the stems they share, each weighed by how rare it is. Whole numbers throughout.

The weight of a stem is that of K. Spärck Jones, «A statistical interpretation of term specificity and its
application in retrieval», Journal of Documentation 28 (1972): f(N) - f(n) + 1, where N is how many texts there
are, n how many have the stem, and f(x) the least m with x ≤ 2^m. Two texts are compared as two sets are by the
coefficient of A. Ochiai (Bulletin of the Japanese Society of Scientific Fisheries 22, 1957), each stem counted
by its weight: what both say, over the geometric mean of what each says. It is the cosine of their vectors.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isqrt

FEWEST = 2  # one stem in common is a coincidence, unless the shorter text has no other
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of every stem, from 1 for what everybody says, and in how many texts it is."""

    weight: Mapping[str, int]
    texts: Mapping[str, int]

    def of(self, stems: Iterable[str]) -> int:
        """Return the weight of some stems together."""
        return sum(map(self.weight.__getitem__, stems))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The cosine between two texts, kept as its square, an exact fraction of whole numbers.

    Attributes:
        shared: the weight of what both say.
        mine: of all that one of them says, and
        other: of all that the other says.
    """

    shared: int
    mine: int
    other: int

    def reaches(self, percent: int) -> bool:
        """Return whether the texts are at least so alike, in whole hundredths of the cosine."""
        return (self.shared * _WHOLE) ** 2 >= percent**2 * self.mine * self.other and self.shared > 0

    @property
    def percent(self) -> int:
        """How alike they are in hundredths, rounded down; 100 for the same words."""
        return isqrt(self.shared**2 * _WHOLE**2 // (self.mine * self.other)) if self.shared else 0


def weigh(texts: Iterable[frozenset[str]]) -> Weights:
    """Return the weight of each stem in these texts."""
    counted: Counter[str] = Counter()
    total = 0
    for stems in texts:
        counted.update(stems)
        total += 1
    return Weights({stem: _f(total) - _f(n) + 1 for stem, n in counted.items()}, dict(counted))


def _f(count: int) -> int:
    """Return the least m with count ≤ 2^m."""
    return (count - 1).bit_length()


def likeness(
    mine: frozenset[str], other: frozenset[str], weights: Weights, *, whole: tuple[int, int] | None = None
) -> Likeness:
    """Return how alike two texts are. What shares fewer than two stems is not alike at all.

    Args:
        mine: the stems of one text, and
        other: those of the other.
        weights: of every stem.
        whole: the weight of all of each, where it was reckoned already.
    """
    shared = mine & other
    if len(shared) < min(FEWEST, len(mine), len(other)):
        shared = frozenset()
    return Likeness(weights.of(shared), *(whole or (weights.of(mine), weights.of(other))))

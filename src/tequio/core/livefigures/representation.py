"""Who takes part, compared with who lives here (LIV-12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tequio.core.livefigures.types import Cell

_FEW = Fraction(4, 5)  # of its share of the census: a group under it is missing


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people: how many take part at least, of how many who live here.

    Attributes:
        code: of the group.
        shown: how many take part, as it is shown.
        people: how many there are in the census.
        per_thousand: how many of each thousand take part at least, in tenths.
        share: per cent of those who take part and said what they are, rounded.
        census_share: per cent of the census, rounded.
        missing: whether even the most that it may be is too few.
    """

    code: str
    shown: Cell
    people: int
    per_thousand: Fraction
    share: int
    census_share: int
    missing: bool

    @property
    def tenths(self) -> Decimal:
        """``per_thousand`` as it is written, with one decimal."""
        return Decimal(self.per_thousand.numerator) / self.per_thousand.denominator


def compared(cells: Mapping[str, Cell], census: Mapping[str, int]) -> list[Group]:
    """Return each group that both tables know, in the order of the figures.

    A group is missing where its share of those who take part, at the most that its band allows and with the
    others at their least, is under four fifths of its share of the census. While the figures cannot tell, it is
    not said.
    """
    both = [code for code in cells if census.get(code)]
    living = sum(census[code] for code in both)
    least = sum(cells[code].low for code in both)
    if not living or not least:
        return []
    groups = []
    for code in both:
        cell, share = cells[code], Fraction(census[code], living)
        most = cell.high
        missing = most is not None and Fraction(most, most + least - cell.low) < _FEW * share
        groups.append(
            Group(
                code,
                cell,
                census[code],
                Fraction(int(10_000 * Fraction(cell.low, census[code])), 10),
                round(100 * Fraction(cell.low, least)),
                round(100 * share),
                missing,
            )
        )
    return groups

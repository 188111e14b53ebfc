"""An estimate from typical works: so much of each, at what one unit usually costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

ROUNDED_TO = 1_000_00  # centavos: a suggestion is in whole thousands of pesos


@dataclass(frozen=True, slots=True)
class Line:
    """So much of one work. Costs are centavos of one unit."""

    quantity: Decimal
    cost_min_centavos: int
    cost_max_centavos: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """Between how much and how much, and what to write, in centavos."""

    low_centavos: int
    high_centavos: int
    suggested_centavos: int


def estimate(lines: Iterable[Line]) -> Estimate:
    """Return the range of the works together, and their middle rounded up to the thousand pesos.

    Every part of a centavo is rounded up: an estimate that falls short helps nobody.
    """
    found = list(lines)
    low = sum(_centavos(line.quantity * line.cost_min_centavos) for line in found)
    high = sum(_centavos(line.quantity * line.cost_max_centavos) for line in found)
    middle = -(-(low + high) // 2)
    return Estimate(low, high, -(-middle // ROUNDED_TO) * ROUNDED_TO)


def _centavos(amount: Decimal) -> int:
    return int(amount.to_integral_value(rounding=ROUND_CEILING))

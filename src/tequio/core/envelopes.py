"""How a sum is shared out among territories, to the centavo (docs/rules/envelopes.md)."""

from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

FLOOR_MOST = 99  # percent; the whole sum in equal parts is FLAT


class FormulaKind(StrEnum):
    """What the part of a territory follows."""

    FLAT = "flat"  # the same for each
    PER_CAPITA = "per_capita"  # its population
    PREDIAL = "predial"  # the property tax that it paid
    MARGINALISATION = "marginalisation"  # its index of marginalisation: the higher, the more


class NoFigures(ValueError):
    """There is nothing to share by: no territories, or all their figures are zero."""


class BadFigure(ValueError):
    """A figure is missing, is no number, or is below zero."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def shares(
    total: int,
    units: Collection[str],
    *,
    kind: FormulaKind,
    figures: Mapping[str, Fraction] | None = None,
    floor_percent: int = 0,
) -> dict[str, int]:
    """Return the part of each territory. The parts add up to the total, exactly.

    First, ``floor_percent`` of the total is shared equally; the rest goes in proportion to the figures. Parts
    are cut to whole centavos, and the centavos left go one by one to the largest fractions (the largest
    remainder, or Hamilton's, method); of equal fractions, to the lower code.

    Args:
        total: integer centavos, zero or more.
        units: the codes of the territories, in any order.
        kind: what the parts follow.
        figures: the figure of each territory, by code; not looked at where the kind is FLAT.
        floor_percent: how many percent of the total are shared equally, from 0 to 99.

    Raises:
        NoFigures: if there are no territories, or every figure is zero.
        BadFigure: if a territory has no figure or a negative one.
        ValueError: if the total is negative or the floor is out of range.
    """
    if total < 0 or not 0 <= floor_percent <= FLOOR_MOST:
        raise ValueError("the total is zero or more, and the floor from 0 to 99 percent")
    weights = _weights(units, kind, figures or {})
    whole = sum(weights.values())
    if not whole:
        raise NoFigures("nothing to share by")
    equal = Fraction(floor_percent, 100 * len(weights))
    rest = Fraction(100 - floor_percent, 100)
    quotas = {code: total * (equal + rest * weight / whole) for code, weight in weights.items()}
    return _whole_parts(total, quotas)


def figure(text: str) -> Fraction:
    """Read a figure as people write it (``1,250``, ``0.84``) without losing anything of it.

    Raises:
        ValueError: if it is no number, or is below zero.
    """
    cleaned = text.strip().removeprefix("$").replace(",", "").replace(" ", "")
    try:
        value = Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not value.is_finite() or value < 0 or abs(value.adjusted()) > 30 or len(cleaned) > 60:  # noqa: PLR2004 - no figure of a territory is so large or so fine
        raise ValueError("not a figure")
    return Fraction(value)


def exact(value: Fraction) -> str:
    """Write a figure back as exact text: ``1250``, ``0.84``; a fraction without end as ``1/3``."""
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _weights(units: Collection[str], kind: FormulaKind, figures: Mapping[str, Fraction]) -> dict[str, Fraction]:
    if kind is FormulaKind.FLAT:
        return dict.fromkeys(units, Fraction(1))
    for code in sorted(units):
        if code not in figures or figures[code] < 0:
            raise BadFigure(code)
    return {code: figures[code] for code in units}


def _whole_parts(total: int, quotas: Mapping[str, Fraction]) -> dict[str, int]:
    parts = {code: quota.numerator // quota.denominator for code, quota in quotas.items()}
    left = total - sum(parts.values())
    by_fraction = sorted(quotas, key=lambda code: (parts[code] - quotas[code], code))
    for code in by_fraction[:left]:
        parts[code] += 1
    return parts

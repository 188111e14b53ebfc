"""Prices in doubles, each with the bound of its own error: the arithmetic of ``kernel``.

A table has a line per share that is tried at the same time and a column per group of voters. Beside what a
group has left stands by how much that figure may be wrong, so every price comes as an interval that holds the
true one.

The bound. Supporters pay f(q) = Σ size·min(left, weight·q) at the price q of a point: f grows and is concave.
The price found, q, leaves a residue |f(q) − cost| that is reckoned, not supposed. Supporters who can surely pay
more than q add W = Σ size·weight to the slope of f as far as q + h, where h is tried; what all others have left
may be wrong by E. If W·h ≥ E + residue + rounding, the true price is within (E + residue + rounding) / W of q:
to the right of q the slope is at least W as far as q + h, and to the left at least as much. Where this cannot
be shown, the price is *unsure*, and whoever asks must reckon in whole numbers.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

EPSILON = 2.0**-52  # twice the unit roundoff of a double
_PASSES = 60  # Newton's method needs a handful
_SLACKS = (1e-11, 1e-7)  # how far above the price, relative to it, the slope is looked at
_NEAR = 2.0**-44  # a price is found when what is missing is this part of the cost
_WIDER = 1.0 + 1e-9  # bounds are themselves reckoned in doubles


@dataclass(frozen=True, slots=True)
class Wanted:
    """A project and its supporters.

    Args:
        cost: centavos.
        groups: who names it.
        sizes: voters of each of these groups.
        weights: what each of their voters gives; None: one each.
        total: voters times weights.
    """

    cost: float
    groups: Places
    sizes: Reals
    weights: Reals | None
    total: float

    @property
    def slopes(self) -> Reals:
        """By how much the payment of each group grows with the price of a point."""
        return self.sizes if self.weights is None else self.sizes * self.weights

    def priced(self, price: Reals) -> Reals:
        """Return what each group would pay, one column per group (or one for all, where all give the same)."""
        return price[:, None] if self.weights is None else price[:, None] * self.weights


@dataclass(slots=True)
class Purses:
    """What each group has left with each share, and how wrong that may be; where both are 0, nothing."""

    left: Reals
    wrong: Reals

    def of(self, groups: Places, lines: Places) -> tuple[Reals, Reals]:
        """Return both of some groups with some shares."""
        if len(lines) == len(self.left):
            return self.left.take(groups, axis=1), self.wrong.take(groups, axis=1)
        cells = lines[:, None] * self.left.shape[1] + groups
        return self.left.take(cells), self.wrong.take(cells)


@dataclass(frozen=True, slots=True)
class Estimate:
    """The price of a point with each share: within ``wrong`` of ``price``, if it is sure.

    Where the supporters surely cannot pay, ``price`` is infinite.
    """

    price: Reals
    wrong: Reals
    unsure: Marks


def _sum(table: Reals, factors: Reals) -> Reals:
    """Return each line times the factors, added up in this thread: a matrix product might start others."""
    found: Reals = np.einsum("ij,j->i", table, factors)
    return found


def estimate(wanted: Wanted, purses: Purses, lines: Places, lowest: Reals) -> Estimate:
    """Return the price of a point of a project with some of the shares.

    Args:
        wanted: the project.
        purses: what voters have left.
        lines: the shares.
        lowest: a price with each of them that the true one is not below; the search starts there.
    """
    left, wrong = purses.of(wanted.groups, lines)
    sizes, slopes = wanted.sizes, wanted.slopes
    rounding = 4.0 * (len(sizes) + 8) * EPSILON
    there = _sum(left, sizes)
    doubt = (_sum(wrong, sizes) + rounding * there) * _WIDER
    short = there + doubt < wanted.cost
    unsure = ~short & (there - doubt < wanted.cost)
    price, residue = _newton(wanted, left, lowest, skip=short | unsure)
    error = np.full_like(price, np.inf)
    for slack in _SLACKS:
        sure = left - wrong >= wanted.priced(price * (1.0 + slack))
        slope = _sum(sure.astype(np.float64), slopes)
        amiss = (_sum(np.where(sure, 0.0, wrong), sizes) + residue + rounding * wanted.cost) * _WIDER
        shown = (slope * price * slack > amiss) & np.isinf(error)
        error[shown] = amiss[shown] / slope[shown]
        if not np.isinf(error[~(short | unsure)]).any():
            break
    unsure |= np.isinf(error) & ~short
    price[short] = np.inf
    error[short] = 0.0
    return Estimate(price, error, unsure)


def _newton(wanted: Wanted, left: Reals, lowest: Reals, *, skip: Marks) -> tuple[Reals, Reals]:
    """Return the price at which the supporters pay the cost, and what is then missing or too much."""
    sizes, slopes = wanted.sizes, wanted.slopes
    price = lowest.copy()
    residue = np.zeros_like(price)
    enough = wanted.cost * _NEAR
    for _ in range(_PASSES):
        each = wanted.priced(price)
        residue = wanted.cost - _sum(np.minimum(left, each), sizes)
        if bool((skip | (np.abs(residue) <= enough)).all()):
            break
        slope = _sum((left > each).astype(np.float64), slopes)
        price = np.where(skip | (slope <= 0.0), price, price + residue / np.maximum(slope, 1.0))
    return price, np.abs(residue)


def charge(wanted: Wanted, purses: Purses, lines: Places, price: Reals, wrong: Reals) -> None:
    """Take the price of each point from the supporters, with some of the shares; from who has less, all."""
    before, amiss = purses.of(wanted.groups, lines)
    after = before - wanted.priced(price)
    amiss = (amiss + wanted.priced(wrong) + 2.0 * EPSILON * before) * _WIDER
    empty = after < -amiss
    after[empty] = 0.0
    amiss[empty] = 0.0
    cells = lines[:, None] * purses.left.shape[1] + wanted.groups
    purses.left.put(cells, np.maximum(after, 0.0))
    purses.wrong.put(cells, amiss)


def alike(wanted: Wanted, purses: Purses, price: float, wrong: float, line: int) -> int:
    """Return the weight of all supporters that have anything left, if all of them surely pay the same price.

    Then the price is the cost over this weight, in whole numbers. Returns 0 if some of them might pay less.
    """
    left, amiss = purses.left[line, wanted.groups], purses.wrong[line, wanted.groups]
    each = price + wrong if wanted.weights is None else wanted.weights * (price + wrong)
    able = left - amiss >= each * _WIDER
    empty = (left == 0.0) & (amiss == 0.0)
    return int(wanted.slopes[able].sum()) if bool((able | empty).all()) else 0

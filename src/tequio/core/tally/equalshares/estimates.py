"""Prices in doubles, each with the bound of its own error: the arithmetic of ``kernel``.

A table has a line per group of voters and a column per share that is tried at the same time. Beside what a group
has left stands by how much that figure may be wrong, so every price comes as an interval that holds the true one.

The bound. Supporters pay f(q) = Σ size·min(left, weight·q) at the price q of a point: f grows and is concave. The
price found, q, leaves a residue |f(q) − cost| that is reckoned, not supposed. Supporters who can surely pay more than q
add W = Σ size·weight to the slope of f as far as q + h, where h is tried; what all others have left may be wrong by
E. If W·h ≥ E + residue + rounding, the true price is within (E + residue + rounding) / W of q. Where this cannot be
shown, the price is *unsure*, and whoever asks must reckon in whole numbers.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

EPSILON = 2.0**-52  # twice the unit roundoff of a double
_PASSES = 60  # Newton's method needs a handful
_SLACKS = (1e-11, 1e-7)  # how far above the price, relative to it, the slope is looked at
_WIDER = 1.0 + 1e-9  # bounds are themselves reckoned in doubles


@dataclass(frozen=True, slots=True)
class Wanted:
    """A project and its supporters.

    Args:
        cost: centavos.
        groups: who names it.
        sizes: voters of each of these groups.
        weights: what each of their voters gives, as a column; None: one each.
        total: voters times weights.
    """

    cost: float
    groups: npt.NDArray[np.int64]
    sizes: Reals
    weights: Reals | None
    total: float

    @property
    def slopes(self) -> Reals:
        """By how much the payment of each group grows with the price of a point."""
        return self.sizes if self.weights is None else self.sizes * self.weights[:, 0]

    def priced(self, price: Reals) -> Reals:
        """Return what each group would pay, one line per group (or one for all, where all give the same)."""
        return price if self.weights is None else self.weights * price


@dataclass(slots=True)
class Purses:
    """What each group has left (lines) with each share (columns), and how wrong that may be; both 0: nothing."""

    left: Reals
    wrong: Reals


@dataclass(frozen=True, slots=True)
class Estimate:
    """The price of a point with each share: within ``wrong`` of ``price``, if it is sure.

    Where the supporters surely cannot pay, ``price`` is infinite.
    """

    price: Reals
    wrong: Reals
    unsure: Marks


def estimate(wanted: Wanted, purses: Purses, lowest: Reals) -> Estimate:
    """Return the price of a point of a project.

    Args:
        wanted: the project.
        purses: what voters have left.
        lowest: a price with each share that the true one is not below; the search starts there.
    """
    left, wrong = purses.left[wanted.groups], purses.wrong[wanted.groups]
    sizes, slopes = wanted.sizes, wanted.slopes
    rounding = 4.0 * (len(sizes) + 8) * EPSILON
    there = sizes @ left
    doubt = (sizes @ wrong + rounding * there) * _WIDER
    short = there + doubt < wanted.cost
    unsure = ~short & (there - doubt < wanted.cost)
    price, residue = _newton(wanted, left, lowest, skip=short | unsure)
    error = np.full_like(price, np.inf)
    for slack in _SLACKS:
        sure = left - wrong >= wanted.priced(price * (1.0 + slack))
        slope = slopes @ sure.astype(np.float64)
        amiss = (sizes @ np.where(sure, 0.0, wrong) + residue + rounding * wanted.cost) * _WIDER
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
    enough = wanted.cost * 2.0**-48
    for _ in range(_PASSES):
        each = wanted.priced(price)
        residue = wanted.cost - sizes @ np.minimum(left, each)
        if bool((skip | (np.abs(residue) <= enough)).all()):
            break
        slope = slopes @ (left > each).astype(np.float64)
        price = np.where(skip | (slope <= 0.0), price, price + residue / np.maximum(slope, 1.0))
    return price, np.abs(residue)


def charge(wanted: Wanted, purses: Purses, price: Reals, wrong: Reals) -> None:
    """Take the price of each point from the supporters; from those who have less, all."""
    before = purses.left[wanted.groups]
    after = before - wanted.priced(price)
    amiss = (purses.wrong[wanted.groups] + wanted.priced(wrong) + 2.0 * EPSILON * before) * _WIDER
    empty = after < -amiss
    after[empty] = 0.0
    amiss[empty] = 0.0
    purses.left[wanted.groups] = np.maximum(after, 0.0)
    purses.wrong[wanted.groups] = amiss


def alike(wanted: Wanted, purses: Purses, price: float, wrong: float, column: int) -> int:
    """Return the weight of all supporters that have anything left, if all of them surely pay the same price.

    Then the price is the cost over this weight, in whole numbers. Returns 0 if some of them might pay less.
    """
    left, amiss = purses.left[wanted.groups, column], purses.wrong[wanted.groups, column]
    each = price + wrong if wanted.weights is None else wanted.weights[:, 0] * (price + wrong)
    able = left - amiss >= each * _WIDER
    empty = (left == 0.0) & (amiss == 0.0)
    return int(wanted.slopes[able].sum()) if bool((able | empty).all()) else 0

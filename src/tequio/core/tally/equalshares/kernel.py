"""Many runs of the method at once, in doubles that know how wrong they may be.

Add1 runs the method hundreds of times to find one share. This finds what each share buys many times faster than
``purchases``, and is never wrong about it: a choice between two projects is made only where their prices are
further apart than their errors (``estimates``), or where both are the cost over a whole number of supporters and can be
compared exactly. A share for which neither holds is handed back, to be run in whole numbers. Whatever is published
is run in whole numbers in any case.

Shares are followed side by side as long as they buy the same, and part where they do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tequio.core.tally.equalshares.estimates import (
    EPSILON,
    Estimate,
    Marks,
    Purses,
    Reals,
    Wanted,
    alike,
    charge,
    estimate,
)
from tequio.core.tally.equalshares.purchases import EXACT, Market

_LINES = 1 << 17  # lines times columns of a table that is quick to work on
_COLUMNS = 64
_CLOSE = 1.0 + 16 * EPSILON


@dataclass(frozen=True, slots=True)
class Bought:
    """What a share buys, in order, and whether one more purchase would have overspent."""

    winners: tuple[str, ...]
    overspent: bool


@dataclass(slots=True)
class _Side:
    """Shares that have bought the same so far.

    Args:
        shares: their places among those asked for.
        purses: what voters have left.
        floor: for each project (lines), a value that its true one is not below; infinite: out of the question.
        bought: the projects bought, as lines.
        spent: centavos.
    """

    shares: list[int]
    purses: Purses
    floor: Reals
    bought: list[int]
    spent: int = 0

    def part(self, columns: list[int]) -> "_Side":
        """Return some of the shares, to go their own way."""
        purses = Purses(self.purses.left[:, columns].copy(), self.purses.wrong[:, columns].copy())
        shares = [self.shares[column] for column in columns]
        return _Side(shares, purses, self.floor[:, columns].copy(), list(self.bought), self.spent)


@dataclass(slots=True)
class _Offers:
    """The prices reckoned for the next purchase, per project (lines) and share (columns)."""

    price: Reals
    wrong: Reals
    low: Reals
    high: Reals
    unsure: Marks


class Kernel:
    """A market laid out for many runs."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.keys = sorted(market.projects, key=market.key)  # a lower line goes first among equals
        people = market.electorate
        self.usable = people.voters < EXACT
        sizes = people.sizes.astype(np.float64)
        self.wanted = [self._wanted(key, sizes) for key in self.keys]
        self.worth = np.array([float(market.worth(key)) for key in self.keys])
        self.lines = len(sizes)

    def _wanted(self, key: str, sizes: Reals) -> Wanted:
        backers, cost = self.market.electorate.backers[key], self.market.projects[key].cost
        mine = sizes[backers.groups]
        given = np.array(backers.weights, np.float64)[backers.level]
        total = sum(
            weight * int(mine[backers.level == place].sum()) for place, weight in enumerate(backers.weights)
        )
        self.usable = self.usable and total < EXACT and cost < EXACT
        marks = backers.weights in ((1,), ())
        return Wanted(float(cost), backers.groups, mine, None if marks else given[:, None], float(total))

    @property
    def at_once(self) -> int:
        """How many shares are best asked for together."""
        return min(max(_LINES // max(self.lines, 1), 1), _COLUMNS)

    def runs(self, shares: Sequence[Fraction]) -> list[Bought | None]:
        """Return what each share buys; None where only whole numbers can tell."""
        found: list[Bought | None] = [None] * len(shares)
        waiting = [self._start(shares)] if self.usable and self.lines and shares else []
        while waiting:
            side = waiting.pop()
            while side.shares:
                offers = self._offers(side)
                chosen = self._chosen(side, offers)
                ways = self._ways(side, chosen, found)
                if not ways:
                    break
                first, *others = ways.items()
                waiting += [self._go(side.part(columns), line, offers, columns) for line, columns in others]
                line, columns = first
                whole = len(columns) == len(side.shares)
                side = self._go(side if whole else side.part(columns), line, offers, columns)
        return found

    def _start(self, shares: Sequence[Fraction]) -> _Side:
        first = np.array([float(share) for share in shares])
        left = np.repeat(first[None, :], self.lines, axis=0)
        wrong = np.repeat(first[None, :] * EPSILON, self.lines, axis=0)
        floor = np.full((len(self.keys), len(shares)), np.inf)
        for line, wanted in enumerate(self.wanted):
            if wanted.total:
                voters, cost = int(wanted.sizes.sum()), self.market.projects[self.keys[line]].cost
                able = [voters * share.numerator >= cost * share.denominator for share in shares]
                floor[line, able] = wanted.cost / wanted.total / self.worth[line] / _CLOSE
        return _Side(list(range(len(shares))), Purses(left, wrong), floor, [])

    def _offers(self, side: _Side) -> _Offers:
        """Reckon prices until, with each share, nothing that was not reckoned can be cheaper."""
        shape = side.floor.shape
        price, wrong, high = np.full(shape, np.inf), np.zeros(shape), np.full(shape, np.inf)
        unsure = np.zeros(shape[1], np.bool_)
        stale = np.isfinite(side.floor)
        best = np.full(shape[1], np.inf)
        while True:
            open_values = np.where(stale & (side.floor <= best), side.floor, np.inf)
            lowest = open_values.min(axis=1)
            line = int(lowest.argmin())
            if not np.isfinite(lowest[line]):
                break
            found = estimate(self.wanted[line], side.purses, self._from(side, line))
            stale[line] = False
            self._note(side, line, found)
            price[line], wrong[line] = found.price, found.wrong
            high[line] = (found.price + found.wrong) / self.worth[line] * _CLOSE
            unsure |= found.unsure
            best = np.minimum(best, np.where(found.unsure, np.inf, high[line]))
        low = np.where(stale, np.inf, side.floor)
        return _Offers(price, wrong, low, high, unsure)

    def _from(self, side: _Side, line: int) -> Reals:
        """Return where the search for a price starts: its floor, or any price where it is out of the question."""
        floor = side.floor[line] * self.worth[line]
        return np.where(np.isfinite(floor), floor, self.wanted[line].cost / self.wanted[line].total)

    def _note(self, side: _Side, line: int, found: Estimate) -> None:
        """Keep a price as the floor of later ones; who cannot pay now cannot pay later."""
        low = (found.price - found.wrong) / self.worth[line] / _CLOSE
        low = np.where(found.unsure, side.floor[line], low)
        side.floor[line] = np.where(np.isfinite(side.floor[line]), np.maximum(side.floor[line], low), np.inf)

    def _chosen(self, side: _Side, offers: _Offers) -> list[int | None]:
        """Return the line that each share buys next: -1 if nothing can be paid, None if it cannot be told."""
        close = np.isfinite(offers.low) & (offers.low <= offers.high.min(axis=0))
        many = close.sum(axis=0)
        first = close.argmax(axis=0)
        found: list[int | None] = []
        for column in range(len(side.shares)):
            if offers.unsure[column]:
                found.append(None)
            elif many[column] == 0:
                found.append(-1)
            elif many[column] == 1:
                found.append(int(first[column]))
            else:
                found.append(self._compared(side, offers, np.flatnonzero(close[:, column]).tolist(), column))
        return found

    def _compared(self, side: _Side, offers: _Offers, lines: list[int], column: int) -> int | None:
        """Return the cheapest of some lines, compared in whole numbers; None if their prices are not simple."""
        best: tuple[int, int, int] | None = None  # cost, weight times worth, line
        for line in lines:
            key, wanted = self.keys[line], self.wanted[line]
            price, wrong = float(offers.price[line, column]), float(offers.wrong[line, column])
            weight = alike(wanted, side.purses, price, wrong, column)
            if not weight:
                return None
            cost, value = self.market.projects[key].cost, weight * self.market.worth(key)
            if best is None or cost * best[1] < best[0] * value:
                best = (cost, value, line)
        return best[2] if best else None

    def _ways(
        self, side: _Side, chosen: list[int | None], found: list[Bought | None]
    ) -> dict[int, list[int]]:
        """Note the shares whose run has ended, and return the columns of the others by what they buy."""
        ways: dict[int, list[int]] = {}
        winners = tuple(self.keys[line] for line in side.bought)
        for column, line in enumerate(chosen):
            if line is None:
                continue
            if line < 0 or len(winners) == self.market.places:
                found[side.shares[column]] = Bought(winners, overspent=False)
            elif side.spent + self.market.projects[self.keys[line]].cost > self.market.amount:
                found[side.shares[column]] = Bought(winners, overspent=True)
            else:
                ways.setdefault(line, []).append(column)
        return ways

    def _go(self, side: _Side, line: int, offers: _Offers, columns: list[int]) -> _Side:
        """Buy a project with all shares of a side; ``columns`` are theirs in the offers."""
        charge(self.wanted[line], side.purses, offers.price[line, columns], offers.wrong[line, columns])
        side.floor[line] = np.inf
        side.bought.append(line)
        side.spent += self.market.projects[self.keys[line]].cost
        return side

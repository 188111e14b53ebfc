"""Many runs of the method at once, in doubles that know how wrong they may be.

Add1 runs the method hundreds of times to find one share. This finds what each share buys many times faster than
``purchases``, and is never wrong about it: a choice between two projects is made only where their prices are
further apart than their errors (``estimates``), or where both are the cost over a whole number of supporters
and can be compared exactly. A share for which neither holds is handed back, to be run in whole numbers.
Whatever is published is run in whole numbers in any case.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tequio.core.tally.equalshares.estimates import (
    EPSILON,
    Estimate,
    Marks,
    Places,
    Purses,
    Reals,
    Wanted,
    alike,
    charge,
    estimate,
)
from tequio.core.tally.equalshares.purchases import EXACT, Market

_CELLS = 1 << 18  # shares times groups of a table that is quick to work on
_SHARES = 64
_CLOSE = 1.0 + 16 * EPSILON


@dataclass(frozen=True, slots=True)
class Bought:
    """What a share buys, in order, and whether one more purchase would have overspent."""

    winners: tuple[str, ...]
    overspent: bool


@dataclass(slots=True)
class _Runs:
    """Runs side by side, one per share.

    Args:
        purses: what voters have left (a line per share).
        floor: for each project (lines) and share (columns), a value that its true one is not below; infinite:
            out of the question, or bought, or the run has ended.
        bought: by share, the projects bought, as lines of ``floor``.
        spent: by share, centavos.
    """

    purses: Purses
    floor: Reals
    bought: list[list[int]]
    spent: list[int]

    def end(self, share: int) -> None:
        """Take a run out."""
        self.floor[:, share] = np.inf


@dataclass(frozen=True, slots=True)
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
        self.groups = len(sizes)
        self.costs = [market.projects[key].cost for key in self.keys]

    def _wanted(self, key: str, sizes: Reals) -> Wanted:
        backers, cost = self.market.electorate.backers[key], self.market.projects[key].cost
        mine = sizes[backers.groups]
        given = np.array(backers.weights, np.float64)[backers.level]
        total = sum(
            weight * int(mine[backers.level == place].sum()) for place, weight in enumerate(backers.weights)
        )
        self.usable = self.usable and total < EXACT and cost < EXACT
        marks = backers.weights in ((1,), ())
        return Wanted(float(cost), backers.groups, mine, None if marks else given, float(total))

    @property
    def at_once(self) -> int:
        """How many shares are best asked for together."""
        return min(max(_CELLS // max(self.groups, 1), 1), _SHARES)

    def runs(self, shares: Sequence[Fraction]) -> list[Bought | None]:
        """Return what each of some rising shares buys; None where only whole numbers can tell."""
        found: list[Bought | None] = [None] * len(shares)
        if not (self.usable and self.keys and self.groups and shares):
            return found
        runs = self._start(shares)
        going = list(range(len(shares)))
        while going:
            offers = self._offers(runs)
            chosen, ways = self._chosen(runs, offers), dict[int, list[int]]()
            for share in going:
                line = chosen[share]
                if line is not None and self._buys(runs, share, line, found):
                    ways.setdefault(line, []).append(share)
                else:
                    runs.end(share)
            for line, mine in ways.items():
                self._buy(runs, line, mine, offers)
            going = sorted(share for mine in ways.values() for share in mine)
        return found

    def _start(self, shares: Sequence[Fraction]) -> _Runs:
        first = np.array([float(share) for share in shares])
        left = np.repeat(first[:, None], self.groups, axis=1)
        floor = np.full((len(self.keys), len(shares)), np.inf)
        for line, wanted in enumerate(self.wanted):
            if wanted.total:
                voters, cost = int(wanted.sizes.sum()), self.costs[line]
                able = bisect_left(shares, Fraction(cost, voters))  # a smaller share cannot pay, all together
                floor[line, able:] = wanted.cost / wanted.total / self.worth[line] / _CLOSE
        return _Runs(Purses(left, left * EPSILON), floor, [[] for _ in shares], [0] * len(shares))

    def _offers(self, runs: _Runs) -> _Offers:
        """Reckon prices until, with each share, nothing that was not reckoned can be cheaper."""
        shape = runs.floor.shape
        price, wrong, high = np.full(shape, np.inf), np.zeros(shape), np.full(shape, np.inf)
        unsure = np.zeros(shape[1], np.bool_)
        waiting = runs.floor.copy()
        best = np.full(shape[1], np.inf)
        while True:
            line, share = divmod(int(waiting.argmin()), shape[1])
            if not np.isfinite(waiting[line, share]):
                break
            mine = np.flatnonzero(waiting[line] < np.inf)
            found = estimate(self.wanted[line], runs.purses, mine, waiting[line, mine] * self.worth[line])
            waiting[line, mine] = np.inf
            self._note(runs, line, mine, found)
            price[line, mine], wrong[line, mine] = found.price, found.wrong
            above = (found.price + found.wrong) / self.worth[line] * _CLOSE
            high[line, mine] = above
            unsure[mine] |= found.unsure
            better = above < best[mine]
            if better.any():
                best[mine] = np.minimum(best[mine], above)
                waiting[waiting > best] = np.inf
        low = np.where(price < np.inf, runs.floor, np.inf)
        return _Offers(price, wrong, low, high, unsure)

    def _note(self, runs: _Runs, line: int, mine: Places, found: Estimate) -> None:
        """Keep a price as the floor of later ones; who cannot pay now cannot pay later."""
        low = np.where(found.unsure, 0.0, (found.price - found.wrong) / self.worth[line] / _CLOSE)
        runs.floor[line, mine] = np.maximum(runs.floor[line, mine], low)

    def _chosen(self, runs: _Runs, offers: _Offers) -> list[int | None]:
        """Return the line that each share buys next: -1 if nothing can be paid, None if it cannot be told."""
        close = (offers.low <= offers.high.min(axis=0)) & (offers.low < np.inf)
        many, first = close.sum(axis=0), close.argmax(axis=0)
        found: list[int | None] = np.where(many, first, -1).tolist()
        for share in np.flatnonzero((many > 1) & ~offers.unsure).tolist():
            found[share] = self._compared(runs, offers, np.flatnonzero(close[:, share]).tolist(), share)
        for share in np.flatnonzero(offers.unsure).tolist():
            found[share] = None
        return found

    def _compared(self, runs: _Runs, offers: _Offers, lines: list[int], share: int) -> int | None:
        """Return the cheapest of some lines, compared in whole numbers; None if their prices are not simple."""
        best: tuple[int, int, int] | None = None  # cost, weight times worth, line
        for line in lines:
            price, wrong = float(offers.price[line, share]), float(offers.wrong[line, share])
            weight = alike(self.wanted[line], runs.purses, price, wrong, share)
            if not weight:
                return None
            cost, value = self.costs[line], weight * self.market.worth(self.keys[line])
            if best is None or cost * best[1] < best[0] * value:
                best = (cost, value, line)
        return best[2] if best else None

    def _buys(self, runs: _Runs, share: int, line: int, found: list[Bought | None]) -> bool:
        """Return whether a run goes on with a purchase; where it does not, note what it bought."""
        full = len(runs.bought[share]) == self.market.places
        ended = line < 0 or full
        if not ended and runs.spent[share] + self.costs[line] <= self.market.amount:
            return True
        found[share] = Bought(tuple(self.keys[mine] for mine in runs.bought[share]), overspent=not ended)
        return False

    def _buy(self, runs: _Runs, line: int, mine: list[int], offers: _Offers) -> None:
        """Buy a project with some of the shares."""
        charge(
            self.wanted[line], runs.purses, np.array(mine), offers.price[line, mine], offers.wrong[line, mine]
        )
        runs.floor[line, mine] = np.inf
        for share in mine:
            runs.bought[share].append(line)
            runs.spent[share] += self.costs[line]

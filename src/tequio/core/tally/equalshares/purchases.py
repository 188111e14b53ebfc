"""One run of the method: every voter has a share, and supporters buy together what costs them least.

This is the run that publishes: whole numbers over one common denominator, nothing rounded. The supporters of a
purchase pay the same for each point that they gave, except those who had less left: they pay all they have. A
project's price never falls while others are bought, because its supporters only get poorer: a price reckoned
earlier is a lower bound, and only the projects at the front are reckoned again.

Groups of voters that have paid for the same have the same left: they share a *purse*, and a price is reckoned
from the purses of the supporters and how many voters each stands for, not voter by voter.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd

import numpy as np

from tequio.core.tally.elections import Project
from tequio.core.tally.equalshares.electorate import Backers, Electorate, Whole
from tequio.core.tally.rules import Utility

Key = Callable[[str], tuple[object, ...]]
Price = tuple[int, int]  # money over weight, in the ledger's unit
EXACT = 1 << 53  # a double holds every whole number up to here


@dataclass(frozen=True, slots=True)
class Market:
    """What is for sale and to whom.

    Args:
        amount: centavos that may be spent.
        projects: those that may be bought, by id.
        electorate: who pays.
        utility: what supporters value: the money they bring (COST) or each project alike for each point.
        key: the order of projects at the same price.
        places: most projects that may be bought (None: no limit).
    """

    amount: int
    projects: dict[str, Project]
    electorate: Electorate
    utility: Utility
    key: Key
    places: int | None = None

    def worth(self, project: str) -> int:
        """Return what a point given to a project is worth to a supporter."""
        return self.projects[project].cost or 1 if self.utility is Utility.COST else 1


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project bought.

    Args:
        project: its id.
        each: centavos that each supporter paid at most for each point given.
        paid: centavos that came from those who had less than that and gave all they had.
        votes: effective votes: the supporters (or points) that would pay the same price had all been able to.
    """

    project: str
    each: Fraction
    paid: Fraction = Fraction(0)
    votes: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Run:
    """What a share per voter buys.

    Args:
        share: centavos of each voter at the start.
        purchases: in the order in which they were bought.
        overspent: whether the run ended because the purchases cost more than there is.
        ties: groups of projects at the same price when one of them was bought, that one first.
        left: by project not bought, the centavos that its supporters had at the end.
    """

    share: Fraction
    purchases: tuple[Purchase, ...]
    overspent: bool = False
    ties: tuple[tuple[str, ...], ...] = ()
    left: dict[str, Fraction] = field(default_factory=dict)

    @property
    def winners(self) -> list[str]:
        """The projects bought, in their order."""
        return [purchase.project for purchase in self.purchases]


# Supporters with the same purse and the same weight: the cell of both, what each of them has left (in the
# ledger's unit), the weight each gives to the project, how many they are. Plain tuples: there are very many.
Held = tuple[int, int, int, int]


class Ledger:
    """What each group of voters has left: ``money[purse[group]] / unit`` centavos. Purse 0 is empty."""

    def __init__(self, sizes: Whole, share: Fraction) -> None:
        self.sizes = sizes.astype(np.float64)  # added up as doubles, which are exact up to EXACT
        if int(sizes.sum()) >= EXACT:
            raise OverflowError("more voters than can be counted exactly")
        self.purse = np.ones(len(sizes), np.int64)
        self.money = [0, share.numerator]
        self.unit = share.denominator

    def held(self, backers: Backers) -> list[Held]:
        """Return the supporters that have something left, by purse and weight."""
        if not len(backers.groups):
            return []
        span = len(backers.weights)
        cells = self.purse[backers.groups] * span + backers.level
        voters = np.bincount(cells, weights=self.sizes[backers.groups])
        filled = np.flatnonzero(voters)
        filled = filled[filled >= span]
        purses, places = np.divmod(filled, span)
        return list(
            zip(
                filled.tolist(),
                map(self.money.__getitem__, purses.tolist()),
                map(backers.weights.__getitem__, places.tolist()),
                voters[filled].astype(np.int64).tolist(),
                strict=True,
            )
        )

    def price(self, cost: int, held: list[Held], floor: Fraction) -> Price | None:
        """Return what a point costs, as money over weight, or None if the supporters cannot pay.

        Starts as if all who can pay the floor (centavos that a point costs at least) could pay alike, and takes
        out those who have less until the rest can.
        """
        least = floor.numerator * self.unit // floor.denominator
        poor = [h for h in held if h[1] < h[2] * least]
        rich = [h for h in held if h[1] >= h[2] * least] if poor else held
        missing = cost * self.unit
        total = sum(weight * voters for _, _, weight, voters in held)
        while True:
            missing -= sum(money * voters for _, money, _, voters in poor)
            total -= sum(weight * voters for _, _, weight, voters in poor)
            if not rich:
                return None
            poor = [h for h in rich if h[1] * total < missing * h[2]]
            if not poor:
                return missing, total
            rich = [h for h in rich if h[1] * total >= missing * h[2]]

    def charge(self, backers: Backers, price: Price) -> Fraction:
        """Take the price of each point from the supporters; from those who have less, all.

        Returns the centavos that came from those.
        """
        held = self.held(backers)
        missing, total = price
        gave_all = sum(has * n for _, has, weight, n in held if has * total < missing * weight)
        paid = Fraction(gave_all, self.unit)
        common = gcd(*price)
        missing, total = missing // common, total // common
        self.money = [has * total for has in self.money]
        self.unit *= total
        span = len(backers.weights)
        after = np.zeros(len(self.money) * span, np.int64)
        for cell, has, weight, _voters in held:
            rest = has * total - weight * missing
            if rest > 0:
                after[cell] = len(self.money)
                self.money.append(rest)
        self.purse[backers.groups] = after[self.purse[backers.groups] * span + backers.level]
        self._forget()
        return paid

    def _forget(self) -> None:
        """Drop the purses that nobody holds any more."""
        used = np.bincount(self.purse, minlength=len(self.money)) > 0
        used[0] = True
        self.purse = (np.cumsum(used) - 1)[self.purse]
        self.money = [money for money, kept in zip(self.money, used.tolist(), strict=True) if kept]

    def of(self, backers: Backers) -> Fraction:
        """Return the centavos that the supporters have left together."""
        return Fraction(sum(has * voters for _, has, _, voters in self.held(backers)), self.unit)


def run(market: Market, share: Fraction) -> Run:
    """Buy, one after another, what costs its supporters least for what they value.

    Ends when no project can be paid by its supporters, when the places are full, or when a purchase costs more
    than is left of the amount.
    """
    people = market.electorate
    ledger = Ledger(people.sizes, share)
    queue = [(Fraction(0), market.key(key), key) for key in market.projects]
    heapq.heapify(queue)
    purchases: list[Purchase] = []
    ties: list[tuple[str, ...]] = []
    spent, overspent = 0, False
    while len(purchases) != market.places:
        offers = _cheapest(market, ledger, queue)
        if not offers:
            break
        key, price = offers[0]
        spent += market.projects[key].cost
        if spent > market.amount:
            overspent = True
            break
        if len(offers) > 1:
            ties.append(tuple(other for other, _ in offers))
        purchases.append(_purchase(market, ledger, key, price))
    bought = {purchase.project for purchase in purchases}
    left = {key: ledger.of(people.backers[key]) for key in market.projects if key not in bought}
    return Run(share, tuple(purchases), overspent, tuple(ties), left)


def _purchase(market: Market, ledger: Ledger, key: str, price: Price) -> Purchase:
    """Buy a project: its supporters pay."""
    unit = market.electorate.unit
    each = Fraction(price[0], price[1] * ledger.unit) * unit
    votes = market.projects[key].cost / each if each else Fraction(0)
    return Purchase(key, each, ledger.charge(market.electorate.backers[key], price), votes)


Entry = tuple[Fraction, tuple[object, ...], str]


def _cheapest(market: Market, ledger: Ledger, queue: list[Entry]) -> list[tuple[str, Price]]:
    """Return the projects at the lowest price, in the order of ties; all but the first go back to the queue.

    A project whose supporters cannot pay leaves the queue for good.
    """
    fresh: dict[str, Price] = {}
    best: list[Entry] = []
    while queue and (not best or queue[0][0] == best[0][0]):
        bound, order, key = heapq.heappop(queue)
        if key in fresh:
            best.append((bound, order, key))
            continue
        held, worth = ledger.held(market.electorate.backers[key]), market.worth(key)
        price = ledger.price(market.projects[key].cost, held, bound * worth)
        if price is None:
            continue
        fresh[key] = price
        value = Fraction(price[0], price[1] * ledger.unit * worth)
        heapq.heappush(queue, (value, order, key))
    for entry in best[1:]:
        heapq.heappush(queue, entry)
    return [(key, fresh[key]) for _, _, key in best]

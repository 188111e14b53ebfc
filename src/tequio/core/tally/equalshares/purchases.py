"""One run of the method: every voter has a share, and supporters buy together what costs them least.

Every budget is a whole number over one common denominator, so nothing is rounded. The supporters of a purchase
pay the same for each point that they gave, except those who had less left: they pay all they have. A project's
price never falls while others are bought, because its supporters only get poorer: a price reckoned earlier is a
lower bound, and only the projects at the front are reckoned again.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd

from tequio.core.tally.elections import Project
from tequio.core.tally.equalshares.electorate import Backer, Electorate
from tequio.core.tally.rules import Utility

Key = Callable[[str], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Market:
    """What is for sale and to whom.

    Args:
        amount: centavos that may be spent.
        projects: those that may be bought, by id.
        electorate: who pays.
        utility: what supporters value: the money they bring (COST) or each project alike (CARDINALITY).
        key: the order of projects at the same price.
        places: most projects that may be bought (None: no limit).
    """

    amount: int
    projects: dict[str, Project]
    electorate: Electorate
    utility: Utility
    key: Key
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project bought, and the centavos that each supporter paid at most for each point given."""

    project: str
    each: Fraction


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


@dataclass(slots=True)
class _Ledger:
    """What each voter of each group has left: ``money[group] / unit`` centavos."""

    sizes: tuple[int, ...]
    money: list[int]
    unit: int

    def price(self, cost: int, backers: tuple[Backer, ...]) -> tuple[int, int] | None:
        """Return what a point costs, as money over weight, or None if the supporters cannot pay.

        Starts as if all could pay alike, and takes out those who have less until the rest can.
        """
        sizes, money = self.sizes, self.money
        missing = cost * self.unit
        rich = [(money[group], weight, sizes[group]) for group, weight in backers if money[group]]
        if not rich or sum(has * size for has, _, size in rich) < missing:
            return None
        total = sum(weight * size for _, weight, size in rich)
        while True:
            poor: list[tuple[int, int, int]] = []
            rest: list[tuple[int, int, int]] = []
            for entry in rich:
                (poor if entry[0] * total < missing * entry[1] else rest).append(entry)
            if not poor:
                return missing, total
            rich = rest
            missing -= sum(has * size for has, _, size in poor)
            total -= sum(weight * size for _, weight, size in poor)

    def charge(self, backers: tuple[Backer, ...], price: tuple[int, int]) -> None:
        """Take the price of each point from the supporters; from those who have less, all."""
        common = gcd(*price)
        missing, total = price[0] // common, price[1] // common
        self.money = [has * total for has in self.money]
        self.unit *= total
        for group, weight in backers:
            self.money[group] = max(self.money[group] - weight * missing, 0)

    def of(self, backers: tuple[Backer, ...]) -> Fraction:
        """Return the centavos that the supporters have left together."""
        return Fraction(sum(self.money[group] * self.sizes[group] for group, _ in backers), self.unit)


def run(market: Market, share: Fraction) -> Run:
    """Buy, one after another, what costs its supporters least for what they value.

    Ends when no project can be paid by its supporters, when the places are full, or when a purchase costs more
    than is left of the amount.
    """
    people = market.electorate
    ledger = _Ledger(people.sizes, [share.numerator] * len(people.sizes), share.denominator)
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
        purchases.append(Purchase(key, Fraction(*price) / ledger.unit * people.unit))
        ledger.charge(people.backers[key], price)
    bought = {purchase.project for purchase in purchases}
    left = {key: ledger.of(people.backers[key]) for key in market.projects if key not in bought}
    return Run(share, tuple(purchases), overspent, tuple(ties), left)


Entry = tuple[Fraction, tuple[object, ...], str]


def _cheapest(market: Market, ledger: _Ledger, queue: list[Entry]) -> list[tuple[str, tuple[int, int]]]:
    """Return the projects at the lowest price, in the order of ties; all but the first go back to the queue.

    A project whose supporters cannot pay leaves the queue for good.
    """
    fresh: dict[str, tuple[int, int]] = {}
    best: list[Entry] = []
    while queue and (not best or queue[0][0] == best[0][0]):
        bound, order, key = heapq.heappop(queue)
        if key in fresh:
            best.append((bound, order, key))
            continue
        price = ledger.price(market.projects[key].cost, market.electorate.backers[key])
        if price is None:
            continue
        fresh[key] = price
        heapq.heappush(queue, (_value(market, key, price, ledger.unit), order, key))
    for entry in best[1:]:
        heapq.heappush(queue, entry)
    return [(key, fresh[key]) for _, _, key in best]


def _value(market: Market, key: str, price: tuple[int, int], unit: int) -> Fraction:
    """Return the price of a point for each unit of what supporters value: the lower, the better."""
    worth = market.projects[key].cost or 1 if market.utility is Utility.COST else 1
    return Fraction(price[0], price[1] * unit * worth)

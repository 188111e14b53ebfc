"""What is done with the money that Equal Shares leaves: nothing, or a larger share for everybody (Add1)."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tequio.core.money import CENTAVOS
from tequio.core.tally.equalshares.kernel import Bought, Kernel
from tequio.core.tally.equalshares.purchases import Market, Run, run
from tequio.core.tally.rules import Completion, Parameters, Start, Stop

_STEPS = 1_000  # a raise is never finer than a thousandth of the first share


class DisagreementError(ArithmeticError):
    """The quick run and the one in whole numbers do not buy the same: nothing may be published."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The run whose purchases stand, how often the share was raised to reach it, and by how much each time.

    ``next_share`` is the share that would have overspent (None: raises ended otherwise, or there were none).
    """

    run: Run
    raises: int = 0
    raised_by: int = 0
    next_share: Fraction | None = None


def first_share(market: Market, start: Start) -> Fraction:
    """Return the centavos of each voter at first: an equal part of the amount, exact or in whole units."""
    voters = max(market.electorate.voters, 1)
    if start is Start.INTEGRAL:
        return Fraction(market.amount // (voters * CENTAVOS) * CENTAVOS)
    return Fraction(market.amount, voters)


def step(market: Market, told: Parameters) -> int:
    """Return by how many centavos Add1 raises the share: as told, else one unit of the currency.

    Where the first share is over a thousand units, a thousandth of it in whole units, so that few voters with
    much money do not need millions of runs.
    """
    if told.increment:
        return told.increment
    voters = max(market.electorate.voters, 1)
    return max(market.amount // (voters * _STEPS * CENTAVOS), 1) * CENTAVOS


def end(market: Market, told: Parameters) -> Ended:
    """Run the method to its end, as the parameters say. What stands was run in whole numbers."""
    share = first_share(market, told.start)
    if told.completion is Completion.NONE:
        return Ended(run(market, share))
    return _Raising(market, told, share, step(market, told)).end()


def bought(market: Market, share: Fraction) -> Bought:
    """Return what a share buys, quickly where that can be told."""
    return _Quick(Kernel(market), share, 0, {}).bought(0)


@dataclass(slots=True)
class _Quick:
    """Asks the kernel for shares in order, many at a time, and in whole numbers where it cannot tell."""

    kernel: Kernel
    first: Fraction
    by: int
    known: dict[int, Bought]

    def bought(self, raises: int) -> Bought:
        """Return what the share buys after that many raises."""
        if raises not in self.known:
            places = range(raises, raises + min(self.kernel.at_once, 4 * raises + 1))
            found = self.kernel.runs([self.first + place * self.by for place in places])
            self.known = {place: said for place, said in zip(places, found, strict=True) if said}
        if raises not in self.known:
            exact = run(self.kernel.market, self.first + raises * self.by)
            self.known[raises] = Bought(tuple(exact.winners), exact.overspent)
        return self.known[raises]


@dataclass(frozen=True)
class _Raising:
    """Add1: everybody's share is raised, step by step, until the next raise would overspend."""

    market: Market
    told: Parameters
    first: Fraction
    by: int

    def end(self) -> Ended:
        """Return the last run that does not overspend, or the first that leaves nothing to buy.

        That a run before the last left nothing else that fits does not end the raises, unless told so: this is
        how Wieliczka counted in 2023. They end too when all that has a supporter and could be bought is, or
        the places are full.
        """
        quick = _Quick(Kernel(self.market), self.first, self.by, {})
        raises, found = 0, quick.bought(0)
        overspends = False  # the first share never does: all of it together is the amount
        while not overspends and not self._complete(found.winners):
            following = quick.bought(raises + 1)
            overspends = following.overspent
            if not overspends:
                raises, found = raises + 1, following
        stands = self._checked(raises, found)
        if overspends:
            self._checked(raises + 1, quick.bought(raises + 1))
        following_share = self.first + (raises + 1) * self.by if overspends else None
        return Ended(stands, raises, self.by, following_share)

    def _checked(self, raises: int, quick: Bought) -> Run:
        """Return a run in whole numbers, which must have bought what the quick one bought."""
        exact = run(self.market, self.first + raises * self.by)
        if (tuple(exact.winners), exact.overspent) != (quick.winners, quick.overspent):
            raise DisagreementError(f"{exact.winners} is not {quick.winners} with {raises} raises")
        return exact

    @cached_property
    def _wanted(self) -> dict[str, int]:
        """The costs of the projects that somebody wants and that are not dearer than all the money."""
        backers, amount = self.market.electorate.backers, self.market.amount
        return {
            key: project.cost
            for key, project in self.market.projects.items()
            if project.cost <= amount and len(backers[key].groups)
        }

    def _complete(self, winners: tuple[str, ...]) -> bool:
        """Return whether the raises end here: a larger share could buy nothing more, or nothing else fits."""
        if len(winners) == self.market.places or len(winners) >= len(self._wanted):
            return True
        if self.told.stop is Stop.OVERSPEND:
            return False
        bought = set(winners)
        left = self.market.amount - sum(self._wanted[key] for key in winners)
        return not any(cost <= left for key, cost in self._wanted.items() if key not in bought)

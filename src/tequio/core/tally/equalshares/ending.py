"""What is done with the money that Equal Shares leaves: nothing, or a larger share for everybody (Add1)."""

from dataclasses import dataclass
from fractions import Fraction

from tequio.core.money import CENTAVOS
from tequio.core.tally.equalshares.purchases import Market, Run, run

_STEPS = 1_000  # a raise is never finer than a thousandth of the first share


@dataclass(frozen=True, slots=True)
class Ended:
    """The run whose purchases stand, and how many times the share was raised to reach it."""

    run: Run
    raises: int = 0


def step(market: Market) -> int:
    """Return by how many centavos Add1 raises the share: one unit of the currency.

    Where the first share is over a thousand units, a thousandth of it in whole units, so that few voters with
    much money do not need millions of runs.
    """
    voters = max(market.electorate.voters, 1)
    return max(market.amount // (voters * _STEPS * CENTAVOS), 1) * CENTAVOS


def plain(market: Market) -> Ended:
    """Run the method once: each voter has an equal part of the money."""
    return Ended(run(market, Fraction(market.amount, max(market.electorate.voters, 1))))


def add_one(market: Market) -> Ended:
    """Raise every voter's share, step by step, until the next raise would spend more than there is.

    The last run that does not overspend stands, also where a run before it left nothing else that fits: this is
    how Wieliczka counted in 2023. Ends too when all that has a supporter is bought, or the places are full.
    """
    found, by = plain(market), step(market)
    while not _complete(market, found.run):
        following = run(market, found.run.share + by)
        if following.overspent:
            break
        found = Ended(following, found.raises + 1)
    return found


def _complete(market: Market, done: Run) -> bool:
    """Return whether a larger share could buy nothing more."""
    bought = set(done.winners)
    wanted = {key for key in market.projects if market.electorate.backers[key]}
    return len(bought) == market.places or wanted <= bought

"""Ballots merged: those that say the same of the projects of one envelope are one group of voters."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from math import lcm

from tequio.core.tally.elections import Election, Points
from tequio.core.tally.scores import borda_top, weights

Backer = tuple[int, int]  # a group of voters and the weight that each gives to the project


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who shares the money of an envelope.

    Args:
        sizes: how many voters each group has.
        backers: by project, the groups that name it with the weight that each of their voters gives it: 1 where
            projects are just marked, else the points, as whole numbers.
        unit: what a weight of one point became, so that all weights are whole.
    """

    sizes: tuple[int, ...]
    backers: dict[str, tuple[Backer, ...]]
    unit: int = 1

    @property
    def voters(self) -> int:
        """How many share the money: the ballots that name some project of the envelope."""
        return sum(self.sizes)


def gather(election: Election, projects: Collection[str]) -> Electorate:
    """Return the voters of some projects. A ballot that names none of them has no share in their money.

    The order of the ballots changes nothing: groups are put in the order of what they say.
    """
    mine, top = frozenset(projects), borda_top(election)
    said: Counter[tuple[tuple[str, Points], ...]] = Counter()
    for ballot in election.ballots:
        named = weights(ballot, election, top=top)
        said[tuple(sorted((key, weight) for key, weight in named if key in mine))] += ballot.times
    groups = sorted((words, size) for words, size in said.items() if words)
    unit = lcm(*(weight.denominator for words, _ in groups for _, weight in words))
    backers: dict[str, list[Backer]] = {key: [] for key in sorted(mine)}
    for group, (words, _size) in enumerate(groups):
        for key, weight in words:
            backers[key].append((group, int(weight * unit)))
    sizes = tuple(size for _words, size in groups)
    return Electorate(sizes, {key: tuple(found) for key, found in backers.items()}, unit)

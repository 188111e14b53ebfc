"""What is far from the rest, by tests that are declared beforehand and decided in whole numbers.

A flag is a reason to look, never a proof: neighbours do vote for what is near them.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tequio.core.tally import counting
from tequio.core.tally.elections import Ballot, Election
from tequio.core.tally.rules import Parameters

Key = TypeVar("Key", bound=Hashable)
Group = TypeVar("Group", bound=Hashable)

DEVIATIONS = 5  # standard deviations from which the support of a group is flagged
FEWEST = 10  # ballots, or acts, below which nothing is flagged


@dataclass(frozen=True, slots=True)
class Support:
    """Ballots of a group that name a project, and the same of everybody else who could."""

    project: str
    inside: int
    group: int
    outside: int
    others: int


@dataclass(frozen=True, slots=True)
class Swing:
    """What a recount without a group of ballots would change: who would win, and who would not any more."""

    enters: tuple[str, ...]
    leaves: tuple[str, ...]


def is_outlying(support: Support) -> bool:
    """Return whether a group supports a project far more than the others do.

    The share p of the others is (outside + 1) / (others + 2), so that it is never 0 or 1 (Laplace). A group is
    flagged if it has at least ten ballots and its support is five standard deviations of a binomial draw over
    p: (k - g p)^2 >= 25 g p (1 - p), multiplied out into whole numbers.
    """
    if support.group < FEWEST or not support.others:
        return False
    part, whole = support.outside + 1, support.others + 2
    excess = support.inside * whole - support.group * part
    return excess > 0 and excess**2 >= DEVIATIONS**2 * support.group * part * (whole - part)


def fence(values: Sequence[int]) -> int | None:
    """Return the figure above which one is far out among the others, or None where there are fewer than four.

    It is the third quartile plus three times the distance between the quartiles (Tukey, *Exploratory Data
    Analysis*, 1977, "far out"), with quartiles taken from the sorted values and rounded towards the middle.
    """
    ordered = sorted(values)
    if len(ordered) < 4:  # noqa: PLR2004 - quartiles of three figures say nothing
        return None
    low, high = ordered[len(ordered) // 4], ordered[-(len(ordered) // 4) - 1]
    return high + 3 * max(high - low, 1)


def far_out(figures: Mapping[Key, int]) -> dict[Key, int]:
    """Return the figures that are far out among the rest and at least ten, the largest first."""
    limit = fence(list(figures.values()))
    found = {key: n for key, n in figures.items() if limit is not None and n > limit and n >= FEWEST}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def supports(
    ballots: Sequence[tuple[Group, Ballot]], reaches: Callable[[Group, str], bool], projects: Sequence[str]
) -> dict[Group, list[Support]]:
    """Return, of each group of ballots, its support of every project that others could vote for too.

    Args:
        ballots: each with the group it is of.
        reaches: whether the ballots of a group may name a project.
        projects: their ids.
    """
    sizes: dict[Group, int] = {}
    named: dict[Group, dict[str, int]] = {}
    for group, ballot in ballots:
        sizes[group] = sizes.get(group, 0) + ballot.times
        mine = named.setdefault(group, {})
        for choice in set(ballot.choices):
            mine[choice] = mine.get(choice, 0) + ballot.times
    found: dict[Group, list[Support]] = {group: [] for group in sizes}
    for project in projects:
        able = [group for group in sizes if reaches(group, project)]
        voters, backers = sum(sizes[g] for g in able), sum(named[g].get(project, 0) for g in able)
        for group in able:
            inside = named[group].get(project, 0)
            found[group].append(Support(project, inside, sizes[group], backers - inside, voters - sizes[group]))
    return found


def without(
    election: Election, kept: Sequence[Ballot], winners: Sequence[str], rule: str, parameters: Parameters
) -> Swing:
    """Return what changes if only some of the ballots are counted.

    Args:
        election: the whole one.
        kept: the ballots that stay.
        winners: of the whole one.
        rule: by which it was counted.
        parameters: what the rule was told.
    """
    result = counting.count(replace(election, ballots=tuple(kept)), rule, parameters)
    before, after = set(winners), set(result.winners)
    return Swing(
        tuple(key for key in result.winners if key not in before),
        tuple(key for key in winners if key not in after),
    )

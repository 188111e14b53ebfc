"""Groups of ballots that vote unlike the rest, and whether they decide anything.

A finding is a question, not a verdict: a neighbourhood that backs its own park is no fraud. What the report
gives is what anyone needs to look closer: which group, which project, how many, how unlikely, whether the
margin of the decision is smaller than what the group adds, and what would have won without it.

The test: if a ballot of the group named the project as often as those outside it do (one more vote and two more
ballots outside, so that a rate is never 0 or 1: Laplace's rule of succession), how far above that is the number
of those that do, in standard deviations? All in whole numbers: with k of n ballots and the rate p/q outside,
the square of the distance is (k·q - n·p)² over n·p·(q - p). Groups of more than half the ballots are the rest.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isqrt

from tequio.core.tally.counting import Result, count
from tequio.core.tally.elections import Ballot, Election, Points

MIN_GROUP = 20  # smaller groups are not looked at, nor those of more than half the ballots
LEAST_Z = 5  # standard deviations: by chance, once in millions of comparisons
_AGE_STEP = 10
_OLDEST = 90


@dataclass(frozen=True, slots=True)
class Flag:
    """A group that backs a project far more than the rest do.

    Args:
        attribute: by which column the group was made.
        group: its value.
        project: the project.
        ballots: how many ballots the group has.
        backing: how many of them name the project.
        elsewhere: of the ballots outside, the part that does.
        tenths: how far above that, in tenths of a standard deviation.
        won: whether the project won.
        margin: votes that it could have lost and still won, or that it lacked; None if no number would do.
    """

    attribute: str
    group: str
    project: str
    ballots: int
    backing: int
    elsewhere: Fraction
    tenths: int
    won: bool
    margin: Points | None

    @property
    def decides(self) -> bool:
        """Whether what the group gives beyond the rate of the others is more than the margin of the winner."""
        return self.won and self.margin is not None and self.excess > self.margin

    @property
    def excess(self) -> Fraction:
        """The votes of the group beyond those that it would give if it voted as the others do."""
        return self.backing - self.elsewhere * self.ballots


@dataclass(frozen=True, slots=True)
class Without:
    """The result without a flagged group: who would win that did not, and who would not that did."""

    attribute: str
    group: str
    ballots: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: flags, those that stand out most first, and the result without each flagged group."""

    flags: tuple[Flag, ...]
    without: tuple[Without, ...]


def band(age: str) -> str:
    """Return the band of an age: ``20-29``, ``90+``; what is no age stays as it is."""
    if not age.isdecimal():
        return age
    start = int(age) // _AGE_STEP * _AGE_STEP
    return f"{start}-{start + _AGE_STEP - 1}" if start < _OLDEST else f"{_OLDEST}+"


def examine(
    result: Result,
    columns: Mapping[str, Sequence[str]],
    *,
    least: int = MIN_GROUP,
    z: int = LEAST_Z,
) -> Report:
    """Look for groups of ballots that vote unlike the rest.

    Args:
        result: the count of an election whose ballots stand for one voter each, in the order of the columns.
        columns: by name, a value for each ballot. Ages are put in bands; an empty value is no group.
        least: ballots that a group needs to be looked at.
        z: standard deviations above the rest from which a group is flagged.

    Raises:
        ValueError: if a column has not as many values as there are ballots.
    """
    election = result.election
    totals = _naming(election.ballots)
    flags: list[Flag] = []
    without: list[Without] = []
    for attribute, values in columns.items():
        for group, members in sorted(_groups(attribute, values, election).items()):
            if len(members) < least or 2 * len(members) > len(election.ballots):
                continue
            inside = _naming([election.ballots[place] for place in members])
            found = _flags(result, (attribute, group, len(members)), inside, totals, z)
            flags += found
            if found:
                without.append(_without(result, attribute, group, members))
    flags.sort(key=lambda flag: (not flag.decides, -flag.tenths, flag.attribute, flag.group, flag.project))
    return Report(tuple(flags), tuple(without))


def _groups(attribute: str, values: Sequence[str], election: Election) -> dict[str, list[int]]:
    if len(values) != len(election.ballots):
        raise ValueError(f"{attribute} has {len(values)} values for {len(election.ballots)} ballots")
    found: dict[str, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        if value:
            found[band(value) if attribute == "age" else value].append(place)
    return found


def _naming(ballots: Sequence[Ballot]) -> Counter[str]:
    """Return how many ballots name each project."""
    return Counter(key for ballot in ballots for key in set(ballot.choices))


def _flags(
    result: Result, who: tuple[str, str, int], inside: Counter[str], totals: Counter[str], z: int
) -> list[Flag]:
    attribute, group, size = who
    outside = len(result.election.ballots) - size
    found = []
    for key, backing in sorted(inside.items()):
        rest = totals[key] - backing
        tenths = _distance(backing, size, rest + 1, outside + 2)
        if outside and tenths >= 10 * z:
            reason = result.reasons[key]
            won = key in result.winners
            margin = reason.margin if won else reason.short
            part = Fraction(rest, outside)
            found.append(Flag(attribute, group, key, size, backing, part, tenths, won, margin))
    return found


def _distance(backing: int, size: int, rate: int, of: int) -> int:
    """Return how many tenths of a standard deviation a number is above what the rate would give; 0 if below."""
    above = backing * of - size * rate
    if above <= 0:
        return 0
    return isqrt(100 * above * above // (size * rate * (of - rate)))


def _without(result: Result, attribute: str, group: str, members: list[int]) -> Without:
    """Count again without a group."""
    gone = set(members)
    kept = tuple(b for place, b in enumerate(result.election.ballots) if place not in gone)
    other = count(replace(result.election, ballots=kept), result.rule, result.parameters)
    before, after = set(result.winners), set(other.winners)
    ids = [project.id for project in result.election.projects]
    return Without(
        attribute,
        group,
        len(members),
        gained=tuple(key for key in ids if key in after - before),
        lost=tuple(key for key in ids if key in before - after),
    )

"""Groups of ballots that vote unlike the rest, and whether they decide anything.

A finding is a question, not a verdict: a neighbourhood that backs its own park is no fraud. What the report
gives is what anyone needs to look closer: which group, which project, how many, how unlikely, whether the
margin of the decision is smaller than what the group adds, and what would have won without it.

The test is that of ``outlying``; the distance is told in tenths of a standard deviation. Groups of more than
half the ballots are the rest, not a group.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from tequio.core.tally import outlying
from tequio.core.tally.counting import Result
from tequio.core.tally.elections import Ballot, Election, Points
from tequio.core.tally.outlying import Support

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
) -> Report:
    """Look for groups of ballots that vote unlike the rest.

    Args:
        result: the count of an election whose ballots stand for one voter each, in the order of the columns.
        columns: by name, a value for each ballot. Ages are put in bands; an empty value is no group.

    Raises:
        ValueError: if a column has not as many values as there are ballots.
    """
    election = result.election
    totals = _naming(election.ballots)
    flags: list[Flag] = []
    without: list[Without] = []
    for attribute, values in columns.items():
        for group, members in sorted(_groups(attribute, values, election).items()):
            if 2 * len(members) > len(election.ballots):
                continue
            inside = _naming([election.ballots[place] for place in members])
            found = _flags(result, (attribute, group, len(members)), inside, totals)
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


def _flags(result: Result, who: tuple[str, str, int], inside: Counter[str], totals: Counter[str]) -> list[Flag]:
    attribute, group, size = who
    outside = len(result.election.ballots) - size
    found = []
    for key, backing in sorted(inside.items()):
        rest = totals[key] - backing
        support = Support(key, backing, size, rest, outside)
        if outlying.is_outlying(support):
            reason = result.reasons[key]
            won = key in result.winners
            margin = reason.margin if won else reason.short
            part = Fraction(rest, outside)
            found.append(Flag(attribute, group, key, size, backing, part, _distance(support), won, margin))
    return found


def _distance(support: Support) -> int:
    """Return how many tenths of a standard deviation a group's support is above that of the others."""
    part, whole = support.outside + 1, support.others + 2
    excess = support.inside * whole - support.group * part
    return isqrt(100 * excess * excess // (support.group * part * (whole - part)))


def _without(result: Result, attribute: str, group: str, members: list[int]) -> Without:
    """Count again without a group."""
    gone, election = set(members), result.election
    kept = [ballot for place, ballot in enumerate(election.ballots) if place not in gone]
    swing = outlying.without(election, kept, result.winners, result.rule, result.parameters)
    return Without(attribute, group, len(members), gained=swing.enters, lost=swing.leaves)

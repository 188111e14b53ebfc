"""Ballots merged: those that say the same of the projects of one envelope are one group of voters.

The arrays hold whole numbers only, as 64-bit integers.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from math import lcm

import numpy as np
import numpy.typing as npt

from tequio.core.tally.elections import Ballot, Election, Points, VoteType
from tequio.core.tally.scores import borda_top, weights

Whole = npt.NDArray[np.int64]
_AT_ONCE = 1 << 16  # ballots laid out at a time


@dataclass(frozen=True, slots=True)
class Backers:
    """Who names a project: the groups, and the weight that each of their voters gives it.

    Args:
        groups: the numbers of the groups.
        level: for each group, the place in ``weights`` of what its voters give.
        weights: the different weights: 1 where projects are just marked, else the points, as whole numbers.
    """

    groups: Whole
    level: Whole
    weights: tuple[int, ...] = (1,)


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who shares the money of an envelope.

    Args:
        sizes: how many voters each group has.
        backers: by project, those who name it.
        unit: what a weight of one point became, so that all weights are whole.
        blank: voters who share the money and name no project of the envelope.
    """

    sizes: Whole
    backers: dict[str, Backers]
    unit: int = 1
    blank: int = 0

    @property
    def voters(self) -> int:
        """How many share the money."""
        return int(self.sizes.sum()) + self.blank

    def shared(self, project: str, others: Sequence[str]) -> tuple[str, ...]:
        """Return those of some other projects that some supporter of a project names too, in their order."""
        mine = np.zeros(len(self.sizes), np.bool_)
        mine[self.backers[project].groups] = True
        return tuple(other for other in others if mine[self.backers[other].groups].any())


def gather(
    election: Election, projects: Collection[str], *, weighted: bool = True, blank: bool = False
) -> Electorate:
    """Return the voters of some projects.

    Args:
        election: what was voted.
        projects: the ids of those that count, all of one envelope.
        weighted: whether the points of a ballot count, or only that it names the project.
        blank: whether a ballot that names none of the projects has a share in their money.

    The order of the ballots changes nothing.
    """
    mine = sorted(projects)
    has_weights = election.vote_type.has_points or election.vote_type is VoteType.ORDINAL
    if weighted and has_weights:
        found = _by_weight(election, mine)
    elif election.vote_type.has_points:  # without its points, a project given none is not named
        found = _by_mark([_marked(ballot) for ballot in election.ballots], mine)
    else:
        found = _by_mark(election.ballots, mine)
    silent = election.cast - found.voters if blank else 0
    return Electorate(found.sizes, found.backers, found.unit, silent)


def _marked(ballot: Ballot) -> Ballot:
    """Return a ballot with points as one that marks the projects to which it gives some."""
    given = dict(zip(ballot.choices, ballot.points, strict=True))
    return Ballot(tuple(key for key, points in given.items() if points > 0), times=ballot.times)


def _by_mark(ballots: Sequence[Ballot], mine: list[str]) -> Electorate:
    """Merge ballots that mark projects: each is a row of bits, and equal rows are one group."""
    codes = {key: code for code, key in enumerate(mine)}
    width = -(-max(len(mine), 1) // 64) * 64
    times = np.fromiter((ballot.times for ballot in ballots), np.int64, len(ballots))
    packed = [_bits(ballots[at : at + _AT_ONCE], codes, width) for at in range(0, len(ballots), _AT_ONCE)]
    words = np.concatenate(packed) if packed else np.zeros((0, width // 64), np.uint64)
    rows, sizes = _merged(words, times)
    table = np.unpackbits(rows.view(np.uint8), axis=1)[:, : len(mine)]
    backers = {}
    for code, key in enumerate(mine):
        groups = np.flatnonzero(table[:, code])
        backers[key] = Backers(groups, np.zeros(len(groups), np.int64))
    return Electorate(sizes, backers)


def _bits(ballots: Sequence[Ballot], codes: dict[str, int], width: int) -> npt.NDArray[np.uint64]:
    """Return one row of bits per ballot, as 64-bit words."""
    lengths = np.fromiter((len(ballot.choices) for ballot in ballots), np.int64, len(ballots))
    named = chain.from_iterable(ballot.choices for ballot in ballots)
    columns = np.fromiter((codes.get(key, -1) for key in named), np.int64, int(lengths.sum()))
    rows = np.repeat(np.arange(len(ballots)), lengths)
    table = np.zeros((len(ballots), width), np.bool_)
    known = columns >= 0
    table[rows[known], columns[known]] = True
    return np.packbits(table, axis=1).view(np.uint64)


def _merged(words: npt.NDArray[np.uint64], times: Whole) -> tuple[npt.NDArray[np.uint64], Whole]:
    """Return the different rows that are not blank, and how many voters said each."""
    said = words.any(axis=1)
    words, times = words[said], times[said]
    if not len(words):
        return words, times
    order = np.lexsort(words.T)
    words, times = words[order], times[order]
    first = np.concatenate(([True], (words[1:] != words[:-1]).any(axis=1)))
    return words[first], np.add.reduceat(times, np.flatnonzero(first))


def _by_weight(election: Election, mine: list[str]) -> Electorate:
    """Merge ballots that give points, or places that are worth points."""
    wanted, top = frozenset(mine), borda_top(election)
    said: Counter[tuple[tuple[str, Points], ...]] = Counter()
    for ballot, times in _repeated(election.ballots):
        named = weights(ballot, election, top=top)
        said[tuple(sorted((key, weight) for key, weight in named if key in wanted))] += times
    groups = sorted((words, size) for words, size in said.items() if words)
    unit = lcm(*{weight.denominator for words, _ in groups for _, weight in words})
    found: dict[str, list[tuple[int, int]]] = {key: [] for key in mine}
    for group, (words, _size) in enumerate(groups):
        for key, weight in words:
            found[key].append((group, int(weight * unit)))
    sizes = np.array([size for _, size in groups], np.int64)
    return Electorate(sizes, {key: _weighing(pairs) for key, pairs in found.items()}, unit)


def _weighing(pairs: list[tuple[int, int]]) -> Backers:
    """Return the backers of a project from the pairs of group and weight."""
    different = sorted({weight for _, weight in pairs})
    places = {weight: place for place, weight in enumerate(different)}
    groups = np.array([group for group, _ in pairs], np.int64)
    return Backers(groups, np.array([places[weight] for _, weight in pairs], np.int64), tuple(different))


def _repeated(ballots: Sequence[Ballot]) -> list[tuple[Ballot, int]]:
    """Return the ballots with how many voters cast each; the same object in many places is taken once."""
    places = Counter(map(id, ballots))
    once = {id(ballot): ballot for ballot in ballots}
    return [(ballot, places[key] * ballot.times) for key, ballot in once.items()]

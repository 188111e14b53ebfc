"""Sequential Phragmén: supporters earn at the same speed and buy a project as soon as they can.

Every voter earns the same from the start. As soon as the supporters of a project have its cost together, it is
bought with all that they have, and they go on from nothing. What decides is the time of each purchase, counted
in the centavos that a voter has earned by then: a fraction, never rounded.

Source: Phragmén (1894); for budgets, Los, Christoff and Grossi, *Proportional Budget Allocations* (2022).
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from tequio.core.tally import buying, rules
from tequio.core.tally.elections import Project
from tequio.core.tally.equalshares.electorate import Backers, Electorate, gather
from tequio.core.tally.reasons import Code, Reason
from tequio.core.tally.rules import Contest, Rule, Selection, Stop, as_number
from tequio.core.tally.scores import Standing

Key = Callable[[str], tuple[object, ...]]
Entry = tuple[Fraction, tuple[object, ...], str]


@dataclass(frozen=True, slots=True)
class Fair:
    """What may be bought, by whom, in which order among equals, and what a project that does not fit does.

    Args:
        amount: centavos.
        projects: by id.
        electorate: who earns.
        key: the order of projects whose time comes at once.
        stops: whether the first that does not fit ends the buying; else it is left out.
        places: most projects that may be bought (None: no limit).
    """

    amount: int
    projects: dict[str, Project]
    electorate: Electorate
    key: Key
    stops: bool
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A project whose time came: bought, or not for lack of money.

    Args:
        project: its id.
        time: the centavos that each voter had earned from the start.
        each: the most that one of its supporters had, not having paid for so long.
        remaining: centavos of the amount that were left.
        bought: whether it was.
    """

    project: str
    time: Fraction
    each: Fraction
    remaining: int
    bought: bool


@dataclass(frozen=True, slots=True)
class Bought:
    """The turns in their order, and the groups of projects whose time came at once, the one bought first."""

    turns: tuple[Turn, ...]
    ties: tuple[tuple[str, ...], ...]

    @property
    def winners(self) -> list[str]:
        """The projects bought, in their order."""
        return [turn.project for turn in self.turns if turn.bought]


class _Clock:
    """When each group of voters paid last: ``times[last[group]]``; 0 where it never did."""

    def __init__(self, electorate: Electorate) -> None:
        self.sizes = electorate.sizes.astype(np.float64)  # whole numbers, added up exactly
        self.last = np.zeros(len(electorate.sizes), np.int64)
        self.times = [Fraction(0)]

    def when(self, cost: int, backers: Backers) -> Fraction | None:
        """Return the time at which the supporters have the cost together; None if there are none."""
        voters = np.bincount(self.last[backers.groups], weights=self.sizes[backers.groups])
        if not voters.any():
            return None
        used = sum(self.times[place] * int(voters[place]) for place in np.flatnonzero(voters).tolist())
        return (cost + used) / Fraction(int(voters.sum()))

    def longest(self, backers: Backers, time: Fraction) -> Fraction:
        """Return what the supporter who has not paid for longest has at a time."""
        return time - self.times[int(self.last[backers.groups].min())]

    def pay(self, backers: Backers, time: Fraction) -> None:
        """Take from the supporters all that they have."""
        self.times.append(time)
        self.last[backers.groups] = len(self.times) - 1


def buy(fair: Fair) -> Bought:
    """Buy each project as its time comes."""
    clock = _Clock(fair.electorate)
    queue: list[Entry] = [(Fraction(0), fair.key(key), key) for key in fair.projects]
    heapq.heapify(queue)
    turns: list[Turn] = []
    ties: list[tuple[str, ...]] = []
    left, bought = fair.amount, 0
    while bought != fair.places:
        first = _first(fair, clock, queue)
        if not first:
            break
        (time, _, key), backers = first[0], fair.electorate.backers[first[0][2]]
        fits = fair.projects[key].cost <= left
        if len(first) > 1:
            ties.append(tuple(entry[2] for entry in first))
        turns.append(Turn(key, time, clock.longest(backers, time), left, fits))
        if fits:
            left, bought = left - fair.projects[key].cost, bought + 1
            clock.pay(backers, time)
        elif fair.stops:
            break
    return Bought(tuple(turns), tuple(ties))


def _first(fair: Fair, clock: _Clock, queue: list[Entry]) -> list[Entry]:
    """Return the projects whose time comes first; all but the first of them go back to the queue.

    A project's time only moves away, as its supporters pay for others: one reckoned earlier is a lower bound.
    """
    fresh: set[str] = set()
    best: list[Entry] = []
    while queue and (not best or queue[0][0] == best[0][0]):
        bound, order, key = heapq.heappop(queue)
        if key in fresh:
            best.append((bound, order, key))
            continue
        time = clock.when(fair.projects[key].cost, fair.electorate.backers[key])
        if time is not None:
            fresh.add(key)
            heapq.heappush(queue, (time, order, key))
    for entry in best[1:]:
        heapq.heappush(queue, entry)
    return best


def select(contest: Contest) -> Selection:
    """Buy by Phragmén, with a reason for every project.

    With ``Stop.OVERSPEND`` the first project whose time comes and that does not fit ends the count; with
    ``Stop.EXHAUSTIVE`` it is left out and the count goes on.
    """
    fair = fair_of(contest)
    done = buy(fair)
    met = buying.met(contest, done.ties, done.winners, lambda key: _winners_with_first(fair, key))
    told = _Told(contest, fair, done, {turn.project: turn for turn in done.turns}, met.unclear)
    reasons = {
        s.project.id: told.reason(s, index + 1)
        for index, s in enumerate(contest.order.ranked(contest.standings))
    }
    winners = [key for key in done.winners if reasons[key].code is Code.BOUGHT]
    rounds = [
        {"project": turn.project, "time_centavos": as_number(turn.time)} for turn in done.turns if turn.bought
    ]
    details = {"voters": fair.electorate.voters, "rounds": rounds}
    return Selection(winners, sum(fair.projects[key].cost for key in winners), met.ties, reasons, details)


def fair_of(contest: Contest) -> Fair:
    """Return what may be bought in an envelope: what reaches the minimum and is not dearer than all of it."""
    keys = {s.project.id: contest.order.key(s) for s in contest.standings}
    amount = contest.envelope.amount
    return Fair(
        amount=amount,
        projects={
            s.project.id: s.project
            for s in contest.standings
            if s.score >= contest.parameters.threshold and s.project.cost <= amount
        },
        electorate=gather(contest.election, list(keys), weighted=False),
        key=keys.__getitem__,
        stops=contest.parameters.stop is Stop.OVERSPEND,
        places=contest.winners_max,
    )


def _winners_with_first(fair: Fair, first: str) -> set[str]:
    """Return what is bought when one project goes before any other whose time comes at once."""
    order = fair.key
    other = replace(fair, key=lambda key: (key != first, *order(key)))
    return set(buy(other).winners)


@dataclass(frozen=True, slots=True)
class _Told:
    """What became of each project, to be told."""

    contest: Contest
    fair: Fair
    done: Bought
    turns: dict[str, Turn]
    unclear: dict[str, Code]

    def reason(self, standing: Standing, rank: int) -> Reason:
        """Return why a project was bought or not."""
        key = standing.project.id
        code, turn = self._code(standing), self.turns.get(key)
        rivals = self.fair.electorate.shared(key, self.done.winners)
        limits = {
            Code.BELOW_THRESHOLD: self.contest.parameters.threshold,
            Code.NOT_AMONG_FIRST: self.fair.places,
        }
        return Reason(
            code=code,
            rank=rank,
            votes=standing.votes,
            score=standing.score,
            cost=standing.project.cost,
            remaining=turn.remaining if turn and code in _MISFIT else None,
            taken_by=() if code in _OWN_FAULT else rivals,
            limit=limits.get(code),
            each=turn.each if turn and code is Code.BOUGHT else None,
        )

    def _code(self, standing: Standing) -> Code:
        turn = self.turns.get(standing.project.id)
        if standing.project.id in self.unclear:
            return self.unclear[standing.project.id]
        if standing.score < self.contest.parameters.threshold:
            return Code.BELOW_THRESHOLD
        if standing.project.cost > self.fair.amount:
            return Code.OVER_ENVELOPE
        return self._code_of(turn) if turn else self._code_without_turn()

    def _code_of(self, turn: Turn) -> Code:
        if turn.bought:
            return Code.BOUGHT
        return Code.STOPPED_HERE if self.fair.stops else Code.DOES_NOT_FIT

    def _code_without_turn(self) -> Code:
        full = len(self.done.winners) == self.fair.places
        return Code.NOT_AMONG_FIRST if full else Code.AFTER_STOP


_MISFIT = (Code.STOPPED_HERE, Code.DOES_NOT_FIT)
_OWN_FAULT = (Code.BOUGHT, Code.BELOW_THRESHOLD, Code.OVER_ENVELOPE)

rules.register(
    Rule(
        "phragmen",
        "Phragmén: cada votante gana lo mismo con el tiempo, y un proyecto se compra en cuanto quienes lo"
        " apoyan juntan su costo.",
        select,
    )
)

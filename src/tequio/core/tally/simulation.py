"""What would happen under other rules: the same ballots counted by several, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tequio.core.tally.counting import Result, count
from tequio.core.tally.elections import Election
from tequio.core.tally.rules import Parameters

Way = tuple[str, Parameters]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the winners reach, in an envelope or in the whole election.

    Args:
        envelope: its id; empty for the whole election.
        winners: ids, in order of selection.
        spent: centavos.
        amount: centavos that there were.
        voters: ballots that name some project of it.
        served: those of them with at least one winner.
        winners_named: winners named, over all those ballots.
    """

    envelope: str
    winners: tuple[str, ...]
    spent: int
    amount: int
    voters: int
    served: int
    winners_named: int

    @property
    def served_share(self) -> Fraction:
        """The part of the voters with at least one winner."""
        return Fraction(self.served, self.voters or 1)

    @property
    def mean_winners(self) -> Fraction:
        """Winners per voter."""
        return Fraction(self.winners_named, self.voters or 1)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What one way of counting gives: as a whole and by envelope, and what it changes against the first way.

    Args:
        rule: its name.
        parameters: what it was told.
        whole: over the election; its voters are the ballots that name something.
        envelopes: each of the election's, in its order.
        gained: projects that win here and not in the first way, in the order of the election.
        lost: the other way round.
        undecided: projects that a tie leaves open.
    """

    rule: str
    parameters: Parameters
    whole: Reach
    envelopes: tuple[Reach, ...]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def simulate(election: Election, ways: Sequence[Way]) -> list[Scenario]:
    """Count an election in several ways. The first is the one with which the others are compared.

    Args:
        election: what was voted.
        ways: rules with their parameters.

    Raises:
        UnknownRuleError: if a rule does not exist.
        UnsupportedRuleError: if a rule cannot honour what it is told.
    """
    results = [count(election, rule, parameters) for rule, parameters in ways]
    first = set(results[0].winners) if results else set()
    return [_scenario(result, first) for result in results]


def reach(result: Result) -> Reach:
    """Return how far all the winners of a result reach, over the whole election."""
    return _reach(result, "", {project.id for project in result.election.projects})


def _scenario(result: Result, first: set[str]) -> Scenario:
    election, won = result.election, set(result.winners)
    ids = [project.id for project in election.projects]
    return Scenario(
        rule=result.rule,
        parameters=result.parameters,
        whole=reach(result),
        envelopes=tuple(
            _reach(result, e.id, {p.id for p in election.projects if p.envelope == e.id})
            for e in election.envelopes
        ),
        gained=tuple(key for key in ids if key in won - first),
        lost=tuple(key for key in ids if key in first - won),
        undecided=tuple(key for key in ids if result.reasons[key].outcome.value == "tied"),
    )


def _reach(result: Result, envelope: str, projects: set[str]) -> Reach:
    """Return how far the winners among some projects reach."""
    election = result.election
    whole = projects == {project.id for project in election.projects}
    won = set(result.winners) & projects
    voters = served = named = 0
    for ballot in election.ballots:
        if projects.isdisjoint(ballot.choices):
            continue
        hits = len(won.intersection(ballot.choices))
        voters += ballot.times
        served += ballot.times if hits else 0
        named += hits * ballot.times
    pairs = zip(election.envelopes, result.selections, strict=True)
    mine = [(e, s) for e, s in pairs if whole or e.id == envelope]
    return Reach(
        envelope=envelope,
        winners=tuple(key for key in result.winners if key in won),
        spent=sum(selection.spent for _, selection in mine),
        amount=sum(e.amount for e, _ in mine),
        voters=voters,
        served=served,
        winners_named=named,
    )

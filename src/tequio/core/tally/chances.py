"""What stood between a project and winning: what its supporters paid for, and what would have made it win.

The lower cost and the extra votes that would have made it win are found by counting the whole election again,
and so hold when applied, under any rule. That is dear where there are many ballots: they are asked for one
project at a time, and only what is asked for is reckoned.

Source: Boehmer and others, *Evaluation of Project Performance in Participatory Budgeting* (IJCAI 2024): cost
reduction and added singletons.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from tequio.core.money import CENTAVOS
from tequio.core.tally import counting
from tequio.core.tally.counting import Result
from tequio.core.tally.elections import Ballot, Election, Points
from tequio.core.tally.equalshares.electorate import gather
from tequio.core.tally.equalshares.purchases import Ledger
from tequio.core.tally.rules import Selection, Utility


@dataclass(frozen=True, slots=True)
class Payment:
    """What the supporters of a project paid for a winner, together, in centavos."""

    project: str
    paid: Fraction


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stood between a project and winning.

    Args:
        project: its id.
        cost: centavos.
        held: under Equal Shares, the centavos that its supporters had left together when the buying ended (for
            a project that was bought: just before), else None.
        payments: under Equal Shares, what they had paid for winners until then, in order of purchase.
        cost_to_win: the cost at which it wins and above which it does not, in centavos and in steps of a unit
            of the currency if its own cost is whole (None: it won, or no cost would do).
        votes_to_win: the voters naming only this project who make it win when one fewer do not (None: it won,
            or not even as many as there were ballots would do).
    """

    project: str
    cost: int
    held: Fraction | None
    payments: tuple[Payment, ...]
    cost_to_win: int | None
    votes_to_win: int | None


def explain(result: Result, key: str) -> Explanation:
    """Return what stood between a project and winning.

    Args:
        result: the count.
        key: the id of one of its projects.

    Raises:
        KeyError: if there is no such project.
    """
    cost = result.standings[key].project.cost
    held, paid = _money(result, key)
    lost = key not in result.winners
    lower = cost_to_win(result, key) if lost else None
    return Explanation(key, cost, held, paid, lower, votes_to_win(result, key) if lost else None)


def cost_to_win(result: Result, key: str) -> int | None:
    """Return the cost at which a losing project wins, all else the same, and one step above which it does not.

    Found by halving. Under a rule that is not monotone there can be others; this one holds when applied.
    """
    election, cost = _merged(result.election), result.standings[key].project.cost
    step = CENTAVOS if cost % CENTAVOS == 0 else 1

    def wins(steps: int) -> bool:
        projects = tuple(replace(p, cost=steps * step) if p.id == key else p for p in election.projects)
        return _wins(result, replace(election, projects=projects), key)

    if cost // step <= 1 or not wins(1):
        return None
    return _edge(wins, 1, cost // step) * step


def votes_to_win(result: Result, key: str) -> int | None:
    """Return how many more voters, naming only a losing project, make it win when one fewer do not.

    They are new voters: all other ballots stay, and everybody's share is smaller. In ballots with points each
    gives the most that anybody gave. Found by doubling and halving, up to as many voters as there were.
    """
    election = _merged(result.election)
    points: tuple[Points, ...] = ()
    if election.vote_type.has_points:
        points = (max((given for ballot in election.ballots for given in ballot.points), default=1),)

    def wins(more: int) -> bool:
        ballots = (*election.ballots, Ballot((key,), points, more))
        return _wins(result, replace(election, ballots=ballots), key)

    less, more = 0, 1
    while not wins(more):
        if more >= election.cast:
            return None
        less, more = more, min(more * 2, election.cast)
    return _edge(wins, more, less)


def _edge(wins: Callable[[int], bool], good: int, bad: int) -> int:
    """Return the number next to one that does not win, between one that does and one that does not."""
    while abs(good - bad) > 1:
        middle = (good + bad) // 2
        if wins(middle):
            good = middle
        else:
            bad = middle
    return good


def _wins(result: Result, election: Election, key: str) -> bool:
    return key in counting.count(election, result.rule, result.parameters).winners


def _merged(election: Election) -> Election:
    """Return the election with equal ballots merged, to be counted many times."""
    said: Counter[tuple[tuple[str, ...], tuple[Points, ...]]] = Counter()
    for ballot in election.ballots:
        said[ballot.choices, ballot.points] += ballot.times
    return replace(election, ballots=tuple(Ballot(*words, times) for words, times in said.items()))


def _money(result: Result, key: str) -> tuple[Fraction | None, tuple[Payment, ...]]:
    """Return what the supporters of a project had left, and what they had paid; nothing under other rules."""
    envelope = result.standings[key].project.envelope
    place = [e.id for e in result.election.envelopes].index(envelope)
    selection = result.selections[place]
    if "share_centavos" not in selection.details:
        return None, ()
    return _paid(result, selection, envelope, key)


def _paid(
    result: Result, selection: Selection, envelope: str, key: str
) -> tuple[Fraction, tuple[Payment, ...]]:
    """Go through the purchases again, looking at the supporters of one project."""
    told = result.parameters
    people = gather(
        result.election,
        [p.id for p in result.election.projects if p.envelope == envelope],
        weighted=told.utility is not Utility.CARDINALITY,
        blank=told.blank_share,
    )
    mine = people.backers[key]
    ledger = Ledger(people.sizes, Fraction(selection.details["share_centavos"]))
    found: list[Payment] = []
    for bought in selection.details["rounds"]:
        if bought["project"] == key:
            break
        backers, before = people.backers[bought["project"]], ledger.of(mine)
        each = Fraction(bought["each_centavos"]) / people.unit
        ledger.charge(backers, (each.numerator * ledger.unit, each.denominator))
        paid = before - ledger.of(mine)
        if paid:
            found.append(Payment(bought["project"], paid))
    return ledger.of(mine), tuple(found)

"""docs/rules/counting.md: what stood between a project and winning (CHANCE-1 to 4)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.tally import chances
from tequio.core.tally.chances import Payment, explain
from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
RULES = st.sampled_from(["equal-shares", "equal-shares-add1", "phragmen", "greedy-skip"])


def two_camps():
    """60 people want a and b, 40 want c; each has one peso of the hundred."""
    costs = {"a": 50, "b": 50, "c": 40}
    projects = tuple(Project(key, cost * 100) for key, cost in costs.items())
    ballots = (Ballot(("a", "b"), times=60), Ballot(("c",), times=40))
    return Election(VoteType.APPROVAL, (Envelope("", 100_00),), projects, ballots)


def test_chance_1_what_its_supporters_paid_and_still_had():
    told = explain(count(two_camps(), "equal-shares"), "b")
    assert told.payments == (Payment("a", Fraction(50_00)),)
    assert told.held == 10_00
    winner = explain(count(two_camps(), "equal-shares"), "a")
    assert (winner.held, winner.payments, winner.cost_to_win, winner.votes_to_win) == (60_00, (), None, None)


def test_chance_2_the_cost_that_would_have_won():
    # at 49 pesos b is level with a for what it brings, and the cheaper goes first
    result = count(two_camps(), "equal-shares")
    assert chances.cost_to_win(result, "b") == 49_00
    assert chances.cost_to_win(count(replace(two_camps(), ballots=()), "equal-shares"), "b") is None


def test_chance_3_the_votes_that_would_have_won():
    result = count(two_camps(), "equal-shares")
    assert chances.votes_to_win(result, "b") == 1  # one more than a has, and b is bought before it
    poor = replace(two_camps(), envelopes=(Envelope("", 49_00),))
    assert chances.votes_to_win(count(poor, "equal-shares"), "b") is None  # dearer than all the money


@st.composite
def elections(draw):
    ids = [str(number) for number in range(draw(st.integers(1, 5)))]
    projects = tuple(Project(key, 100 * draw(st.integers(1, 60))) for key in ids)
    names = st.lists(st.sampled_from(ids), unique=True, max_size=len(ids))
    ballots = tuple(Ballot(tuple(choices)) for choices in draw(st.lists(names, min_size=1, max_size=8)))
    return Election(VoteType.APPROVAL, (Envelope("", 100 * draw(st.integers(1, 120))),), projects, ballots)


@given(elections(), RULES)
@settings(max_examples=50, deadline=None)
def test_chance_4_what_is_said_to_win_wins_when_applied(told, rule):
    result = count(told, rule)
    for key in sorted({p.id for p in told.projects} - set(result.winners)):
        cost, votes = chances.cost_to_win(result, key), chances.votes_to_win(result, key)
        if cost is not None:
            cheaper = tuple(replace(p, cost=cost) if p.id == key else p for p in told.projects)
            assert key in count(replace(told, projects=cheaper), rule).winners
            assert cost < result.standings[key].project.cost
        if votes is not None:
            assert key in count(replace(told, ballots=(*told.ballots, *[Ballot((key,))] * votes)), rule).winners


@given(elections(), st.sampled_from(["equal-shares", "equal-shares-add1"]))
@settings(max_examples=40, deadline=None)
def test_what_supporters_paid_and_have_left_is_all_that_they_had(told, rule):
    result = count(told, rule)
    share = Fraction(result.selections[0].details["share_centavos"])
    for key, standing in result.standings.items():
        held, payments = chances._money(result, key)
        assert held + sum(payment.paid for payment in payments) == share * standing.votes

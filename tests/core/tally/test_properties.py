"""What holds for every election, whatever its figures."""

from bisect import bisect_right
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.tally import rules
from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.reasons import Outcome
from tequio.core.tally.rules import Parameters
from tequio.core.tally.ties import TieRule

BY_VOTES = ["greedy-ratio", "greedy-skip", "greedy-stop", "greedy-threshold", "knapsack", "plurality"]
RULES = st.sampled_from(BY_VOTES)
SHARES = st.sampled_from([name for name in rules.names() if name.startswith("equal-shares")])
ANY = RULES | SHARES
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")


@st.composite
def elections(draw):
    costs = draw(st.lists(st.integers(1, 60), min_size=1, max_size=7))
    projects = tuple(Project(str(number), cost) for number, cost in enumerate(costs))
    ids = st.lists(st.sampled_from([p.id for p in projects]), unique=True, max_size=len(projects))
    ballots = tuple(Ballot(tuple(choices)) for choices in draw(st.lists(ids, max_size=12)))
    envelope = Envelope("", draw(st.integers(1, 120)), draw(st.none() | st.integers(1, 4)))
    return Election(VoteType.APPROVAL, (envelope,), projects, ballots)


@given(elections(), ANY, st.integers(0, 4))
@settings(max_examples=60, deadline=None)
def test_the_money_is_enough_and_every_project_has_its_reason(election, rule, threshold):
    result = count(election, rule, Parameters(threshold=threshold))
    costs = {p.id: p.cost for p in election.projects}
    assert result.spent == sum(costs[winner] for winner in result.winners) <= election.budget
    assert set(result.reasons) == set(costs)
    won = [key for key, reason in result.reasons.items() if reason.outcome is Outcome.WINNER]
    assert won == result.winners
    limit = election.envelopes[0].winners_max
    assert limit is None or len(result.winners) <= limit


@given(elections(), ANY, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_ballots_and_projects_changes_nothing(election, rule, chance):
    projects, ballots = list(election.projects), list(election.ballots)
    chance.shuffle(projects)
    chance.shuffle(ballots)
    other = replace(election, projects=tuple(projects), ballots=tuple(ballots))
    first, second = count(election, rule), count(other, rule)
    assert first.winners == second.winners
    assert first.reasons == second.reasons
    assert first.ties == second.ties


@given(elections(), ANY)
@settings(max_examples=40, deadline=None)
def test_a_blank_ballot_changes_nothing(election, rule):
    other = replace(election, ballots=(*election.ballots, Ballot(())))
    assert count(election, rule).reasons == count(other, rule).reasons


@given(elections(), RULES, st.integers(2, 9))
@settings(max_examples=40, deadline=None)
def test_another_currency_changes_no_winner(election, rule, factor):
    envelope = election.envelopes[0]
    other = replace(
        election,
        projects=tuple(replace(p, cost=p.cost * factor) for p in election.projects),
        envelopes=(replace(envelope, amount=envelope.amount * factor),),
    )
    assert count(election, rule).winners == count(other, rule).winners


@given(elections(), RULES, st.integers(0, 4))
@settings(max_examples=80, deadline=None)
def test_the_votes_that_were_missing_make_it_win(election, rule, threshold):
    parameters = Parameters(threshold=threshold)
    result = count(election, rule, parameters)
    for key, reason in result.reasons.items():
        if reason.short is not None:
            more = tuple(Ballot((key,)) for _ in range(int(reason.short)))
            other = replace(election, ballots=election.ballots + more)
            assert key in count(other, rule, parameters).winners


@given(elections(), RULES, st.integers(0, 4))
@settings(max_examples=80, deadline=None)
def test_a_winner_that_loses_its_margin_still_wins(election, rule, threshold):
    parameters = Parameters(threshold=threshold)
    result = count(election, rule, parameters)
    for key in result.winners:
        other = _without(election, key, int(result.reasons[key].margin or 0))
        assert key in count(other, rule, parameters).winners


@given(elections(), RULES)
@settings(max_examples=60, deadline=None)
def test_handed_to_the_assembly_the_sure_winners_win_in_every_order(election, rule):
    stopped = count(election, rule, Parameters(ties=TieRule.ASSEMBLY))
    ids = [p.id for p in election.projects]
    for order in (ids, ids[::-1]):
        told = Parameters(ties=TieRule.ASSEMBLY, tie_order=tuple(order))
        result = count(election, rule, told)
        assert set(stopped.winners) <= set(result.winners)
        lost = {k for k, r in stopped.reasons.items() if r.outcome is Outcome.NOT_WINNER}
        assert not lost & set(result.winners)
        assert not any(r.outcome is Outcome.TIED for r in result.reasons.values())


def test_the_rules_of_these_properties_are_all_there_are():
    assert [name for name in rules.names() if not name.startswith(("equal-shares", "phragmen"))] == BY_VOTES
    assert bisect_right([-3, -2], -2) == 2  # what the search for the lowest winning score stands on


def _without(election, key, number):
    """Return the election with that many ballots no longer naming the project."""
    left, ballots = number, []
    for ballot in election.ballots:
        if left and key in ballot.choices:
            left -= 1
            ballots.append(Ballot(tuple(c for c in ballot.choices if c != key)))
        else:
            ballots.append(ballot)
    return replace(election, ballots=tuple(ballots))


@given(elections(), ANY)
@settings(max_examples=60, deadline=None)
def test_merging_equal_ballots_changes_nothing(election, rule):
    said = Counter(ballot.choices for ballot in election.ballots)
    merged = tuple(Ballot(choices, times=times) for choices, times in said.items())
    other = replace(election, ballots=merged)
    assert other.cast == election.cast
    first, second = count(election, rule), count(other, rule)
    assert (first.selections, first.winners) == (second.selections, second.winners)

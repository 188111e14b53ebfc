"""docs/rules/counting.md, «Integrity»: what is flagged, and what a recount without it changes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.tally import counting, outlying
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.outlying import Support, is_outlying


def support(inside, group, outside, others):
    return is_outlying(Support("p", inside, group, outside, others))


def test_a_group_that_backs_a_project_far_more_than_the_rest_is_flagged():
    """INTEGRITY-1: as in Wrocław 2025, where 323 of 436 voters of 90 and over backed one of 1,220 votes."""
    assert support(323, 436, 897, 60_000)
    assert not support(7, 436, 897, 60_000)
    assert not support(0, 436, 897, 60_000)


def test_few_ballots_are_never_flagged():
    """INTEGRITY-2."""
    assert not support(9, 9, 0, 1_000)
    assert support(10, 10, 0, 1_000)
    assert not support(10, 10, 0, 0)


@given(st.integers(10, 500), st.integers(1, 500), st.data())
@settings(max_examples=60)
def test_a_group_that_votes_like_the_rest_is_not_flagged(group, times, data):
    """INTEGRITY-1."""
    inside = data.draw(st.integers(0, group))
    assert not support(inside, group, inside * times, group * times)


def test_a_figure_far_out_of_the_quartiles_is_flagged():
    """INTEGRITY-3."""
    hours = dict(enumerate([12, 14, 15, 13, 12, 16, 14, 200]))
    assert outlying.far_out(hours) == {7: 200}
    assert outlying.far_out(dict(enumerate([1, 1, 1, 1, 9]))) == {}
    assert outlying.far_out({0: 1, 1: 500}) == {}


def test_a_group_is_compared_only_with_those_who_could_vote_the_same():
    """INTEGRITY-4."""
    ballots = [("near", Ballot(("a",), times=20)), ("far", Ballot(("b",), times=30))]
    found = outlying.supports(ballots, lambda group, key: (group, key) != ("far", "a"), ["a", "b"])
    assert found["near"] == [Support("a", 20, 20, 0, 0), Support("b", 0, 20, 30, 30)]
    assert found["far"] == [Support("b", 30, 30, 0, 20)]


def test_a_recount_without_a_group_says_who_enters_and_who_leaves():
    """INTEGRITY-5."""
    projects = tuple(Project(id=key, cost=100, envelope="e") for key in "ab")
    kept = [Ballot(("a",), times=3)]
    ballots = (*kept, Ballot(("b",), times=4))
    election = Election(VoteType.APPROVAL, (Envelope("e", 100),), projects, ballots)
    result = counting.count(election, "greedy-skip")
    swing = outlying.without(election, kept, result.winners, "greedy-skip", result.parameters)
    assert (swing.enters, swing.leaves) == (("a",), ("b",))

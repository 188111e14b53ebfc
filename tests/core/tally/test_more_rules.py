"""The rules beyond the plain walk, case by case: the numbers are those of docs/rules/counting.md."""

import hashlib
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.tally.builders import election

from tequio.core.tally import bestset, exclusion, joining, lot, pots, results, thresholds
from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.exclusion import Exclusive
from tequio.core.tally.lot import Lot, SeedMismatchError
from tequio.core.tally.pots import Pots, Remainder, When
from tequio.core.tally.reasons import Code, sentence
from tequio.core.tally.rules import Parameters, UnsupportedRuleError
from tequio.core.tally.thresholds import Rounding
from tequio.core.tally.ties import TieRule

COSTS = {"a": 60, "b": 70, "c": 30}
VOTES = {"a": 9, "b": 6, "c": 4}


def codes(result):
    return [reason.code for reason in result.reasons.values()]


def test_the_score_for_each_peso_decides_the_turns():
    """COUNT-11."""
    told = election({"a": 60, "b": 10, "c": 50}, {"a": 9, "b": 6, "c": 4}, budget=65)
    result = count(told, "greedy-ratio")
    assert result.winners == ["b", "c"]
    assert result.reasons["a"].code is Code.DOES_NOT_FIT
    assert result.reasons["a"].short == 28  # 37 / 60 is more than 6 / 10


def test_a_project_that_costs_nothing_goes_first():
    """COUNT-11."""
    assert count(election({"a": 60, "b": 0}, {"a": 9, "b": 1}, budget=65), "greedy-ratio").winners == ["b", "a"]


def test_knapsack_takes_the_set_with_most_votes_in_total():
    """COUNT-12."""
    told = election({"a": 100, "b": 50, "c": 50}, {"a": 9, "b": 6, "c": 4}, budget=100)
    result = count(told, "knapsack")
    assert result.winners == ["b", "c"]
    assert result.selections[0].details["total_score"] == 10
    assert (result.reasons["a"].code, result.reasons["a"].short) == (Code.NOT_IN_BEST, 2)
    assert "ninguna combinación que lo incluya suma más" in sentence(result.reasons["a"])


def test_of_two_sets_with_the_same_votes_the_cheaper_stands_and_the_tie_is_told():
    """COUNT-13."""
    told = election({"a": 100, "b": 50, "c": 40}, {"a": 9, "b": 5, "c": 4}, budget=100)
    result = count(told, "knapsack")
    assert result.winners == ["b", "c"]
    assert [(set(t.projects), t.decisive) for t in result.ties] == [({"a", "b", "c"}, True)]
    left = count(told, "knapsack", Parameters(ties=TieRule.ASSEMBLY))
    assert left.winners == []
    assert set(codes(left)) == {Code.TIE_TO_ASSEMBLY}
    decided = count(told, "knapsack", Parameters(ties=TieRule.ASSEMBLY, tie_order=("a", "b", "c")))
    assert decided.winners == ["a"]


def test_an_election_too_large_for_an_exact_search_is_refused(monkeypatch):
    """COUNT-14: costs of which no two sets add up to the same leave nothing to forget on the way."""
    monkeypatch.setattr(bestset, "MOST_STEPS", 500)
    costs = {str(number): 2**number + 2**20 for number in range(20)}
    told = election(costs, dict.fromkeys(costs, 1), budget=10 * 2**20 + 2**19)
    told = replace(told, ballots=tuple(replace(b, times=costs[b.choices[0]]) for b in told.ballots))
    with pytest.raises(UnsupportedRuleError, match="demasiado grande"):
        count(told, "knapsack")


def test_many_projects_of_the_same_cost_are_no_matter():
    """COUNT-14."""
    keys = [str(number) for number in range(24)]
    told = election(dict.fromkeys(keys, 100), {key: 100 + int(key) for key in keys}, budget=850)
    assert set(count(told, "knapsack").winners) == set(keys[16:])


@st.composite
def small(draw):
    costs = draw(st.lists(st.integers(0, 9), min_size=1, max_size=7))
    votes = draw(st.lists(st.integers(0, 6), min_size=len(costs), max_size=len(costs)))
    told = election(
        {str(i): cost for i, cost in enumerate(costs)},
        {str(i): number for i, number in enumerate(votes)},
        budget=draw(st.integers(0, 30)),
        winners_max=draw(st.none() | st.integers(1, 4)),
    )
    ids = st.lists(st.sampled_from([p.id for p in told.projects]), unique=True, min_size=2, max_size=3)
    groups = draw(st.lists(ids, max_size=2)) if len(costs) > 1 else []
    return told, tuple(Exclusive(tuple(group)) for group in groups)


@given(small())
@settings(max_examples=80, deadline=None)
def test_no_set_that_the_money_pays_has_more_votes(case):
    """COUNT-12."""
    told, groups = case
    result = count(told, "knapsack", Parameters(exclusive=groups))
    envelope = told.envelopes[0]
    standings = result.standings

    def total(ids):
        return sum(standings[key].score for key in ids)

    def fits(ids):
        few = envelope.winners_max is None or len(ids) <= envelope.winners_max
        return few and sum(standings[k].project.cost for k in ids) <= envelope.amount

    sets = (s for n in range(len(standings) + 1) for s in combinations(standings, n))
    most = max(total(s) for s in sets if fits(s) and not exclusion.clash(s, groups))
    assert fits(result.winners)
    assert not exclusion.clash(result.winners, groups)
    assert total(result.winners) == most


@pytest.mark.parametrize(
    ("rounding", "least"), [(Rounding.UP, 5), (Rounding.DOWN, 4), (Rounding.HALF_UP, 5)], ids=str
)
def test_a_minimum_in_percent_of_the_valid_ballots_is_rounded_as_declared(rounding, least):
    """COUNT-15."""
    told = election(COSTS, {"a": 36, "b": 5, "c": 4}, budget=200)
    told = Election(told.vote_type, told.envelopes, told.projects, (*told.ballots, Ballot(())))
    result = count(told, "greedy-skip", Parameters(threshold_percent=Fraction(10), rounding=rounding))
    assert result.selections[0].details["threshold"] == least
    assert result.winners == (["a", "b", "c"] if least == 4 else ["a", "b"])


@pytest.mark.parametrize(
    ("text", "part"), [("10%", 10), ("12,5 %", Fraction(25, 2)), ("10", None), ("101%", None), ("%", None)]
)
def test_percentages_are_read_exactly(text, part):
    """COUNT-15."""
    assert thresholds.percent(text) == part


def test_the_better_placed_of_a_group_wins_and_excludes_the_others():
    """COUNT-16."""
    result = count(
        election(COSTS, VOTES, budget=200), "greedy-skip", Parameters(exclusive=(Exclusive(("c", "a")),))
    )
    assert result.winners == ["a", "b"]
    reason = result.reasons["c"]
    assert (reason.code, reason.taken_by, reason.short) == (Code.EXCLUDED_BY, ("a",), 6)
    assert "no puede hacerse junto con a" in sentence(reason)


def test_the_one_that_the_authority_keeps_excludes_the_others_whatever_their_votes():
    """COUNT-17."""
    groups = exclusion.parsed("a,c*")
    result = count(election(COSTS, VOTES, budget=200), "greedy-stop", Parameters(exclusive=groups))
    assert result.winners == ["b", "c"]
    assert result.reasons["a"].code is Code.EXCLUDED_BY
    assert result.reasons["a"].short is None
    assert exclusion.written(groups) == "a,c*"


def test_a_tie_between_two_that_exclude_each_other_decides():
    """COUNT-18."""
    told = election({"a": 10, "b": 10, "c": 10}, {"a": 3, "b": 3, "c": 1}, budget=100)
    parameters = Parameters(ties=TieRule.ASSEMBLY, exclusive=(Exclusive(("a", "b")),))
    result = count(told, "greedy-skip", parameters)
    assert codes(result) == [Code.TIE_TO_ASSEMBLY, Code.TIE_TO_ASSEMBLY, Code.AWAITS_ASSEMBLY]


def test_a_rule_that_cannot_honour_groups_refuses_them():
    """COUNT-19."""
    with pytest.raises(UnsupportedRuleError, match="se excluyen"):
        count(election(COSTS, VOTES, budget=9), "equal-shares", Parameters(exclusive=(Exclusive(("a", "b")),)))


def test_a_withdrawn_project_neither_wins_nor_stops_the_count():
    """COUNT-20."""
    projects = (Project("w", 999, withdrawn=True), Project("a", 60))
    told = Election(VoteType.APPROVAL, (Envelope("", 100),), projects, (Ballot(("w",)), Ballot(("w", "a"))))
    for rule in ("greedy-stop", "knapsack"):
        result = count(told, rule)
        assert result.winners == ["a"]
        assert result.reasons["w"].code is Code.WITHDRAWN


def test_a_lot_resolves_what_cost_and_votes_do_not():
    """TIE-12."""
    told = election({"a": 60, "b": 60, "c": 50}, {"a": 2, "b": 2, "c": 2}, budget=110)
    seed = next(str(n) for n in range(99) if lot.order(Lot(str(n)), "abc").index("b") == 0)
    drawn = lot.order(Lot(seed), "abc")
    assert drawn == tuple(sorted("abc", key=lambda k: hashlib.sha256(f"{seed}|{k}".encode()).hexdigest()))
    result = count(told, "greedy-skip", Parameters(ties=TieRule.LOT, lot=Lot(seed, lot.commitment(seed))))
    assert result.winners == ["c", "b"]
    assert [tie.resolved_by for tie in result.ties] == ["lot"]
    said = results.document(result)
    assert said["lot_order"] == list(drawn)
    assert said["parameters"]["lot"] == {"seed": seed, "seed_sha256": hashlib.sha256(seed.encode()).hexdigest()}


def test_a_seed_that_was_not_the_one_committed_is_refused():
    """TIE-13."""
    told = election(COSTS, VOTES, budget=100)
    with pytest.raises(SeedMismatchError, match="SHA-256"):
        count(told, "greedy-skip", Parameters(ties=TieRule.LOT, lot=Lot("otra", lot.commitment("ésta"))))
    with pytest.raises(UnsupportedRuleError, match="semilla"):
        count(told, "greedy-skip", Parameters(ties=TieRule.LOT))


def test_ids_as_text_order_ties_as_pabutools_does():
    """TIE-14."""
    told = election({"9": 60, "10": 60}, {"9": 2, "10": 2}, budget=60)
    assert count(told, "greedy-skip", Parameters(ties=TieRule.TEXT)).winners == ["10"]
    assert count(told, "greedy-skip").winners == ["9"]


def city(*, north=100, south=100, whole=100):
    """Return two zones and the city: n1, n2 in the north, s1 and s2 in the south, c1 and c2 in the city."""
    places = {"n1": "n", "n2": "n", "s1": "s", "s2": "s", "c1": "c", "c2": "c"}
    costs = {"n1": 70, "n2": 40, "s1": 60, "s2": 50, "c1": 90, "c2": 80}
    votes = {"n1": 9, "n2": 5, "s1": 4, "s2": 3, "c1": 8, "c2": 7}
    return Election(
        VoteType.APPROVAL,
        (Envelope("n", north), Envelope("s", south), Envelope("c", whole)),
        tuple(Project(key, costs[key], envelope=place) for key, place in places.items()),
        tuple(Ballot((key,), times=number) for key, number in votes.items()),
    )


def pots_of(remainder, when=When.WITH, **more):
    return Parameters(pots=Pots("c", when, remainder), **more)


@pytest.mark.parametrize(
    ("when", "remainder", "winners", "transfers"),
    [
        pytest.param(When.WITH, Remainder.STAYS, ["n1", "s1", "c1"], [], id="POT-1 each alone"),
        pytest.param(
            When.AFTER, Remainder.CITY, ["n1", "s1", "c1", "c2"],
            [("n", -30), ("s", -40), ("c", 70)],
            id="POT-2 after the zones, with what they leave",
        ),
        pytest.param(
            When.BEFORE, Remainder.CITY, ["n1", "s1", "c1", "c2"],
            [("n", -30), ("s", -40), ("c", 70)],
            id="POT-3 before the zones, and on with what they leave",
        ),
        pytest.param(
            When.WITH, Remainder.EQUAL, ["n1", "s1", "c1"],
            [("n", -30), ("s", -40), ("n", 35), ("s", 35)],
            id="POT-4 shared equally",
        ),
        pytest.param(
            When.WITH, Remainder.VOTES, ["n1", "n2", "s1", "c1"],
            [("n", -30), ("s", -40), ("n", 47), ("s", 23)],
            id="POT-5 shared by votes",
        ),
    ],
)  # fmt: skip
def test_pots(when, remainder, winners, transfers):
    result = count(city(), "greedy-skip", pots_of(remainder, when))
    assert result.winners == winners
    assert [(t.envelope, t.amount) for t in result.transfers] == transfers
    assert set(result.reasons) == {p.id for p in result.election.projects}
    assert result.spent <= result.election.budget


def test_what_excludes_across_envelopes_depends_on_which_is_counted_first():
    """POT-6."""
    told = city()
    groups = (Exclusive(("n1", "c1")),)
    first = count(told, "greedy-skip", pots_of(Remainder.STAYS, When.AFTER, exclusive=groups))
    assert first.winners == ["n1", "s1", "c2"]
    second = count(told, "greedy-skip", pots_of(Remainder.STAYS, When.BEFORE, exclusive=groups))
    assert second.winners == ["n2", "s1", "c1"]


def test_while_a_tie_is_open_in_a_zone_nothing_is_shared():
    """POT-7."""
    told = city()
    tied = Election(
        told.vote_type, told.envelopes, told.projects, (*told.ballots, Ballot(("s2",), times=1)),
    )  # fmt: skip
    after = count(tied, "greedy-skip", pots_of(Remainder.CITY, When.AFTER, ties=TieRule.ASSEMBLY))
    assert after.winners == ["n1"]
    assert after.transfers == ()
    assert after.reasons["c1"].code is Code.AWAITS_ASSEMBLY
    shared = count(tied, "greedy-skip", pots_of(Remainder.EQUAL, ties=TieRule.ASSEMBLY))
    assert shared.winners == ["n1", "c1"]
    assert shared.reasons["n2"].code is Code.AWAITS_ASSEMBLY


def test_places_are_counted_over_both_rounds():
    """POT-8."""
    result = count(city(), "plurality", pots_of(Remainder.VOTES))
    assert result.winners == ["n1", "s1", "c1"]


@given(st.integers(0, 10**6), st.lists(st.integers(0, 50), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_is_divided_adds_up_to_the_centavo(amount, weights):
    """POT-9."""
    parts = pots.divided(amount, weights)
    assert sum(parts) == amount
    assert all(abs(p * sum(weights) - amount * w) < sum(weights) for p, w in zip(parts, weights, strict=True)
               if sum(weights))  # fmt: skip


def test_elections_of_one_envelope_are_joined_and_split_again():
    """POT-10."""
    north, south = election(COSTS, VOTES, budget=100), election(COSTS, {"a": 1}, budget=60)
    joined = joining.join({"norte": north, "sur": south})
    assert [p.id for p in joined.projects][:4] == ["norte/a", "norte/b", "norte/c", "sur/a"]
    assert count(joined, "greedy-skip").winners == ["norte/a", "norte/c", "sur/a"]
    parts = dict(joining.split(joined))
    assert [part.cast for part in parts.values()] == [19, 1]
    points = Election(VoteType.SCORING, (Envelope("", 1),), (Project("x", 1),), ())
    with pytest.raises(UnsupportedRuleError, match="misma manera"):
        joining.join({"norte": north, "otra": points})

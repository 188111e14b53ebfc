"""docs/rules/counting.md, the cases of Equal Shares."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.equalshares.electorate import gather
from tequio.core.tally.equalshares.purchases import Market, run
from tequio.core.tally.reasons import Code, Outcome, sentence
from tequio.core.tally.rules import Compare, Completion, Fill, Parameters, Start, Stop, Utility
from tequio.core.tally.ties import TieRule

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")


def election(budget, costs, ballots, *, places=None, vote_type=VoteType.APPROVAL):
    """Return an election in pesos: ``costs`` by id, ``ballots`` as ``{"ab": how many}``."""
    return Election(
        vote_type,
        (Envelope("", budget * 100, places),),
        tuple(Project(key, cost * 100) for key, cost in costs.items()),
        tuple(Ballot(tuple(names)) for names, number in ballots.items() for _ in range(number)),
    )


# 60 people want a and b, 40 want c: by votes the 60 would take everything.
TWO_CAMPS = election(100, {"a": 50, "b": 50, "c": 40}, {"ab": 60, "c": 40})


def codes(result):
    return {key: reason.code for key, reason in result.reasons.items()}


def raised(result):
    details = result.selections[0].details
    return tuple(details[name] for name in ("voters", "share_centavos", "raises", "raised_by_centavos"))


def test_shares_1_every_voter_has_the_same_part_and_a_minority_buys_with_its_own():
    assert count(TWO_CAMPS, "greedy-skip").winners == ["a", "b"]
    result = count(TWO_CAMPS, "equal-shares")
    assert result.winners == ["a", "c"]
    assert result.selections[0].details["share_centavos"] == 100
    assert codes(result) == {"a": Code.BOUGHT, "b": Code.SHARES_SHORT, "c": Code.BOUGHT}


def test_shares_2_who_has_less_pays_all_and_the_rest_pay_alike():
    # share 1: a (3 voters, 2 pesos) costs each 2/3; b is then paid with 1/3 of one, and 1 of the other
    tight = election(4, {"a": 2, "b": 1}, {"a": 2, "ab": 1, "b": 1})
    result = count(tight, "equal-shares")
    assert result.winners == ["a", "b"]
    assert result.reasons["a"].each == Fraction(200, 3)
    assert result.reasons["b"].each == Fraction(200, 3)  # 100 less the 33 1/3 of the poorer one


def test_shares_3_with_cost_the_dear_project_counts_for_what_it_brings_and_with_cardinality_for_one():
    told = election(90, {"dear": 60, "cheap": 20}, {"dear,cheap": 0})
    voters = tuple(Ballot(names) for names, n in ((("dear",), 5), (("dear", "cheap"), 4)) for _ in range(n))
    told = replace(told, ballots=voters)
    first = {u: count(told, "equal-shares", Parameters(utility=u)).winners[0] for u in Utility}
    assert first == {Utility.COST: "dear", Utility.CARDINALITY: "cheap", Utility.POINTS: "cheap"}


def test_shares_4_add1_stops_before_the_raise_that_would_overspend():
    result = count(TWO_CAMPS, "equal-shares-add1")  # with one peso more each, b would be bought too
    assert (result.winners, result.selections[0].details["raises"]) == (["a", "c"], 0)


def test_shares_4_the_raise_is_one_unit_of_the_currency():
    told = election(100, {"a": 15, "b": 30}, {"a": 10, "b": 10})
    result = count(told, "equal-shares-add1")
    assert raised(result) == (20, 500, 0, 0)
    poorer = election(90, {"a": 15, "b": 70}, {"a": 10, "b": 10})
    result = count(poorer, "equal-shares-add1")
    assert result.winners == ["a", "b"]
    assert raised(result) == (20, 750, 3, 100)


def test_shares_5_where_the_share_is_large_the_raise_is_a_thousandth_of_it():
    told = election(1_000_000, {"a": 900_000, "b": 50_000}, {"a": 1, "b": 1})
    result = count(told, "equal-shares-add1")
    assert result.winners == ["b", "a"]
    assert result.selections[0].details["raised_by_centavos"] == 500_00
    assert result.selections[0].details["raises"] == 800


def test_shares_6_the_comparison_keeps_what_more_voters_have_more_of():
    assert count(TWO_CAMPS, "equal-shares-comparison").selections[0].details["comparison"] == {
        "prefer_equal_shares": 40,
        "prefer_most_voted": 60,
        "kept": "most_voted",
    }
    assert count(TWO_CAMPS, "equal-shares-comparison").winners == ["a", "b"]
    even = election(100, {"a": 50, "b": 50, "c": 40}, {"ab": 50, "c": 50})
    assert count(even, "equal-shares-comparison").winners == count(even, "equal-shares").winners


def test_shares_7_a_ballot_that_names_nothing_of_the_envelope_has_no_share_in_it():
    with_others = replace(TWO_CAMPS, ballots=(*TWO_CAMPS.ballots, *[Ballot(())] * 50))
    assert count(with_others, "equal-shares") == replace(count(TWO_CAMPS, "equal-shares"), election=with_others)
    north = (Envelope("n", 50_00), Envelope("s", 50_00))
    projects = (Project("a", 50_00, envelope="n"), Project("b", 50_00, envelope="s"))
    two = Election(VoteType.APPROVAL, north, projects, (Ballot(("a",)), *[Ballot(("b",))] * 9))
    assert count(two, "equal-shares").winners == ["a", "b"]


def test_shares_8_points_are_what_each_pays_for():
    voters = (Ballot(("a", "b"), (3, 1)), Ballot(("a",), (1,)))
    told = replace(election(6, {"a": 2, "b": 1}, {}, vote_type=VoteType.SCORING), ballots=voters)
    result = count(told, "equal-shares")
    assert result.winners == ["a", "b"]
    assert result.reasons["a"].each == 50  # 3 points paid 1.50, 1 point paid 0.50
    halves = tuple(replace(b, points=tuple(Fraction(p, 2) for p in b.points)) for b in voters)
    assert count(replace(told, ballots=halves), "equal-shares").reasons["a"].each == 100


def test_shares_9_at_the_same_price_the_tie_rule_decides_and_says_whether_it_mattered():
    level = election(10, {"b": 10, "a": 10}, {"ab": 10})
    result = count(level, "equal-shares")
    assert result.winners == ["a"]
    assert [(tie.projects, tie.resolved_by, tie.decisive) for tie in result.ties] == [(("a", "b"), "id", True)]
    assert count(level, "equal-shares", Parameters(ties=TieRule.FILE)).winners == ["b"]
    harmless = count(election(20, {"b": 10, "a": 10}, {"ab": 10}), "equal-shares")
    assert [tie.decisive for tie in harmless.ties] == [False]


def test_shares_10_an_assembly_gets_the_tie_that_decides_and_its_order_resolves_it():
    level = election(10, {"b": 10, "a": 10}, {"ab": 10})
    told = Parameters(ties=TieRule.ASSEMBLY)
    assert codes(count(level, "equal-shares", told)) == {"a": Code.TIE_TO_ASSEMBLY, "b": Code.TIE_TO_ASSEMBLY}
    result = count(level, "equal-shares", replace(told, tie_order=("b", "a")))
    assert result.winners == ["b"]
    assert result.ties[0].resolved_by == "given"


def test_shares_11_the_reason_says_what_each_paid_or_what_their_supporters_still_had():
    result = count(TWO_CAMPS, "equal-shares")
    assert sentence(result.reasons["a"]) == (
        "Ganó con 60 votos. Lo pagaron entre quienes lo apoyaron, con $0.84 por cada uno a lo más."
    )
    assert sentence(result.reasons["b"]) == (
        "No ganó: tuvo 60 votos; a quienes lo apoyaron les quedaban $10 en total y cuesta $50."
    )
    assert result.reasons["b"].missing == 40_00
    assert result.reasons["b"].taken_by == ("a",)


def test_shares_12_minimum_places_and_too_dear_are_honoured():
    told = election(100, {"a": 30, "b": 30, "c": 20, "d": 200}, {"ab": 6, "c": 3, "d": 1}, places=1)
    result = count(told, "equal-shares-add1", Parameters(threshold=2))
    assert codes(result) == {
        "a": Code.BOUGHT,
        "b": Code.NOT_AMONG_FIRST,
        "c": Code.NOT_AMONG_FIRST,
        "d": Code.BELOW_THRESHOLD,
    }
    assert codes(count(told, "equal-shares"))["d"] is Code.OVER_ENVELOPE
    assert count(replace(told, ballots=()), "equal-shares-add1").winners == []


def test_shares_13_cardinality_forgets_the_points_and_points_forget_the_cost():
    # 1 of 4 points for dear, 4 of 5 for cheap; both are marked by everybody
    voters = (Ballot(("dear", "cheap"), (1, 4), 2), Ballot(("dear", "cheap"), (1, 1), 2))
    told = replace(election(100, {"dear": 60, "cheap": 50}, {}, vote_type=VoteType.SCORING), ballots=voters)
    each = {
        u: [
            r["each_centavos"]
            for r in count(told, "equal-shares", Parameters(utility=u)).selections[0].details["rounds"]
        ]
        for u in Utility
    }
    assert each == {Utility.COST: [500], Utility.CARDINALITY: [1250], Utility.POINTS: [500]}


def test_shares_14_the_first_share_may_be_in_whole_units_and_the_raise_as_told():
    poorer = election(90, {"a": 15, "b": 70}, {"a": 10, "b": 10})
    told = Parameters(start=Start.INTEGRAL, increment=40)
    assert raised(count(poorer, "equal-shares", told)) == (20, 400, 0, 0)
    found = count(poorer, "equal-shares-add1", told)
    assert found.winners == ["a", "b"]
    assert raised(found) == (20, 720, 8, 40)
    assert count(poorer, "equal-shares", replace(told, completion=Completion.ADD1)).winners == ["a", "b"]


def test_shares_15_exhaustive_ends_as_soon_as_nothing_else_fits():
    # c alone costs what is left after a; two raises later b is bought in its place
    told = election(100, {"a": 50, "b": 50, "c": 40}, {"ab": 60, "c": 40})
    wide = count(told, "equal-shares-add1", Parameters(stop=Stop.EXHAUSTIVE))
    assert (wide.winners, wide.selections[0].details["next_share_centavos"]) == (["a", "c"], None)
    narrow = count(told, "equal-shares-add1")
    assert narrow.selections[0].details["next_share_centavos"] == 200


def test_shares_16_what_is_left_may_be_used_by_votes():
    told = election(100, {"a": 50, "b": 50, "c": 40, "d": 10}, {"ab": 60, "c": 39, "d": 1})
    filled = count(told, "equal-shares", Parameters(fill=Fill.VOTES))
    assert filled.winners == ["a", "b"]
    assert codes(filled) == {
        "a": Code.BOUGHT,
        "b": Code.FILLED,
        "c": Code.SHARES_SHORT,
        "d": Code.SHARES_SHORT,
    }
    assert sentence(filled.reasons["b"]) == "Ganó con 60 votos: cupo en lo que quedó al final."
    assert filled.spent == 100_00


def test_shares_17_a_filling_waits_for_an_open_tie_and_has_ties_of_its_own():
    level = election(10, {"b": 10, "a": 10, "c": 1}, {"ab": 10, "c": 1})
    told = Parameters(ties=TieRule.ASSEMBLY, fill=Fill.VOTES)
    assert count(level, "equal-shares", told).winners == []
    late = election(19, {"a": 10, "b": 9, "c": 9}, {"a": 10, "b": 4, "c": 4})
    assert codes(count(late, "equal-shares", told)) == {
        "a": Code.BOUGHT,
        "b": Code.TIE_TO_ASSEMBLY,
        "c": Code.TIE_TO_ASSEMBLY,
    }


def test_shares_18_coverage_compares_who_has_anything_at_all():
    told = Parameters(compare=Compare.COVERAGE)
    result = count(TWO_CAMPS, "equal-shares", told)
    assert result.winners == ["a", "c"]  # 40 have something only here, and nobody only there
    assert result.selections[0].details["comparison"] == {
        "prefer_equal_shares": 40,
        "prefer_most_voted": 0,
        "kept": "equal_shares",
    }


def test_shares_19_a_dear_project_may_need_its_part_of_the_votes():
    # with k = 3 a project that costs 60 of 100 needs a fifth of the voters; of 10, two
    told = election(100, {"a": 60, "b": 20}, {"a": 1, "b": 9})
    result = count(told, "equal-shares-add1", Parameters(min_share=3))
    assert codes(result) == {"a": Code.BELOW_SHARE, "b": Code.BOUGHT}
    assert sentence(result.reasons["a"]) == ("No ganó: tuvo 1 voto y, para lo que cuesta, el mínimo era 2.")
    assert "a" in count(told, "equal-shares-add1", Parameters(min_share=6)).winners


def test_shares_20_blank_ballots_may_have_a_share_that_nobody_spends():
    with_others = replace(TWO_CAMPS, ballots=(*TWO_CAMPS.ballots, Ballot((), times=100)))
    result = count(with_others, "equal-shares", Parameters(blank_share=True))
    assert raised(result)[:2] == (200, 50)
    assert result.winners == []


def test_shares_21_each_round_tells_its_price_its_effective_votes_and_what_the_poorer_gave():
    tight = election(4, {"a": 2, "b": 1}, {"a": 2, "ab": 1, "b": 1})
    assert count(tight, "equal-shares").selections[0].details["rounds"] == [
        {"project": "a", "each_centavos": "200/3", "effective_votes": 3, "paid_by_poorer_centavos": 0},
        {
            "project": "b",
            "each_centavos": "200/3",
            "effective_votes": "3/2",
            "paid_by_poorer_centavos": "100/3",
        },
    ]


def test_shares_22_a_project_dearer_than_everything_does_not_keep_the_share_rising():
    told = election(100, {"a": 20, "x": 90_000_000}, {"a": 5, "x": 5})
    assert raised(count(told, "equal-shares-add1")) == (10, 1000, 0, 0)


@st.composite
def elections(draw):
    costs = draw(st.lists(st.integers(1, 60), min_size=1, max_size=6))
    projects = tuple(Project(str(number), cost * 100) for number, cost in enumerate(costs))
    ids = st.lists(st.sampled_from([p.id for p in projects]), unique=True, max_size=len(projects))
    ballots = tuple(Ballot(tuple(choices)) for choices in draw(st.lists(ids, min_size=1, max_size=10)))
    return Election(VoteType.APPROVAL, (Envelope("", draw(st.integers(1, 120)) * 100),), projects, ballots)


def by_the_book(told, utility):
    """Return the winners as the definition says, with fractions, voter by voter: slow and obvious."""
    voters = [set(ballot.choices) for ballot in told.ballots if ballot.choices]
    purse = [Fraction(told.budget, len(voters) or 1)] * len(voters)
    left, winners = {p.id: p for p in told.projects}, []
    while True:
        offers = []
        for key, project in left.items():
            mine = [purse[i] for i, names in enumerate(voters) if key in names]
            if mine and sum(mine) >= project.cost:
                each = each_pays(project.cost, sorted(mine))
                worth = project.cost if utility is Utility.COST else 1
                offers.append((each / worth, project.cost, -len(mine), int(key), each))
        if not offers:
            return winners
        winner, each = min(offers)[-2:]
        purse = [
            has - min(has, each) if str(winner) in v else has for has, v in zip(purse, voters, strict=True)
        ]
        winners.append(str(winner))
        del left[str(winner)]


def each_pays(cost, purses):
    """Return what those who can pay alike pay, when the poorest first give all they have."""
    for index, has in enumerate(purses):
        each = Fraction(cost - sum(purses[:index])) / (len(purses) - index)
        if has >= each:
            break
    return each


@given(elections(), st.sampled_from(list(Utility)))
@settings(max_examples=100, deadline=None)
def test_merged_whole_numbers_buy_what_the_definition_buys(told, utility):
    assert count(told, "equal-shares", Parameters(utility=utility)).winners == by_the_book(told, utility)


@given(elections(), st.integers(2, 4))
@settings(max_examples=40, deadline=None)
def test_every_voter_and_the_money_many_times_over_buy_the_same(told, times):
    many = replace(
        told,
        envelopes=tuple(replace(e, amount=e.amount * times) for e in told.envelopes),
        projects=tuple(replace(p, cost=p.cost * times) for p in told.projects),
        ballots=told.ballots * times,
    )
    assert count(many, "equal-shares").winners == count(told, "equal-shares").winners


@given(elections(), st.sampled_from(["equal-shares", "equal-shares-add1", "equal-shares-add1-comparison"]))
@settings(max_examples=60, deadline=None)
def test_nothing_is_overspent_and_nobody_pays_more_than_their_share(told, rule):
    result = count(told, rule)
    assert result.spent <= told.budget
    won = {key for key, reason in result.reasons.items() if reason.outcome is Outcome.WINNER}
    assert won == set(result.winners)
    people = gather(told, [p.id for p in told.projects])
    if people.voters:
        market = Market(told.budget, {p.id: p for p in told.projects}, people, Utility.COST, lambda key: (key,))
        done = run(market, Fraction(told.budget, people.voters))
        assert not done.overspent
        assert all(money >= 0 for money in done.left.values())

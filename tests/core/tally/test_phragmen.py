"""docs/rules/counting.md, the cases of Phragmén."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.reasons import Code, sentence
from tequio.core.tally.rules import Parameters, Stop
from tequio.core.tally.ties import TieRule

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
SKIPS = Parameters(stop=Stop.EXHAUSTIVE)


def election(budget, costs, ballots):
    """Return an election in pesos: ``costs`` by id, ``ballots`` as ``{"ab": how many}``."""
    projects = tuple(Project(key, cost * 100) for key, cost in costs.items())
    voters = tuple(Ballot(tuple(names), times=number) for names, number in ballots.items())
    return Election(VoteType.APPROVAL, (Envelope("", budget * 100),), projects, voters)


# a is paid when each has earned 5; then its 10 begin anew, and c's 5 have theirs at 6.
CAMPS = election(110, {"a": 50, "b": 50, "c": 30, "d": 40}, {"ab": 10, "c": 5, "d": 1})


def codes(result):
    return {key: reason.code for key, reason in result.reasons.items()}


def test_phragmen_1_who_paid_begins_anew_and_others_go_on_earning():
    result = count(CAMPS, "phragmen")
    assert result.winners == ["a", "c"]
    assert result.selections[0].details == {
        "voters": 16,
        "rounds": [{"project": "a", "time_centavos": 500}, {"project": "c", "time_centavos": 600}],
    }


def test_phragmen_2_the_first_whose_time_comes_and_that_does_not_fit_ends_it():
    assert codes(count(CAMPS, "phragmen")) == {
        "a": Code.BOUGHT,
        "b": Code.STOPPED_HERE,
        "c": Code.BOUGHT,
        "d": Code.AFTER_STOP,
    }
    assert count(CAMPS, "phragmen").reasons["b"].missing == 20_00


def test_phragmen_3_or_is_left_out_and_the_others_go_on():
    wider = replace(CAMPS, envelopes=(Envelope("", 120_00),))
    result = count(wider, "phragmen", SKIPS)
    assert result.winners == ["a", "c", "d"]
    assert result.reasons["b"].code is Code.DOES_NOT_FIT
    assert result.reasons["b"].taken_by == ("a",)


def test_phragmen_4_projects_whose_time_comes_at_once_are_a_tie():
    level = election(10, {"b": 10, "a": 10}, {"ab": 10})
    result = count(level, "phragmen")
    assert result.winners == ["a"]
    assert [(tie.projects, tie.decisive) for tie in result.ties] == [(("a", "b"), True)]
    waiting = count(level, "phragmen", Parameters(ties=TieRule.ASSEMBLY))
    assert codes(waiting) == {"a": Code.TIE_TO_ASSEMBLY, "b": Code.TIE_TO_ASSEMBLY}
    given_order = Parameters(ties=TieRule.ASSEMBLY, tie_order=("b", "a"))
    assert count(level, "phragmen", given_order).winners == ["b"]


def test_phragmen_5_minimum_places_and_too_dear_are_honoured():
    told = replace(CAMPS, projects=(*CAMPS.projects, Project("e", 999_00)))
    result = count(told, "phragmen", Parameters(threshold=2, winners_max=1))
    assert codes(result) == {
        "a": Code.BOUGHT,
        "b": Code.NOT_AMONG_FIRST,
        "c": Code.NOT_AMONG_FIRST,
        "d": Code.BELOW_THRESHOLD,
        "e": Code.BELOW_THRESHOLD,
    }
    assert codes(count(told, "phragmen"))["e"] is Code.OVER_ENVELOPE


def test_phragmen_6_the_reason_says_what_a_supporter_paid_at_most():
    result = count(CAMPS, "phragmen")
    assert sentence(result.reasons["c"]) == (
        "Ganó con 5 votos. Lo pagaron entre quienes lo apoyaron, con $6 por cada uno a lo más."
    )


@st.composite
def elections(draw):
    ids = [str(number) for number in range(draw(st.integers(1, 6)))]
    projects = tuple(Project(key, draw(st.integers(1, 60))) for key in ids)
    names = st.lists(st.sampled_from(ids), unique=True, max_size=len(ids))
    ballots = tuple(Ballot(tuple(choices)) for choices in draw(st.lists(names, max_size=10)))
    return Election(VoteType.APPROVAL, (Envelope("", draw(st.integers(1, 120))),), projects, ballots)


def by_the_book(told, *, stops):
    """Return the winners with their times, voter by voter and with fractions: slow and obvious."""
    paid_at = [Fraction(0)] * len(told.ballots)
    left, found, money = {p.id: p.cost for p in told.projects if p.cost <= told.budget}, [], told.budget
    while True:
        offers = []
        for key, cost in left.items():
            mine = [i for i, ballot in enumerate(told.ballots) if key in ballot.choices]
            if mine:
                time = (cost + sum(paid_at[i] for i in mine)) / Fraction(len(mine))
                offers.append((time, cost, -len(mine), int(key), mine))
        if not offers:
            return found
        time, cost, _, number, mine = min(offers)
        if cost <= money:
            found.append((str(number), time))
            money -= cost
            paid_at = [time if i in mine else at for i, at in enumerate(paid_at)]
        elif stops:
            return found
        del left[str(number)]


@given(elections(), st.sampled_from(list(Stop)))
@settings(max_examples=80, deadline=None)
def test_merged_groups_buy_what_the_definition_buys(told, stop):
    selection = count(told, "phragmen", Parameters(stop=stop)).selections[0]
    book = by_the_book(told, stops=stop is Stop.OVERSPEND)
    assert [(r["project"], Fraction(r["time_centavos"])) for r in selection.details["rounds"]] == book
    assert selection.winners == [key for key, _ in book]


@given(elections())
@settings(max_examples=50, deadline=None)
def test_the_winners_cost_no_more_than_their_supporters_had_earned(told):
    result = count(told, "phragmen", SKIPS)
    rounds = result.selections[0].details["rounds"]
    earned = Fraction(rounds[-1]["time_centavos"]) if rounds else Fraction(0)
    supporters = Counter(any(key in result.winners for key in ballot.choices) for ballot in told.ballots)[True]
    assert result.spent <= earned * supporters
    assert result.spent <= told.budget


@given(elections(), st.randoms(use_true_random=False), st.integers(2, 9))
@settings(max_examples=40, deadline=None)
def test_neither_the_order_nor_the_currency_matters(told, chance, factor):
    ballots, projects = list(told.ballots), list(told.projects)
    chance.shuffle(ballots)
    chance.shuffle(projects)
    other = replace(
        told,
        ballots=tuple(ballots),
        projects=tuple(replace(p, cost=p.cost * factor) for p in projects),
        envelopes=(Envelope("", told.budget * factor),),
    )
    assert count(other, "phragmen").winners == count(told, "phragmen").winners

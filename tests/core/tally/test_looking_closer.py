"""What other rules would give, and groups of ballots that vote unlike the rest."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.core.tally.builders import election

from tequio.core.tally import integrity, simulation
from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.rules import Parameters


def test_rules_are_compared_with_the_first_by_who_wins_and_whom_they_reach():
    """SIMULATION-1."""
    told = election({"a": 100, "b": 50, "c": 50}, {"a": 9, "b": 6, "c": 4}, budget=100)
    first, other = simulation.simulate(told, [("greedy-skip", Parameters()), ("knapsack", Parameters())])
    assert (first.whole.winners, first.gained, first.lost) == (("a",), (), ())
    assert (other.whole.winners, other.gained, other.lost) == (("b", "c"), ("b", "c"), ("a",))
    assert (first.whole.served_share, other.whole.served_share) == (Fraction(9, 19), Fraction(10, 19))
    assert other.whole.mean_winners == Fraction(10, 19)
    assert (other.whole.spent, other.whole.amount) == (100, 100)


def test_each_envelope_has_its_own_reach():
    """SIMULATION-2."""
    told = Election(
        VoteType.APPROVAL,
        (Envelope("n", 10), Envelope("s", 10)),
        (Project("a", 10, envelope="n"), Project("b", 10, envelope="s"), Project("c", 10, envelope="s")),
        (Ballot(("a", "b"), times=2), Ballot(("c",)), Ballot(())),
    )
    (scenario,) = simulation.simulate(told, [("greedy-skip", Parameters())])
    assert [(r.envelope, r.voters, r.served, r.winners_named) for r in scenario.envelopes] == [
        ("n", 2, 2, 2), ("s", 3, 2, 2),
    ]  # fmt: skip
    assert (scenario.whole.voters, scenario.whole.served, scenario.whole.winners_named) == (3, 2, 4)


def suspicious():
    """Return 2,000 ballots: «a» wins over «b» by two, and 75 of the 100 of the oldest are for it."""
    names = ["a"] * 75 + ["b"] * 25 + ["a"] * 925 + ["b"] * 973 + ["c"] * 2
    ages = ["95"] * 100 + ["40"] * 1900
    told = election({"a": 10, "b": 10, "c": 10}, {}, budget=10)
    return replace(told, ballots=tuple(Ballot((name,)) for name in names)), {"age": tuple(ages)}


def test_a_group_that_decides_is_told_with_its_margin_and_the_result_without_it():
    """INTEGRITY-1: as in a real city, where 323 of 436 voters of 90 or more backed what won by two votes."""
    told, columns = suspicious()
    report = integrity.examine(count(told, "greedy-stop"), columns)
    (flag,) = report.flags
    assert (flag.attribute, flag.group, flag.project) == ("age", "90+", "a")
    assert (flag.ballots, flag.backing, flag.elsewhere, flag.margin) == (100, 75, Fraction(925, 1900), 1)
    assert flag.tenths == 52
    assert flag.decides
    assert [(w.group, w.ballots, w.gained, w.lost) for w in report.without] == [("90+", 100, ("b",), ("a",))]


def test_small_groups_empty_values_and_those_that_vote_as_the_rest_are_not_flagged():
    """INTEGRITY-2."""
    told, _ = suspicious()
    result = count(told, "greedy-stop")
    few = tuple("95" if place < 9 else "" for place in range(2000))
    assert integrity.examine(result, {"age": few}).flags == ()
    assert integrity.examine(result, {"age": ("",) * 2000}).flags == ()
    alike = tuple("xy"[place % 2] for place in range(2000))
    assert integrity.examine(result, {"channel": alike}).flags == ()


def test_a_column_that_does_not_belong_to_the_ballots_is_refused():
    """INTEGRITY-2."""
    told, _ = suspicious()
    with pytest.raises(ValueError, match="3 values"):
        integrity.examine(count(told, "greedy-stop"), {"age": ("1", "2", "3")})


@pytest.mark.parametrize(
    ("age", "band"), [("0", "0-9"), ("39", "30-39"), ("90", "90+"), ("200", "90+"), ("n/a", "n/a")]
)
def test_ages_are_put_in_bands(age, band):
    """INTEGRITY-3."""
    assert integrity.band(age) == band

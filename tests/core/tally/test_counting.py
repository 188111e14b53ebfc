"""docs/rules/counting.md, case by case."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.core.tally.builders import election

from tequio.core.tally import counting, results, rules
from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.reasons import Code, Outcome, sentence
from tequio.core.tally.rules import Parameters, UnknownRuleError, UnsupportedRuleError
from tequio.core.tally.scores import standings
from tequio.core.tally.ties import TieRule, natural

COSTS = {"a": 60, "b": 70, "c": 30}
VOTES = {"a": 9, "b": 6, "c": 4}


def codes(result):
    return {key: reason.code for key, reason in result.reasons.items()}


@pytest.mark.parametrize(
    ("rule", "parameters", "winners", "expected"),
    [
        pytest.param(
            "greedy-skip", {}, ["a", "c"], [Code.FUNDED, Code.DOES_NOT_FIT, Code.FUNDED], id="COUNT-1"
        ),
        pytest.param("greedy-stop", {}, ["a"], [Code.FUNDED, Code.STOPPED_HERE, Code.AFTER_STOP], id="COUNT-2"),
        pytest.param(
            "greedy-threshold",
            {"threshold": 5},
            ["a"],
            [Code.FUNDED, Code.DOES_NOT_FIT, Code.BELOW_THRESHOLD],
            id="COUNT-3",
        ),
        pytest.param(
            "greedy-threshold",
            {"threshold": 4},
            ["a", "c"],
            [Code.FUNDED, Code.DOES_NOT_FIT, Code.FUNDED],
            id="COUNT-4 exactly the minimum is enough",
        ),
        pytest.param(
            "greedy-stop",
            {"part_percent": 57},
            ["a", "b"],
            [Code.FUNDED, Code.FUNDED_IN_PART, Code.AFTER_STOP],
            id="COUNT-5 exactly the part is enough",
        ),
        pytest.param(
            "greedy-stop",
            {"part_percent": 58},
            ["a"],
            [Code.FUNDED, Code.STOPPED_HERE, Code.AFTER_STOP],
            id="COUNT-5 less than the part is not",
        ),
        pytest.param(
            "plurality",
            {},
            ["a"],
            [Code.FUNDED, Code.NOT_AMONG_FIRST, Code.NOT_AMONG_FIRST],
            id="COUNT-6 one place unless said",
        ),
        pytest.param(
            "plurality",
            {"winners_max": 2},
            ["a", "c"],
            [Code.FUNDED, Code.DOES_NOT_FIT, Code.FUNDED],
            id="COUNT-7 a misfit leaves its place",
        ),
    ],
)
def test_rules(rule, parameters, winners, expected):
    result = count(election(COSTS, VOTES, budget=100), rule, Parameters(**parameters))
    assert result.winners == winners
    assert list(codes(result).values()) == expected


def test_a_project_dearer_than_the_whole_envelope_says_so_and_no_vote_would_do():
    """COUNT-8."""
    result = count(election({"a": 101, "b": 1}, {"a": 3, "b": 1}, budget=100), "greedy")
    assert result.reasons["a"].code is Code.OVER_ENVELOPE
    assert result.reasons["a"].short is None
    assert result.winners == ["b"]


def test_each_envelope_is_counted_alone():
    """COUNT-9."""
    projects = (Project("a", 5, envelope="n"), Project("b", 5, envelope="n"), Project("c", 5, envelope="s"))
    ballots = (Ballot(("a", "c")), Ballot(("a",)), Ballot(("b", "c")))
    envelopes = (Envelope("s", 5), Envelope("n", 9))
    result = count(Election(VoteType.APPROVAL, envelopes, projects, ballots), "greedy-skip")
    assert result.winners == ["c", "a"]
    assert [selection.spent for selection in result.selections] == [5, 5]
    assert result.spent == 10


def test_the_limit_of_an_envelope_goes_before_the_limit_of_the_rule():
    """COUNT-10."""
    found = election({"a": 1, "b": 1, "c": 1}, VOTES, budget=9, winners_max=2)
    assert count(found, "plurality", Parameters(winners_max=1)).winners == ["a", "b"]


@pytest.mark.parametrize(
    ("kind", "ballots", "expected"),
    [
        pytest.param(VoteType.APPROVAL, [("a", "b"), ("a", "a")], {"a": (2, 2), "b": (1, 1)}, id="SCORE-1"),
        pytest.param(VoteType.CHOOSE_ONE, [("a",), ("b",)], {"a": (1, 1), "b": (1, 1)}, id="SCORE-2"),
        pytest.param(VoteType.ORDINAL, [("a", "b"), ("b",)], {"a": (1, 2), "b": (2, 3)}, id="SCORE-3"),
    ],
)
def test_scores(kind, ballots, expected):
    found = election({"a": 1, "b": 1}, {}, budget=9, vote_type=kind)
    found = replace(found, ballots=tuple(Ballot(b) for b in ballots))
    assert {key: (s.votes, s.score) for key, s in standings(found).items()} == expected


def test_points_add_up_exactly():
    """SCORE-4."""
    found = election({"a": 1, "b": 1}, {}, budget=9, vote_type=VoteType.CUMULATIVE)
    third = Fraction(1, 3)
    found = replace(found, ballots=(Ballot(("a", "b"), (2, third)), Ballot(("b",), (third,))))
    assert {key: (s.votes, s.score) for key, s in standings(found).items()} == {
        "a": (1, 2),
        "b": (2, Fraction(2, 3)),
    }
    document = results.document(count(found, "greedy"))
    assert document["reasons"]["b"]["score"] == "2/3"


def test_the_first_place_is_worth_what_the_file_declares():
    """SCORE-5."""
    found = election({"a": 1, "b": 1}, {}, budget=9, vote_type=VoteType.ORDINAL, borda_top=1)
    found = replace(found, ballots=(Ballot(("a", "b")),))
    assert [s.score for s in standings(found).values()] == [1, 0]


TIED = {"x": 5, "y": 5, "z": 2}


@pytest.mark.parametrize(
    ("costs", "resolved_by", "winner"),
    [
        pytest.param({"x": 9, "y": 8, "z": 9}, "cost", "y", id="TIE-1 the lower cost"),
        pytest.param({"10": 9, "9": 9, "z": 9}, "id", "9", id="TIE-2 the id, 9 before 10"),
    ],
)
def test_a_tie_goes_to(costs, resolved_by, winner):
    votes = dict(zip(costs, (5, 5, 2), strict=True))
    result = count(election(costs, votes, budget=9), "greedy-skip")
    assert result.winners[0] == winner
    assert [(tie.resolved_by, tie.decisive) for tie in result.ties] == [(resolved_by, True)]


def test_with_points_a_tie_of_equal_cost_goes_to_the_one_that_more_people_voted():
    """TIE-3."""
    found = election({"a": 5, "b": 5}, {}, budget=5, vote_type=VoteType.SCORING)
    found = replace(found, ballots=(Ballot(("a",), (2,)), Ballot(("b",), (1,)), Ballot(("b",), (1,))))
    result = count(found, "greedy-skip")
    assert result.winners == ["b"]
    assert result.ties[0].resolved_by == "votes"


def test_the_order_of_the_file_is_kept_where_it_records_the_decision():
    """TIE-4."""
    found = election({"x": 9, "y": 8}, {"x": 5, "y": 5}, budget=9)
    result = count(found, "greedy-skip", Parameters(ties=TieRule.FILE))
    assert result.winners == ["x"]
    assert result.ties[0].resolved_by == "file"


def test_a_tie_that_decides_stops_and_goes_to_the_assembly():
    """TIE-5."""
    found = election({"w": 5, "x": 9, "y": 8, "z": 1}, {"w": 9} | TIED, budget=14)
    result = count(found, "greedy-skip", Parameters(ties=TieRule.ASSEMBLY))
    assert result.winners == ["w"]
    assert codes(result) == {
        "w": Code.FUNDED,
        "y": Code.TIE_TO_ASSEMBLY,
        "x": Code.TIE_TO_ASSEMBLY,
        "z": Code.AWAITS_ASSEMBLY,
    }
    assert result.reasons["z"].outcome is Outcome.TIED
    assert result.reasons["x"].short is None
    assert result.ties[0].resolved_by == "assembly"


def test_a_tie_that_decides_nothing_does_not_stop_the_count():
    """TIE-6."""
    found = election({"x": 3, "y": 3, "z": 9}, TIED, budget=8)
    result = count(found, "greedy-skip", Parameters(ties=TieRule.ASSEMBLY))
    assert result.winners == ["x", "y"]
    assert [(tie.decisive, tie.resolved_by) for tie in result.ties] == [(False, "id")]


def test_the_order_that_the_assembly_gave_resolves_its_tie():
    """TIE-7."""
    found = election({"x": 9, "y": 8}, {"x": 5, "y": 5}, budget=9)
    result = count(found, "greedy-skip", Parameters(ties=TieRule.ASSEMBLY, tie_order=("x", "y")))
    assert result.winners == ["x"]
    assert result.ties[0].resolved_by == "given"


def test_a_tie_for_the_last_places_leaves_the_rest_out():
    """TIE-8."""
    found = election({"x": 3, "y": 3, "z": 1}, TIED, budget=9, winners_max=1)
    result = count(found, "plurality", Parameters(ties=TieRule.ASSEMBLY))
    assert codes(result) == {
        "x": Code.TIE_TO_ASSEMBLY,
        "y": Code.TIE_TO_ASSEMBLY,
        "z": Code.NOT_AMONG_FIRST,
    }


def test_under_a_rule_that_stops_the_order_decides_even_if_only_one_fits():
    """TIE-9."""
    found = election({"x": 9, "y": 20}, {"x": 5, "y": 5}, budget=10)
    assert count(found, "greedy-stop").ties[0].decisive
    assert not count(found, "greedy-skip").ties[0].decisive


def test_equal_scores_that_nobody_decides_any_more_are_no_tie():
    """TIE-10."""
    assert (
        count(election({"x": 20, "y": 1, "z": 1}, {"x": 9, "y": 5, "z": 5}, budget=10), "greedy-stop").ties
        == []
    )
    below = count(election({"x": 1, "y": 1}, {"x": 2, "y": 2}, budget=10), "greedy", Parameters(threshold=3))
    assert below.ties == []


def test_behind_an_unresolved_tie_what_never_could_win_is_told_so():
    """TIE-11."""
    found = election({"x": 9, "y": 8, "z": 99, "v": 1}, TIED | {"v": 1}, budget=10)
    result = count(found, "greedy-threshold", Parameters(threshold=2, ties=TieRule.ASSEMBLY))
    assert codes(result)["z"] is Code.OVER_ENVELOPE
    assert codes(result)["v"] is Code.BELOW_THRESHOLD


def test_reasons_tell_what_was_left_what_was_missing_and_who_took_it():
    """WHY-1."""
    reason = count(election(COSTS, VOTES, budget=100), "greedy-skip").reasons["b"]
    assert (reason.remaining, reason.missing, reason.taken_by) == (40, 30, ("a",))
    assert (reason.rank, reason.votes) == (2, 6)


def test_reasons_tell_the_votes_that_were_missing():
    """WHY-2: with one vote more than the first, the second would have taken its money."""
    assert count(election(COSTS, VOTES, budget=100), "greedy-skip").reasons["b"].short == 4


def test_reasons_tell_the_votes_that_a_winner_could_have_lost():
    """WHY-3: below the second's six votes, the first would no longer fit."""
    reasons = count(election(COSTS, VOTES, budget=100), "greedy-skip").reasons
    assert reasons["a"].margin == 2
    assert reasons["c"].margin == 4
    assert reasons["a"].short is None


@pytest.mark.parametrize(
    ("rule", "parameters", "key", "words"),
    [
        ("greedy", {}, "a", "Ganó con 9 votos. Le sobraron 2 votos"),
        (
            "greedy",
            {},
            "b",
            "No ganó: tuvo 6 votos, pero a su turno quedaban $0.40 y cuesta $0.70. Le faltaron 4 votos",
        ),
        (
            "greedy-threshold",
            {"threshold": 5},
            "c",
            "No ganó: tuvo 4 votos y el mínimo era 5. Le faltó 1 voto",
        ),
    ],
)
def test_every_reason_is_a_plain_sentence(rule, parameters, key, words):
    """WHY-4."""
    result = count(election(COSTS, VOTES, budget=100), rule, Parameters(**parameters))
    assert sentence(result.reasons[key]) == f"{words} para quedar dentro."


def test_points_are_called_points():
    found = election({"a": 1}, {}, budget=9, vote_type=VoteType.CUMULATIVE)
    found = replace(found, ballots=(Ballot(("a",), (Fraction(5, 2),)),))
    assert sentence(count(found, "greedy").reasons["a"]).startswith("Ganó con 2.50 puntos.")


def test_the_same_election_gives_the_same_bytes():
    """WHY-5."""
    texts = {
        results.to_json(results.document(count(election(COSTS, VOTES, budget=100), "greedy"))) for _ in range(3)
    }
    assert len(texts) == 1


def test_money_in_a_result_is_whole_or_with_its_decimals():
    assert (results.units(44_682_940), results.units(100)) == (446_829.4, 1)


def test_rules_go_by_their_names_and_by_the_names_of_pabulib():
    assert rules.find("greedy_no_skip").name == "greedy-stop"
    assert {"greedy-skip", "greedy-stop", "plurality", "equal-shares-add1"} <= set(rules.names())
    with pytest.raises(UnknownRuleError, match="No hay una regla «dice»"):
        rules.find("dice")


@pytest.mark.parametrize("rule", ["unknown", "", "borda-of-mars", "greedy-custom"])
def test_a_rule_that_is_not_ours_is_not_counted(rule):
    """DECLARED-1."""
    with pytest.raises(UnsupportedRuleError, match="regla"):
        counting.declared(replace(election(COSTS, VOTES, budget=9), meta={"rule": rule}))


def test_the_file_declares_rule_minimum_and_ties():
    """DECLARED-2."""
    found = election(COSTS, VOTES, budget=9)
    told = counting.declared(
        replace(found, meta={"rule": "greedy-threshold", "min_project_score_threshold": "50"})
    )
    assert (told.rule, told.parameters.threshold, told.parameters.ties) == (
        "greedy-threshold",
        50,
        TieRule.COST,
    )
    recorded = replace(found, projects=(Project("a", 1, selected=1),), meta={"rule": "greedy"})
    assert counting.declared(recorded).parameters.ties is TieRule.FILE
    told = counting.declared(replace(recorded, meta={"rule": "greedy", "tie_rule": "assembly"}))
    assert told.parameters.ties is TieRule.ASSEMBLY


def test_exclusive_projects_are_warned_of_and_poznan_has_its_part():
    """DECLARED-3."""
    found = election(COSTS, VOTES, budget=9)
    assert counting.declared(replace(found, meta={"rule": "greedy-exclusive"})).warnings
    poznan = {"rule": "greedy-custom", "comment": "at least 80% of that project"}
    told = counting.declared(replace(found, meta=poznan))
    assert (told.rule, told.parameters.part_percent) == ("greedy-stop", 80)


def test_ids_are_ordered_as_people_do():
    assert sorted(["A10", "A2", "10", "9", "a"], key=natural) == ["9", "10", "A2", "A10", "a"]

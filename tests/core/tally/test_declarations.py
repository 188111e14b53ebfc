"""What files and presets declare, what ballots may hold, and results beside official winners."""

from dataclasses import replace

import pytest
from tests.core.tally.builders import election, file

from tequio.core.tally import counting, official, presets, validity
from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, VoteType
from tequio.core.tally.exclusion import Exclusive
from tequio.core.tally.official import Agreement
from tequio.core.tally.pabulib.reader import read
from tequio.core.tally.rules import Parameters, UnknownRuleError, UnsupportedRuleError
from tequio.core.tally.ties import TieRule
from tequio.core.tally.validity import Breach, Policy

COMMENT = "#1: In Area 2, projects 7, 8, and 9 overlapped. The list retained project 9."


def declared(**meta):
    told = read(file(meta=list(meta.items()))).election
    return counting.declared(told)


def test_a_minimum_may_be_a_percentage_or_have_decimals():
    """DECLARED-4."""
    assert declared(min_project_score_threshold="12,5 %").parameters.threshold_percent * 2 == 25
    assert declared(min_project_score_threshold="2.0").parameters.threshold == 2


def test_groups_that_exclude_each_other_are_read_from_the_file_or_from_its_comment():
    """DECLARED-5."""
    assert declared(exclusive="a,b*").parameters.exclusive == (Exclusive(("a", "b"), "b"),)
    text = file(
        meta=[("rule", "greedy-exclusive"), ("comment", COMMENT)],
        projects=["7;50;A;0", "8;50;B;0", "9;50;C;1", "2;50;D;1"],
        votes=["1;7,8,9", "2;7,9", "3;2"],
    )
    found = counting.declared(read(text).election)
    assert found.parameters.exclusive == (Exclusive(("7", "8", "9"), "9"),)
    assert "7, 8, 9 (se conserva)" in found.warnings[0]
    result = count(read(text).election, found.rule, found.parameters)
    assert result.winners == ["9", "2"]


def test_our_own_files_declare_lot_and_policy():
    """DECLARED-6."""
    found = declared(lot_seed="1234", lot_sha256="ab", tie_rule="lot").parameters
    assert (found.lot.seed, found.lot.committed, found.ties) == ("1234", "ab", TieRule.LOT)
    assert validity.policy_of(read(file(meta=[("invalid_ballots", "void")])).election) is Policy.VOID


@pytest.mark.parametrize(
    ("policy", "kept", "void", "cut"),
    [
        pytest.param(Policy.DEDUPE, ["a", "b,b", "a,b,c", ""], 0, 0, id="FILE-14 dedupe"),
        pytest.param(Policy.TRUNCATE, ["a", "b", "a,b", ""], 0, 2, id="FILE-14 truncate"),
        pytest.param(Policy.VOID, ["a", ""], 2, 0, id="FILE-14 void"),
    ],
)
def test_ballots_that_break_a_bound(policy, kept, void, cut):
    told = election({"a": 1, "b": 1, "c": 1}, {}, budget=9, meta={"max_length": "2"})
    ballots = tuple(Ballot(tuple(c.split(",")) if c else ()) for c in ("a", "b,b", "a,b,c", ""))
    checked = validity.applied(replace(told, ballots=ballots), policy)
    assert [",".join(ballot.choices) for ballot in checked.election.ballots] == kept
    assert (checked.void, checked.cut) == (void, cut)
    assert checked.breaches == {Breach.REPEATED: 1, Breach.MAX_LENGTH: 1}


@pytest.mark.parametrize(
    ("meta", "ballot", "breach"),
    [
        ({"min_length": "2"}, Ballot(("a",), (1,)), Breach.MIN_LENGTH),
        ({"max_sum_cost": "0.02"}, Ballot(("a", "b"), (1, 1)), Breach.MAX_SUM_COST),
        ({"min_sum_cost": "0.03"}, Ballot(("a",), (1,)), Breach.MIN_SUM_COST),
        ({"max_points": "3"}, Ballot(("a", "b"), (1, 4)), Breach.MAX_POINTS),
        ({"min_points": "1"}, Ballot(("a", "b"), (1, 0)), Breach.MIN_POINTS),
        ({"max_sum_points": "3"}, Ballot(("a", "b"), (2, 2)), Breach.MAX_SUM_POINTS),
        ({"min_sum_points": "3"}, Ballot(("a", "b"), (1, 1)), Breach.MIN_SUM_POINTS),
    ],
)
def test_every_bound_is_checked(meta, ballot, breach):
    """FILE-15."""
    told = election({"a": 1, "b": 2}, {}, budget=9, vote_type=VoteType.SCORING, meta=meta)
    found = validity.applied(replace(told, ballots=(ballot,)), Policy.VOID)
    assert (found.breaches, found.void) == ({breach: 1}, 1)


def test_a_bound_that_ballots_break_is_told_with_its_line():
    """FILE-15."""
    found = {f.code: str(f) for f in read(file(meta=[("max_length", "1")])).findings}
    assert found["max_length"] == "Línea 14: La boleta marca más proyectos que «max_length»."


def test_columns_of_the_ballots_are_kept_when_asked_for():
    """FILE-16."""
    text = file(votes=["1;a;x", "2;b;y"]).replace("voter_id;vote;points", "voter_id;vote;age")
    reading = read(text, keep=("age", "sex"))
    assert reading.columns == {"age": ("x", "y")}
    assert [f.code for f in reading.findings] == ["no-column-sex"]


@pytest.mark.parametrize(
    ("name", "rule", "parameters"),
    [
        pytest.param("cdmx", "plurality", {"winners_max": 1, "ties": TieRule.ASSEMBLY}, id="PRESET-1 CDMX"),
        pytest.param("san pedro 2023", "plurality", {"winners_max": 10}, id="PRESET-2 San Pedro 2023"),
        pytest.param("Warszawa", "greedy-threshold", {"threshold": 3}, id="PRESET-3 Warszawa"),
        pytest.param("wroclaw", "greedy-stop", {"part_percent": None}, id="PRESET-4 Wrocław"),
        pytest.param("POZNAN", "greedy-stop", {"part_percent": 80}, id="PRESET-5 Poznań"),
        pytest.param("Krakow", "greedy-skip", {}, id="PRESET-6 Kraków"),
        pytest.param("Wieliczka 2023", "equal-shares-add1-comparison", {}, id="PRESET-7 Wieliczka 2023"),
        pytest.param("Swiecie 2023", "equal-shares-add1", {}, id="PRESET-8 Świecie 2023"),
        pytest.param("pabutools", "equal-shares", {"ties": TieRule.TEXT}, id="PRESET-9 pabutools"),
    ],
)
def test_presets(name, rule, parameters):
    told = election({"a": 1}, {"a": 1}, budget=9, meta={"size": "Mediano", "min_project_score_threshold": "3"})
    applied, found = presets.applied(presets.find(name), told)
    assert found.rule == rule
    assert {key: getattr(found.parameters, key) for key in parameters} == parameters
    assert applied.borda_top == (3 if name == "Krakow" else None)
    count(applied, found.rule, found.parameters)


def test_a_preset_that_is_not_there_and_one_that_lacks_its_size():
    """PRESET-2."""
    with pytest.raises(UnknownRuleError, match="Wieliczka 2023"):
        presets.find("Atlantis")
    with pytest.raises(UnsupportedRuleError, match="size"):
        presets.applied(presets.find("San Pedro 2023"), election({"a": 1}, {}, budget=9))


@pytest.mark.parametrize(
    ("marks", "agreement"),
    [
        pytest.param([1, 2, 0], Agreement.EQUAL, id="OFFICIAL-1 paid in part by the rule"),
        pytest.param([1, 2, 3], Agreement.EQUAL, id="OFFICIAL-2 the reserve is outside the rule"),
        pytest.param([1, 0, 0], Agreement.EQUAL_BASE, id="OFFICIAL-3 equal but for the part"),
        pytest.param([0, 1, 0], Agreement.DIFFERENT, id="OFFICIAL-4 different"),
        pytest.param([None, None, None], Agreement.NONE, id="OFFICIAL-5 nothing recorded"),
    ],
)
def test_a_result_beside_the_official_one(marks, agreement):
    told = election({"a": 60, "b": 50, "c": 30}, {"a": 9, "b": 6, "c": 4}, budget=100)
    projects = tuple(replace(p, selected=mark) for p, mark in zip(told.projects, marks, strict=True))
    result = count(replace(told, projects=projects), "greedy-stop", Parameters(part_percent=80))
    verdict = official.against(result)
    assert verdict.agreement is agreement
    assert verdict.reserve == (("c",) if marks[2] == 3 else ())

"""Reading and writing Pabulib files: strict, with findings that say where and what (docs/rules/counting.md)."""

import contextlib
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.tally.builders import file

from tequio.core.tally import counting
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.pabulib.findings import PabulibError, Severity, only
from tequio.core.tally.pabulib.reader import read
from tequio.core.tally.pabulib.writer import write
from tequio.core.tally.rules import UnsupportedRuleError


def found(text):
    with pytest.raises(PabulibError) as error:
        read(text)
    return {finding.code for finding in error.value.findings}


def warned(text):
    return {finding.code for finding in only(read(text).findings, Severity.WARNING)}


def test_a_file_is_read_whole():
    election = read(file(meta=[("subunit", "Norte"), ("max_length", "2")])).election
    assert (election.vote_type, election.budget) == (VoteType.APPROVAL, 15_000)
    assert [(p.id, p.cost, p.name, p.selected) for p in election.projects] == [
        ("a", 10_000, "A", 1),
        ("b", 6_000, "B", 0),
    ]
    assert election.ballots == (Ballot(("a",)), Ballot(("a", "b")))
    assert election.voters == ("1", "2")
    assert election.selected == ["a"]
    assert election.envelopes[0].name == "Norte"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: ("\ufeff" + text).encode(), id="FILE-1 a byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="FILE-2 Windows line ends"),
        pytest.param(lambda text: text.replace("\n", "\n\n"), id="FILE-3 empty lines"),
        pytest.param(lambda text: text.replace("a,b", "a , b"), id="FILE-4 spaces in lists"),
        pytest.param(lambda text: text.replace("150", "150.00"), id="FILE-5 decimals in money"),
    ],
)
def test_what_changes_nothing(change):
    assert read(change(file())).election == read(file()).election


def test_semicolons_and_quotes_inside_a_name():
    """FILE-6."""
    text = file(projects=['a;100;"Parque; etapa ""dos""";1', "b;60;B;0"])
    assert read(text).election.projects[0].name == 'Parque; etapa "dos"'


def test_an_id_twice_in_a_ballot_counts_once_and_is_told():
    """FILE-7."""
    text = file(votes=["1;a,a", "2;a,b,a"])
    assert warned(text) == {"repeated-choice"}
    reading = read(text)
    assert reading.findings[0].times == 2
    assert str(reading.findings[0]) == (
        "Línea 12: La boleta nombra dos veces un proyecto: cuenta una. (y en 1 más)"
    )
    assert counting.count(reading.election, "greedy").standings["a"].votes == 2


def test_the_five_kinds_of_vote():
    """FILE-8."""
    assert read(file(meta=[("vote_type", "choose-1")], votes=["1;a"])).election.ballots == (Ballot(("a",)),)
    assert read(file(meta=[("vote_type", "ordinal")])).election.ballots[1] == Ballot(("a", "b"))
    for kind in ("cumulative", "scoring"):
        text = file(meta=[("vote_type", kind)], votes=["1;a;2", "2;a,b;-1,0.5"])
        expected = (Ballot(("a",), (2,)), Ballot(("a", "b"), (-1, Fraction(1, 2))))
        assert read(text).election.ballots == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing-META"),
        ("hola", "no-meta"),
        ("\x00\x01", "binary"),
        (file(meta=[("part_percent", "most")]), "part_percent-number"),
        (file().replace("VOTES", "VOTOS"), "missing-VOTES"),
        (file().replace("PROJECTS", "META"), "section-twice"),
        (file(meta=[("budget", None)]), "budget-amount"),
        (file(meta=[("budget", "0")]), "budget"),
        (file(meta=[("budget", "-5")]), "budget-amount"),
        (file(meta=[("budget", "1e3")]), "budget-amount"),
        (file(meta=[("budget", "9" * 30)]), "budget-amount"),
        (file(meta=[("vote_type", "magic")]), "vote_type"),
        (file(meta=[("min_project_score_threshold", "many")]), "min_project_score_threshold-number"),
        (file(meta=[("num_votes", "two")]), "num_votes-number"),
        (file(header="project_id;price;name;selected"), "no-cost"),
        (file(projects=["a;100;A;1", "b;free;B;0"]), "cost-amount"),
        (file(projects=["a;100;A;1", "b;-6;B;0"]), "cost-amount"),
        (file(projects=["a;100;A;1", "b;60;B;7"]), "selected"),
        (file(projects=["a;100;A;1", "b;60;B"]), "width-PROJECTS"),
        (file(projects=["a;100;A;1", "a;60;B;0"]), "project-twice"),
        (file(projects=[";100;A;1"], votes=[]), "project-id"),
        (file(projects=[], votes=[]), "no-projects"),
        (file(votes=["1;a", "2;nobody"]), "unknown-project"),
        (file(votes=["1;a", "2"]), "width-VOTES"),
        (file(meta=[("vote_type", "choose-1")]), "choose-1"),
        (file(meta=[("vote_type", "cumulative")]), "no-points"),
        (file(meta=[("vote_type", "cumulative")], votes=["1;a;2", "2;a,b;1"]), "points-count"),
        (file(meta=[("vote_type", "cumulative")], votes=["1;a;lots"]), "points"),
        (file(projects=['a;100;"A;1']), "quotes"),
        (file().encode("utf-16"), "encoding"),
    ],
)
def test_a_file_that_cannot_be_counted_says_why(text, code):
    """FILE-9."""
    assert code in found(text)


def test_a_file_is_told_what_it_says_of_itself_and_is_not_so():
    """FILE-10."""
    text = file(
        meta=[("num_votes", "3"), ("num_projects", "2")],
        header="project_id;cost;name;selected;votes",
        projects=["a;100;A;1;2", "b;60;B;0;9"],
        votes=["1;a", "1;a,b", "3;"],
    )
    assert warned(text) == {"column-votes", "voter-twice", "empty-ballot"}
    assert warned(text.replace("b;60;B;0;9", "b;60;B;0;x").replace("num_votes;3", "num_votes;4")) == {
        "column-votes",
        "voter-twice",
        "empty-ballot",
        "num_votes",
    }


def test_money_finer_than_a_centavo_is_rounded_and_told():
    """FILE-11."""
    text = file(projects=["a;100.005;A;1", "b;60;B;0"])
    assert warned(text) == {"cost-rounded"}
    assert read(text).election.projects[0].cost == 10_001


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_whatever_happens_to_a_file_it_is_read_or_refused(data):
    """FILE-13."""
    text = file(meta=[("num_votes", "2"), ("max_length", "2")])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 12, len(text))))
    put = data.draw(st.text(alphabet='ab;,\n"-0129.x\u00e1\r', max_size=4))
    with contextlib.suppress(PabulibError, UnsupportedRuleError):
        reading = read(text[:start] + put + text[end:])
        counting.count(reading.election, "greedy")
        counting.declared(reading.election)


def test_every_finding_has_its_line_in_words():
    with pytest.raises(PabulibError) as error:
        read(file(votes=["1;a", "2;nobody"]))
    assert str(error.value) == "Línea 13: El voto nombra el proyecto «nobody», que no existe."


@pytest.mark.parametrize("kind", ["approval", "choose-1", "ordinal", "cumulative", "scoring"])
def test_what_is_written_is_read_again(kind):
    """FILE-12."""
    scored = kind in ("cumulative", "scoring")
    votes = ["1;b;3", "2;b;1"] if scored else ["1;b", "2;b"]
    election = read(file(meta=[("vote_type", kind)], votes=votes)).election
    text = write(election, winners=["b"])
    again = read(text)
    assert again.findings == ()
    assert again.election.ballots == election.ballots
    assert again.election.selected == ["b"]
    assert {p.id: p.cost for p in again.election.projects} == {p.id: p.cost for p in election.projects}
    assert [p.id for p in again.election.projects] == ["b", "a"]
    assert write(again.election, winners=["b"]) == text


def test_a_file_without_winners_and_with_cents():
    election = read(file(meta=[("budget", "150.5")])).election
    text = write(election)
    assert "budget;150.50" in text
    assert read(text).election.selected is None


def test_a_file_holds_one_envelope():
    election = read(file()).election
    with pytest.raises(ValueError, match="one envelope"):
        write(replace(election, envelopes=(*election.envelopes, Envelope("x", 1))))


@st.composite
def elections(draw):
    """Return an election of any kind of vote, its names and amounts as odd as they may be."""
    kind = draw(st.sampled_from(VoteType))
    names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=6).map(str.strip)
    costs = draw(st.lists(st.integers(0, 10**12), min_size=1, max_size=5))
    projects = tuple(Project(f"P-{n}", cost, draw(names)) for n, cost in enumerate(costs))
    most = 1 if kind is VoteType.CHOOSE_ONE else 4
    ids = st.lists(st.sampled_from([p.id for p in projects]), unique=True, max_size=most)
    points = st.integers(0, 9) | st.fractions(0, 9, max_denominator=8)
    ballots = []
    for choices in draw(st.lists(ids, max_size=6)):
        given_points = tuple(draw(points) for _ in choices) if kind.has_points else ()
        ballots.append(Ballot(tuple(choices), given_points))
    return Election(kind, (Envelope("", draw(st.integers(1, 10**12))),), projects, tuple(ballots))


@given(elections())
@settings(max_examples=60, deadline=None)
def test_whatever_is_written_is_read_again(election):
    """FILE-12."""
    found = read(write(election, winners=[election.projects[0].id])).election
    assert {(p.id, p.cost, p.name) for p in found.projects} == {
        (p.id, p.cost, p.name) for p in election.projects
    }
    assert found.ballots == election.ballots
    assert (found.vote_type, found.budget) == (election.vote_type, election.budget)
    assert found.selected == [election.projects[0].id]

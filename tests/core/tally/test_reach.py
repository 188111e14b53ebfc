"""docs/rules/ballots.md: where people vote, and what the ballot of each place chooses from."""

import pytest

from tequio.core.tally.reach import lineage, reach, voting_places

PARENTS = {"city": None, "S1": "city", "S2": "city", "C1": "S1", "C2": "S1", "C3": "S2"}
RANKS = {"city": 0, "S1": 1, "S2": 1, "C1": 2, "C2": 2, "C3": 2}
ENVELOPES = {"all": None, "s1": "S1", "s1-small": "S1", "s2": "S2", "c1": "C1", "c3": "C3"}


@pytest.mark.parametrize(
    ("place", "reached"),
    [
        pytest.param("C1", {"all", "s1", "s1-small", "c1"}, id="BALLOT-14 a colonia and its sector"),
        pytest.param("C2", {"all", "s1", "s1-small"}, id="BALLOT-14 a colonia without its own"),
        pytest.param("S1", {"all", "s1", "s1-small"}, id="BALLOT-14 a sector, not its colonias"),
        pytest.param(None, {"all"}, id="BALLOT-14 the city alone"),
        pytest.param("unknown", {"all"}, id="BALLOT-14 a place that is not on the map"),
    ],
)
def test_reach(place, reached):
    assert reach(place, parents=PARENTS, envelopes=ENVELOPES) == reached


@pytest.mark.parametrize(
    ("voted", "places"),
    [
        pytest.param({"S1", "S2"}, {"S1", "S2"}, id="BALLOT-15 only sectors"),
        pytest.param({"S2"}, {"S2"}, id="BALLOT-15 one sector"),
        pytest.param({"S1", "C1"}, {"C1", "C2"}, id="BALLOT-15 sectors and colonias"),
        pytest.param({"C1"}, {"C1"}, id="BALLOT-15 only colonias"),
        pytest.param({"city", "C1"}, {"C1", "C2", "C3"}, id="BALLOT-15 the levels between are skipped"),
        pytest.param({"city"}, {"city"}, id="BALLOT-15 the whole alone"),
        pytest.param(set(), set(), id="BALLOT-15 nothing"),
    ],
)
def test_voting_places(voted, places):
    assert voting_places(voted, parents=PARENTS, ranks=RANKS) == places


def test_a_territory_that_has_no_parts_of_the_smallest_level_votes_itself():
    ranks = RANKS | {"S3": 1}
    assert voting_places({"S3", "C1"}, parents=PARENTS | {"S3": "city"}, ranks=ranks) == {"C1", "S3"}


def test_a_map_that_bites_its_tail_ends():
    assert lineage("a", {"a": "b", "b": "a"}) == ["a", "b"]

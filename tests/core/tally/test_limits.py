"""docs/rules/ballots.md: what a ballot may hold."""

import pytest

from tequio.core.tally.elections import Ballot, Project
from tequio.core.tally.limits import Fault, Limits, Quota, faults
from tequio.core.tally.reach import own_places

PROJECTS = {
    "1": Project("1", 60, envelope="n"),
    "2": Project("2", 50, envelope="n"),
    "3": Project("3", 50, envelope="s"),
}
MARKS = Limits(choices_max=2, amounts={"n": 100, "s": 100})
POINTS = Limits(choices_max=2, points_max=3)
SMALL = Quota(frozenset({"1", "2"}), 1, Fault.TOO_MANY_OF_SIZE)
CITY = Quota(frozenset({"3"}), 0, Fault.TOO_MANY_CITYWIDE)


@pytest.mark.parametrize(
    ("ballot", "limits", "expected"),
    [
        pytest.param(Ballot(("1",), (1,)), MARKS, [], id="BALLOT-1 a sound ballot"),
        pytest.param(Ballot(()), MARKS, [Fault.EMPTY], id="BALLOT-2 nothing marked"),
        pytest.param(Ballot(("9",), (1,)), MARKS, [Fault.UNKNOWN_OPTION], id="BALLOT-3 no such option"),
        pytest.param(Ballot(("3",), (1,)), MARKS, [Fault.ELSEWHERE], id="BALLOT-4 of another place"),
        pytest.param(Ballot(("1", "1"), (1, 1)), POINTS, [Fault.REPEATED], id="BALLOT-5 twice the same"),
        pytest.param(
            Ballot(("1", "2", "9"), (1, 1, 1)), POINTS, [Fault.UNKNOWN_OPTION, Fault.TOO_MANY], id="BALLOT-6"
        ),
        pytest.param(Ballot(("1",), (2,)), MARKS, [Fault.POINTS], id="BALLOT-7 two marks on one"),
        pytest.param(Ballot(("1",), (0,)), POINTS, [Fault.POINTS], id="BALLOT-7 no points"),
        pytest.param(Ballot(("1",), (4,)), POINTS, [Fault.POINTS], id="BALLOT-7 too many points"),
        pytest.param(Ballot(("1", "2"), (1, 1)), MARKS, [Fault.OVER_MONEY], id="BALLOT-8 over the money"),
        pytest.param(Ballot(("1", "2"), (3, 1)), POINTS, [], id="BALLOT-9 points are not limited by money"),
        pytest.param(
            Ballot(("1", "2"), (1, 1)), Limits(quotas=[SMALL]), [Fault.TOO_MANY_OF_SIZE], id="BALLOT-11"
        ),
        pytest.param(
            Ballot(("1",), (1,)), Limits(quotas=[SMALL, CITY]), [], id="BALLOT-11 the most is allowed"
        ),
        pytest.param(
            Ballot(("1", "3"), (1, 1)),
            Limits(quotas=[SMALL, CITY]),
            [Fault.ELSEWHERE, Fault.TOO_MANY_CITYWIDE],
            id="BALLOT-12 citywide",
        ),
        pytest.param(Ballot(("1",), (-4,)), Limits(points_max=3, points_min=None), [], id="BALLOT-10"),
    ],
)
def test_faults(ballot, limits, expected):
    assert faults(ballot, limits=limits, projects=PROJECTS, envelopes={"n"}) == expected


@pytest.mark.parametrize(
    ("home", "places", "own"),
    [
        pytest.param("colonia", ["sector", "other"], ["sector"], id="BALLOT-13"),
        pytest.param("colonia", ["sector", "colonia"], ["colonia"], id="BALLOT-13 the nearest"),
        pytest.param("sector", ["other", "colonia"], ["colonia"], id="BALLOT-13 inside the home"),
        pytest.param("colonia", ["other"], [], id="BALLOT-13 nothing is voted there"),
    ],
)
def test_own_places(home, places, own):
    assert own_places(home, places, parents={"colonia": "sector", "sector": None, "other": None}) == own

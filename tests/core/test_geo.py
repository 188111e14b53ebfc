"""Where a point falls, and which shapes are areas. The cases are those of docs/rules/territory.md."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.core import geo
from tequio.core.geo import Area, Flaw, Point


def square(west: float, south: float, side: float = 1.0) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


HOLED = {
    "type": "Polygon",
    "coordinates": [square(0, 0)["coordinates"][0], square(0.4, 0.4, 0.2)["coordinates"][0][::-1]],
}
NORTH, SOUTH = Area("B", square(0, 1)), Area("A", square(0, 0))


@pytest.mark.parametrize(
    ("point", "areas", "found"),
    [
        pytest.param(Point(0.5, 1.5), [NORTH, SOUTH], "B", id="TERRITORY-1"),
        pytest.param(Point(0.5, 1.0), [NORTH, SOUTH], "A", id="TERRITORY-2"),
        pytest.param(Point(0.5, 0.5), [SOUTH, Area("A0", square(0, 0))], "A", id="TERRITORY-3"),
        pytest.param(Point(5, 5), [NORTH, SOUTH], None, id="TERRITORY-4"),
        pytest.param(Point(0.5, 2.00009), [NORTH, SOUTH], "B", id="TERRITORY-5"),
        pytest.param(Point(0.5, 2.0002), [NORTH, SOUTH], None, id="TERRITORY-5 farther"),
        pytest.param(Point(0.5, 0.5), [Area("H", HOLED)], None, id="TERRITORY-6"),
        pytest.param(Point(0.5, 0.5), [Area("N", None)], None, id="TERRITORY-7"),
        pytest.param(Point(0.5, 0.5), [], None, id="TERRITORY-7 no areas"),
    ],
)
def test_a_point_falls_in_one_area_or_none(point: Point, areas: list[Area], found: str | None) -> None:
    assert geo.covering(point, areas) == found
    assert geo.covering(point, areas[::-1]) == found


@given(st.floats(0, 1), st.floats(0, 2))
def test_no_point_of_a_whole_map_is_left_out(lon: float, lat: float) -> None:
    assert geo.covering(Point(lon, lat), [NORTH, SOUTH]) == ("A" if lat <= 1 else "B")


@pytest.mark.parametrize(("lon", "lat"), [(181, 0), (0, -91), (math.nan, 0), (0, math.inf)])
def test_a_point_is_on_the_earth(lon: float, lat: float) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Point(lon, lat)


BOWTIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
SPIKE = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [1, 0], [1, 1], [1, 1.5], [1, 1], [0, 1], [0, 0]]],
}


@pytest.mark.parametrize(
    ("geometry", "flaw"),
    [
        (None, Flaw.MISSING),
        ({"type": "Point", "coordinates": [0, 0]}, Flaw.NOT_AREAL),
        ({"type": "Polygon", "coordinates": [[["x", 0], [1, 1]]]}, Flaw.MALFORMED),
        ({"type": "Polygon"}, Flaw.MALFORMED),
        ({"type": "Polygon", "coordinates": 5}, Flaw.MALFORMED),
        ({"type": "Polygon", "coordinates": []}, Flaw.EMPTY),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, Flaw.EMPTY),
        (square(366_000, 2_837_000, 500), Flaw.OUT_OF_RANGE),
        (BOWTIE, Flaw.CROSSES_ITSELF),
    ],
)
def test_what_is_no_area_is_told_apart(geometry: dict[str, Any] | None, flaw: Flaw) -> None:
    checked = geo.check(geometry)
    assert (checked.geometry, checked.flaw) == (None, flaw)


def test_a_line_that_crosses_itself_says_where() -> None:
    assert geo.check(BOWTIE).near == Point(0.5, 0.5)


def test_an_area_without_flaw_is_kept_in_two_dimensions_and_eleven_centimetres() -> None:
    checked = geo.check(
        {"type": "Polygon", "coordinates": [[[0, 0, 9], [1.12345678, 0, 9], [1, 1, 9], [0, 0, 9]]]}
    )
    assert checked.geometry == {"type": "Polygon", "coordinates": [[[0, 0], [1.123457, 0], [1, 1], [0, 0]]]}
    assert not checked.repaired


def test_a_spike_without_area_is_redrawn() -> None:
    checked = geo.check(SPIKE)
    assert checked.repaired
    assert checked.geometry
    assert geo.bounds(checked.geometry).north == 1


def test_the_inner_point_of_a_horseshoe_is_inside_it() -> None:
    horseshoe = {
        "type": "Polygon",
        "coordinates": [[[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3], [0, 0]]],
    }
    assert geo.covering(geo.inner_point(horseshoe), [Area("U", horseshoe)]) == "U"


def test_the_borders_of_neighbours_stay_common_when_simplified() -> None:
    wavy = [[x / 50, 1 + math.sin(x) / 100] for x in range(51)]
    south = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], *wavy[::-1], [0, 0]]]}
    north = {"type": "Polygon", "coordinates": [[[0, 2], *wavy, [1, 2], [0, 2]]]}
    lighter = geo.simplified([south, north], tolerance=0.05)
    points = [{tuple(p) for p in g["coordinates"][0]} for g in lighter]
    assert sum(map(len, points)) < 40
    assert len(points[0] & points[1]) >= 2


def test_areas_that_overlap_are_simplified_alone() -> None:
    lighter = geo.simplified([square(0, 0), square(0.5, 0.5), square(0, 0, 1e-9)], tolerance=0.01)
    assert [g["type"] for g in lighter] == ["Polygon"] * 3

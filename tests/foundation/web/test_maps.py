"""Maps: degrees become a drawing that keeps its shape, and the same things as GeoJSON."""

import pytest
from django.template import Context, Template

from tequio.foundation.web import maps
from tequio.foundation.web.maps import Pin, Shape


def box(west: float, south: float, east: float, north: float) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_north_is_up_and_west_is_left() -> None:
    figure = maps.figure("Mapa", [Shape("A", box(-100.4, 25.6, -100.3, 25.7))], [Pin(-100.4, 25.7, "NO")])
    assert figure is not None
    assert figure.pins[0].y == 24.0
    assert figure.pins[0].x < maps.WIDTH / 2


def test_a_place_on_the_drawing_leads_back_to_its_degrees() -> None:
    figure = maps.figure("Mapa", [Shape("A", box(-100.4, 25.6, -100.3, 25.7))])
    assert figure is not None
    frame = figure.frame
    x, y = frame.xy(-100.35, 25.65)
    assert frame.west + (x - frame.left) / frame.scale_x == pytest.approx(-100.35)
    assert frame.north - (y - frame.top) / frame.scale_y == pytest.approx(25.65)


def test_a_tall_city_is_not_taller_than_the_page() -> None:
    figure = maps.figure("Mapa", [Shape("A", box(-100.4, 25.0, -100.39, 26.0))])
    assert figure is not None
    assert figure.frame.height <= 1.2 * maps.WIDTH


def test_several_pieces_of_one_unit_are_one_path() -> None:
    pieces = [box(0, 0, 1, 1)["coordinates"], box(2, 2, 3, 3)["coordinates"]]
    figure = maps.figure("Mapa", [Shape("A", {"type": "MultiPolygon", "coordinates": pieces})])
    assert figure is not None
    assert figure.shapes[0].path.count("Z") == 2


def test_nothing_to_draw_is_no_map() -> None:
    assert maps.figure("Mapa", [Shape("sin geometría", None)]) is None
    assert list(maps.rings({"type": "Point", "coordinates": [0, 0]})) == []


def test_a_pin_alone_has_a_map() -> None:
    assert maps.figure("Mapa", [], [Pin(-100.3, 25.6, "Parque")]) is not None


def test_the_interactive_map_reads_the_same_things() -> None:
    shapes = [Shape("A", box(0, 0, 1, 1), level=2), Shape("B", None)]
    data = maps.geojson(shapes, [Pin(0.5, 0.5, "Parque", "/p/1/", "done", "Centro")])
    kinds = [feature["properties"]["kind"] for feature in data["features"]]
    assert kinds == ["unit", "pin"]
    assert data["features"][1]["geometry"]["coordinates"] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("values", "shades"), [([], []), ([0, 0], [0, 0]), ([0, 1, 10], [0, 1, 4]), ([5], [4])]
)
def test_levels_shade_by_fifths_of_the_largest(values: list[int], shades: list[int]) -> None:
    assert maps.levels(values) == shades


def test_a_map_without_geojson_offers_no_interactive_one() -> None:
    still = maps.figure("Mapa", [Shape("A", box(0, 0, 1, 1))], table_url="#lista")
    live = maps.figure("Mapa", [Shape("A", box(0, 0, 1, 1))], geojson_url="/mapa.geojson")
    template = Template("{% load tequio %}{% map_figure map %}")
    assert "data-map-open" not in template.render(Context({"map": still}))
    assert 'data-geojson="/mapa.geojson"' in template.render(Context({"map": live}))

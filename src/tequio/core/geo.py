"""Points and areas in longitude and latitude (WGS84, degrees), and where a point falls.

The cases are numbered in docs/rules/territory.md.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

MAX_LON = 180
MAX_LAT = 90
TOLERANCE = 0.0001  # degrees, about 11 metres: the gaps between areas that were drawn apart
Geometry = dict[str, Any]  # GeoJSON
_AREAL = {"Polygon", "MultiPolygon"}
_REPAIRED = 0.001  # share of the area that a repair may change
_DECIMALS = 6  # of a degree, about 11 centimetres


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the ground, in degrees, longitude first as GeoJSON writes it."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        # Not a chain of comparisons: NaN must not pass.
        if not (abs(self.lon) <= MAX_LON and abs(self.lat) <= MAX_LAT):
            raise ValueError("longitude or latitude out of range")


@dataclass(frozen=True, slots=True)
class Area:
    """A unit of territory for the rules: its code and its GeoJSON geometry."""

    code: str
    geometry: Geometry | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest box around a geometry, in degrees."""

    west: float
    south: float
    east: float
    north: float


class Flaw(StrEnum):
    """What is wrong with a geometry."""

    MISSING = "missing"
    NOT_AREAL = "not_areal"
    MALFORMED = "malformed"
    OUT_OF_RANGE = "out_of_range"
    CROSSES_ITSELF = "crosses_itself"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Checked:
    """A geometry that was looked at: sound (perhaps after a harmless repair), or with its flaw.

    Attributes:
        geometry: the sound GeoJSON geometry; None if there is a flaw.
        flaw: what is wrong; None if it is sound.
        near: where the flaw is, if it is at one place.
        repaired: whether a self-touching line was redrawn without changing the area.
    """

    geometry: Geometry | None
    flaw: Flaw | None = None
    near: Point | None = None
    repaired: bool = False


def covering(point: Point, areas: Iterable[Area]) -> str | None:
    """Return the code of the area where the point falls; None if it falls in none.

    On a border, or where areas overlap, it is the one with the lowest code. In a gap no wider than
    ``TOLERANCE`` it is the nearest one, and the lowest code among equals.
    """
    place = shapely.Point(point.lon, point.lat)
    drawn = [(area.code, shape(area.geometry)) for area in areas if area.geometry]
    inside = [code for code, ground in drawn if ground.covers(place)]
    if inside:
        return min(inside)
    near = [(ground.distance(place), code) for code, ground in drawn]
    distance, code = min(near, default=(math.inf, ""))
    return code if distance <= TOLERANCE else None


def inner_point(geometry: Geometry) -> Point:
    """Return a point that is surely inside the area, near its middle."""
    place = shape(geometry).representative_point()
    return Point(place.x, place.y)


def bounds(geometry: Geometry) -> Bounds:
    """Return the smallest box around the area."""
    return Bounds(*shape(geometry).bounds)


def check(geometry: Geometry | None) -> Checked:
    """Look at a GeoJSON geometry that should be an area of the earth in degrees.

    A line that touches or crosses itself without enclosing anything of account (a thousandth of the area) is
    redrawn; more than that is a flaw, since nobody knows what was meant.
    """
    if not geometry:
        return Checked(None, Flaw.MISSING)
    if geometry.get("type") not in _AREAL:
        return Checked(None, Flaw.NOT_AREAL)
    try:
        ground = shapely.force_2d(shape(geometry))
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, shapely.errors.ShapelyError):
        return Checked(None, Flaw.MALFORMED)
    if ground.is_empty or not ground.convex_hull.area:
        return Checked(None, Flaw.EMPTY)
    west, south, east, north = ground.bounds
    if not (west >= -MAX_LON and east <= MAX_LON and south >= -MAX_LAT and north <= MAX_LAT):
        return Checked(None, Flaw.OUT_OF_RANGE)
    return Checked(_as_geojson(ground)) if ground.is_valid else _repaired(ground)


def _repaired(ground: BaseGeometry) -> Checked:
    mended = shapely.make_valid(ground, method="structure", keep_collapsed=False)
    change = mended.symmetric_difference(ground.buffer(0)).area + abs(mended.area - ground.area)
    if mended.geom_type in _AREAL and mended.area and change <= ground.area * _REPAIRED:
        return Checked(_as_geojson(mended), repaired=True)
    return Checked(None, Flaw.CROSSES_ITSELF, near=_place_of(shapely.is_valid_reason(ground)))


def _place_of(reason: str) -> Point | None:
    """Read the coordinates that GEOS puts at the end: ``Self-intersection[-100.3 25.6]``."""
    inside = reason.rpartition("[")[2].rstrip("]").split()
    try:
        return Point(round(float(inside[0]), 5), round(float(inside[1]), 5))
    except (ValueError, IndexError):
        return None


def simplified(geometries: list[Geometry], *, tolerance: float) -> list[dict[str, Any]]:
    """Return lighter drawings of neighbouring areas, whose common borders stay common.

    Args:
        geometries: GeoJSON areas that do not overlap (where they do, each is simplified alone).
        tolerance: how far a line may move, in degrees.
    """
    drawn = [shape(geometry) for geometry in geometries]
    lighter = (
        shapely.coverage_simplify(drawn, tolerance)
        if shapely.coverage_is_valid(drawn)
        else [ground.simplify(tolerance) for ground in drawn]
    )
    return [
        _as_geojson(light if light.geom_type in _AREAL and not light.is_empty else ground)
        for light, ground in zip(lighter, drawn, strict=True)
    ]


def _as_geojson(ground: BaseGeometry) -> dict[str, Any]:
    found: dict[str, Any] = mapping(shapely.set_precision(ground, 10**-_DECIMALS, mode="pointwise"))
    return {"type": found["type"], "coordinates": _lists(found["coordinates"])}


def _lists(coordinates: Any) -> Any:
    if isinstance(coordinates, tuple):
        return [_lists(item) for item in coordinates]
    return round(coordinates, _DECIMALS)

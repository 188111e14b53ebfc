"""Maps drawn on the server: territory and pins as SVG, with the same things as GeoJSON for the interactive map.

Plain functions over longitude and latitude. The drawing is a plate carrée stretched for its latitude: right for
a municipality, where the curve of the earth is smaller than a hair of ink.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 1000
_MARGIN = 24
_TALLEST = 1.15  # times the width: a taller city gets margins at its sides
_LEVELS = 5

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A unit of territory: its GeoJSON geometry, where it leads, and its level (0 to 4) of what is shown."""

    name: str
    geometry: Mapping[str, Any] | None
    url: str = ""
    level: int = 0
    detail: Any = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place: what stands there and where it leads."""

    lon: float
    lat: float
    label: str
    url: str = ""
    tone: str = "now"
    detail: Any = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """How degrees become the drawing's units, and back."""

    west: float
    north: float
    scale_x: float
    scale_y: float
    width: int
    height: int
    left: float
    top: float

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the drawing's x and y of a longitude and latitude."""
        x = self.left + (lon - self.west) * self.scale_x
        return x, self.top + (self.north - lat) * self.scale_y


@dataclass(frozen=True, slots=True)
class DrawnShape:
    shape: Shape
    path: str


@dataclass(frozen=True, slots=True)
class DrawnPin:
    pin: Pin
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MapFigure:
    """What ``{% map_figure %}`` draws: shapes first, pins over them."""

    title: Any
    frame: Frame
    shapes: tuple[DrawnShape, ...]
    pins: tuple[DrawnPin, ...]
    geojson_url: str = ""
    table_url: str = ""
    caption: Any = ""


def figure(
    title: Any,
    shapes: Iterable[Shape],
    pins: Iterable[Pin] = (),
    *,
    geojson_url: str = "",
    table_url: str = "",
    caption: Any = "",
) -> MapFigure | None:
    """Return the drawing of shapes and pins, or None where there is nothing to draw.

    Args:
        title: what the map shows, for who cannot see it.
        shapes: the units of territory; those without geometry are left out.
        pins: the places to mark; they are drawn in the order given.
        geojson_url: where the interactive map reads the same things; without it there is no interactive map.
        table_url: the same things as a list.
        caption: one sentence under the map.
    """
    units = [shape for shape in shapes if shape.geometry]
    places = list(pins)
    points = [point for unit in units for ring in rings(unit.geometry) for point in ring]
    points += [(pin.lon, pin.lat) for pin in places]
    if not points:
        return None
    frame = _frame(points)
    drawn = tuple(DrawnShape(unit, _path(unit.geometry, frame)) for unit in units)
    marks = tuple(DrawnPin(pin, *(round(v, 1) for v in frame.xy(pin.lon, pin.lat))) for pin in places)
    return MapFigure(title, frame, drawn, marks, geojson_url, table_url, caption)


def rings(geometry: Mapping[str, Any] | None) -> Iterator[Ring]:
    """Give every ring of a GeoJSON Polygon or MultiPolygon, outer and inner."""
    if not geometry:
        return
    coordinates = geometry.get("coordinates", ())
    if geometry.get("type") == "Polygon":
        yield from coordinates
    elif geometry.get("type") == "MultiPolygon":
        for polygon in coordinates:
            yield from polygon


def _frame(points: Sequence[Sequence[float]]) -> Frame:
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    squeeze = math.cos(math.radians((south + north) / 2)) or 1
    across, down = max((east - west) * squeeze, 1e-6), max(north - south, 1e-6)
    inner = WIDTH - 2 * _MARGIN
    scale = min(inner / across, (inner * _TALLEST) / down)
    height = round(down * scale + 2 * _MARGIN)
    left = (WIDTH - across * scale) / 2
    return Frame(west, north, scale * squeeze, scale, WIDTH, height, left, _MARGIN)


def _path(geometry: Mapping[str, Any] | None, frame: Frame) -> str:
    parts = []
    for ring in rings(geometry):
        xys = [tuple(round(v) for v in frame.xy(p[0], p[1])) for p in ring]
        kept = [xy for i, xy in enumerate(xys) if i == 0 or xy != xys[i - 1]]
        parts.append("M" + "L".join(f"{x} {y}" for x, y in kept[:-1] or kept) + "Z")
    return "".join(parts)


def geojson(shapes: Iterable[Shape], pins: Iterable[Pin] = ()) -> dict[str, Any]:
    """Return shapes and pins as one GeoJSON FeatureCollection, as the interactive map reads it."""
    features = [
        _feature(shape.geometry, kind="unit", name=shape.name, url=shape.url, level=shape.level)
        for shape in shapes
        if shape.geometry
    ]
    features += [
        _feature(
            {"type": "Point", "coordinates": [pin.lon, pin.lat]},
            kind="pin",
            name=pin.label,
            url=pin.url,
            tone=pin.tone,
            detail=str(pin.detail),
        )
        for pin in pins
    ]
    return {"type": "FeatureCollection", "features": features}


def _feature(geometry: Mapping[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def levels(values: Sequence[int]) -> list[int]:
    """Return the level (0 to 4) of each value: fifths of the largest one, zero alone at 0."""
    largest = max(values, default=0)
    if not largest:
        return [0] * len(values)
    return [
        0 if not value else min(_LEVELS - 1, 1 + (_LEVELS - 1) * value // (largest + 1)) for value in values
    ]

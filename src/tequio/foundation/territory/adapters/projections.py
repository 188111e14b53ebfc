"""Coordinates of other projections turned into degrees (WGS84)."""

from collections.abc import Callable
from typing import Any

import pyproj
from django.utils.translation import gettext_lazy as _
from pyproj.exceptions import CRSError, ProjError

from tequio.foundation.territory.types import Geometry, UnreadableMapError

WGS84 = pyproj.CRS.from_epsg(4326)
Turn = Callable[[Geometry | None], Geometry | None]


def unchanged(geometry: Geometry | None) -> Geometry | None:
    """Leave a geometry that is in degrees already."""
    return geometry


def to_degrees(definition: str) -> Turn:
    """Return what turns a geometry of this projection into degrees, longitude first.

    Args:
        definition: WKT of a .prj file, or a name such as ``EPSG:32614``.

    Raises:
        UnreadableMapError: if the projection is not known.
    """
    try:
        given = pyproj.CRS.from_user_input(definition)
        change = pyproj.Transformer.from_crs(given, WGS84, always_xy=True)
    except (CRSError, ProjError) as error:
        raise UnreadableMapError(
            _("No conocemos la proyección de este mapa. Expórtelo en WGS84 (EPSG:4326).")
        ) from error
    if given.is_exact_same(WGS84) or given.to_epsg() == WGS84.to_epsg():
        return unchanged

    def turn(geometry: Geometry | None) -> Geometry | None:
        if not geometry or "coordinates" not in geometry:
            return geometry
        return geometry | {"coordinates": _turned(geometry["coordinates"], change)}

    return turn


def _turned(coordinates: Any, change: pyproj.Transformer) -> Any:
    """Turn coordinates at any depth. What is no list of numbers is left for the check to name."""
    if not isinstance(coordinates, list | tuple) or not coordinates:
        return coordinates
    if isinstance(coordinates[0], int | float):
        return list(change.transform(coordinates[0], coordinates[1]))
    return [_turned(item, change) for item in coordinates]

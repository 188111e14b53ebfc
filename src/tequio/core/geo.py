"""Points and polygons in longitude and latitude (WGS84, degrees)."""

from dataclasses import dataclass

MAX_LON = 180
MAX_LAT = 90


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the ground, in degrees, longitude first as GeoJSON writes it."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if abs(self.lon) > MAX_LON or abs(self.lat) > MAX_LAT:
            raise ValueError("longitude or latitude out of range")

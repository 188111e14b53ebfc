"""Reading the map: which version is in force, where a point falls, what a name means."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from tequio.core import geo
from tequio.core.text import plain
from tequio.foundation.territory.models import Alias, Level, Unit, Version


def versions() -> QuerySet[Version]:
    """Return every version, newest first, with its number of units as ``unit_count``."""
    return Version.objects.annotate(unit_count=Count("units"))


def published_versions() -> QuerySet[Version]:
    """Return the versions that may be used, the newest first."""
    return Version.objects.filter(published_at__isnull=False)


def in_force(*, on: date) -> Version | None:
    """Return the published map that is valid on a day; None if there is none yet."""
    return published_versions().filter(valid_from__lte=on).first()


def units(version: Version, level: str | None = None) -> QuerySet[Unit]:
    """Return the units of a version, of one level if its code is given, with level and parent, by name."""
    found = version.units.select_related("level", "parent").order_by("level__rank", "name")
    return found.filter(level__code=level) if level else found


def lowest_level(version: Version) -> Level | None:
    """Return the finest level of the map: colonias, usually."""
    return version.levels.order_by("-rank").first()


def locate(point: geo.Point, *, version: Version, level: Level | str | None = None) -> Unit | None:
    """Return the unit where a point falls, or None if it is outside the map.

    Args:
        point: the place.
        version: the map to look in.
        level: the level or its code; the finest unless given.

    On a border it is the unit with the lowest code (docs/rules/territory.md, TERRITORY-2).
    """
    found = _level(version, level)
    if found is None:
        return None
    margin = geo.TOLERANCE
    near = {
        unit.code: unit
        for unit in found.units.filter(
            west__lte=point.lon + margin,
            east__gte=point.lon - margin,
            south__lte=point.lat + margin,
            north__gte=point.lat - margin,
        ).select_related("level", "parent")
    }
    code = geo.covering(point, [geo.Area(unit.code, unit.geometry) for unit in near.values()])
    return near[code] if code is not None else None


def _level(version: Version, level: Level | str | None) -> Level | None:
    if isinstance(level, Level):
        return level
    return version.levels.filter(code=level).first() if level else lowest_level(version)


def named(text: str, *, version: Version, level: str | None = None) -> list[Unit]:
    """Return the units that people call so, by name or alias, without regard to accents or capitals."""
    wanted = plain(text)
    if not wanted:
        return []
    scope = version.units.filter(level__code=level) if level else version.units.all()
    ids = {pk for pk, name in scope.values_list("id", "name") if plain(name) == wanted}
    ids |= set(Alias.objects.filter(unit__in=scope, plain_name=wanted).values_list("unit_id", flat=True))
    return list(
        Unit.objects.filter(pk__in=ids).select_related("level", "parent").order_by("level__rank", "code")
    )


def lineage(unit: Unit) -> list[Unit]:
    """Return the unit and all above it, the unit itself first. Constant queries: maps have few levels."""
    ranked = {
        found.pk: found for found in Unit.objects.filter(version_id=unit.version_id, children__isnull=False)
    }
    chain = [unit]
    while chain[-1].parent_id in ranked:
        chain.append(ranked[chain[-1].parent_id])
    return chain


def geojson(drawn: Iterable[Unit]) -> dict[str, Any]:
    """Return units as a GeoJSON FeatureCollection, in their light drawing."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": unit.pk,
                "geometry": unit.drawing,
                "properties": {
                    "code": unit.code,
                    "name": unit.name,
                    "population": unit.population,
                    "parent": unit.parent.code if unit.parent else None,
                },
            }
            for unit in drawn
            if unit.drawing
        ],
    }


def levels(version: Version) -> list[Level]:
    """Return the levels of a version from the whole down, each with its number of units as ``unit_count``."""
    return list(version.levels.annotate(unit_count=Count("units")).order_by("rank"))


def population(level: Level) -> dict[str, int | None]:
    """Return the people of each unit of a level, by code: its own figure, else the sum of the units inside it.

    None where neither is known. One query.
    """
    rows = level.version.units.values_list("pk", "parent_id", "level_id", "code", "population")
    inside: dict[int, list[int]] = {}
    stated: dict[int, int | None] = {}
    for pk, parent_id, _level_id, _code, people in rows:
        stated[pk] = people
        if parent_id:
            inside.setdefault(parent_id, []).append(pk)

    def people_of(pk: int) -> int | None:
        parts = [people_of(part) for part in inside.get(pk, [])] if stated[pk] is None else []
        known = [part for part in parts if part is not None]
        return sum(known) if known and len(known) == len(parts) else stated[pk]

    return {code: people_of(pk) for pk, _parent, level_id, code, _people in rows if level_id == level.pk}


def box(version: Version) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of a map in degrees; None if nothing in it is drawn. One query."""
    sides = version.units.aggregate(Min("west"), Min("south"), Max("east"), Max("north"))
    west, south, east, north = (sides[name] for name in ("west__min", "south__min", "east__max", "north__max"))
    return None if None in (west, south, east, north) else (west, south, east, north)

"""Levels of a draft: added with all their units or not at all."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import geo
from tequio.core.text import plain
from tequio.foundation.audit import services as audit
from tequio.foundation.territory import events
from tequio.foundation.territory.models import Alias, Level, Unit, Version
from tequio.foundation.territory.services.versions import draft
from tequio.foundation.territory.types import UnitDraft, UnsoundMapError

_SKETCH = 0.0004  # share of the map's width that a line of the drawing may move


@transaction.atomic
def add_level(
    *,
    version: Version,
    code: str,
    name: str,
    name_plural: str,
    units: Sequence[UnitDraft],
    rank: int | None = None,
    actor: int | None = None,
) -> Level:
    """Add a level with all its units, below the levels that are there. All or nothing.

    Args:
        version: a draft of the map.
        code: short name of the level for addresses (``colonia``).
        name: the level as people say it (``Colonia``).
        name_plural: the same for many (``Colonias``).
        units: its units, whose geometry has been checked (``core.geo.check``).
        rank: 0 for the whole; the next one down unless given.
        actor: the id of the person.

    Raises:
        PublishedVersionError: if the map is already published.
        UnsoundMapError: if two units have the same code, or the level is there already.
    """
    draft(version)
    if not units:
        raise UnsoundMapError(_("El archivo no tiene ninguna unidad."))
    codes = [unit.code for unit in units]
    if len(set(codes)) < len(codes):
        repeated = next(code for code in codes if codes.count(code) > 1)
        raise UnsoundMapError(_("La clave %(code)s está repetida.") % {"code": repeated})
    if version.levels.filter(code=code).exists():
        raise UnsoundMapError(_("El mapa ya tiene un nivel «%(name)s».") % {"name": name})
    last = version.levels.order_by("-rank").first()
    place = rank if rank is not None else (last.rank + 1 if last else 0)
    level = Level.objects.create(version=version, code=code, name=name, name_plural=name_plural, rank=place)
    _add_units(level, units)
    audit.record(events.LevelAdded(version_id=version.pk, level=name, units=len(units)), actor=actor)
    return level


def _add_units(level: Level, drafts: Sequence[UnitDraft]) -> None:
    sketches = _sketches(drafts)
    rows = [
        Unit(
            version_id=level.version_id,
            level=level,
            code=one.code,
            name=one.name,
            population=one.population,
            geometry=one.geometry,
            sketch=sketches.get(one.code),
            **_box(one.geometry),
        )
        for one in drafts
    ]
    by_code = {row.code: row for row in Unit.objects.bulk_create(rows)}
    Alias.objects.bulk_create(
        Alias(unit=by_code[one.code], name=alias, plain_name=plain(alias))
        for one in drafts
        for alias in dict.fromkeys(one.aliases)
    )
    _set_parents(level, {one.code: one.parent_code for one in drafts if one.parent_code})


def _box(geometry: dict[str, Any] | None) -> dict[str, float]:
    if not geometry:
        return {}
    box, centre = geo.bounds(geometry), geo.inner_point(geometry)
    return {
        "west": box.west,
        "south": box.south,
        "east": box.east,
        "north": box.north,
        "centre_lon": centre.lon,
        "centre_lat": centre.lat,
    }


def _sketches(drafts: Sequence[UnitDraft]) -> dict[str, dict[str, Any]]:
    drawn = [(one.code, one.geometry) for one in drafts if one.geometry]
    if not drawn:
        return {}
    boxes = [geo.bounds(geometry) for _code, geometry in drawn]
    width = max(box.east for box in boxes) - min(box.west for box in boxes)
    lighter = geo.simplified([geometry for _code, geometry in drawn], tolerance=width * _SKETCH)
    return dict(zip((code for code, _geometry in drawn), lighter, strict=True))


def _set_parents(level: Level, stated: dict[str, str]) -> None:
    """Give each unit its parent in the level above: the one stated, else where its inner point falls."""
    above = level.version.levels.filter(rank__lt=level.rank).order_by("-rank").first()
    if above is None:
        return
    parents = {unit.code: unit for unit in above.units.all()}
    areas = [geo.Area(unit.code, unit.geometry) for unit in parents.values()]
    rows = list(level.units.all())
    for row in rows:
        code = stated.get(row.code) or _found(row, areas)
        row.parent = parents.get(code) if code else None
        if row.parent is None and len(parents) == 1:
            row.parent = next(iter(parents.values()))
    Unit.objects.bulk_update(rows, ["parent"])


def _found(row: Unit, areas: Sequence[geo.Area]) -> str | None:
    if row.centre_lon is None or row.centre_lat is None:
        return None
    return geo.covering(geo.Point(row.centre_lon, row.centre_lat), areas)


@transaction.atomic
def remove_level(*, level: Level, actor: int | None = None) -> None:
    """Take a level out of a one.

    Raises:
        PublishedVersionError: if the map is already published.
    """
    version = draft(level.version)
    if version.levels.filter(rank__gt=level.rank).exists():
        raise UnsoundMapError(_("Quite primero los niveles que están dentro de este."))
    audit.record(events.LevelRemoved(version_id=version.pk, level=level.name), actor=actor)
    level.delete()

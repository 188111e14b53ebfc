"""Changing the map: a new version is drawn level by level, then published whole, and never changes again."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import geo
from tequio.core.text import plain
from tequio.foundation.audit import services as audit
from tequio.foundation.territory import events
from tequio.foundation.territory.models import Alias, Level, Unit, Version
from tequio.foundation.territory.types import PublishedVersionError, UnitDraft, UnsoundMapError

_SKETCH = 0.0004  # share of the map's width that a line of the drawing may move


@transaction.atomic
def create_version(*, name: str, valid_from: date, actor: int | None = None) -> Version:
    """Start a new version of the map, a draft until it is published.

    Raises:
        UnsoundMapError: if there is one of that name.
    """
    if Version.objects.filter(name=name).exists():
        raise UnsoundMapError(_("Ya hay una versión con ese nombre. Elija otro."))
    version = Version.objects.create(name=name, valid_from=valid_from)
    audit.record(events.VersionCreated(version_id=version.pk, name=name), actor=actor)
    return version


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
    _draft(version)
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
            code=draft.code,
            name=draft.name,
            population=draft.population,
            geometry=draft.geometry,
            sketch=sketches.get(draft.code),
            **_box(draft.geometry),
        )
        for draft in drafts
    ]
    by_code = {row.code: row for row in Unit.objects.bulk_create(rows)}
    Alias.objects.bulk_create(
        Alias(unit=by_code[draft.code], name=alias, plain_name=plain(alias))
        for draft in drafts
        for alias in dict.fromkeys(draft.aliases)
    )
    _set_parents(level, {draft.code: draft.parent_code for draft in drafts if draft.parent_code})


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
    drawn = [(draft.code, draft.geometry) for draft in drafts if draft.geometry]
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
    """Take a level out of a draft.

    Raises:
        PublishedVersionError: if the map is already published.
    """
    version = _draft(level.version)
    if version.levels.filter(rank__gt=level.rank).exists():
        raise UnsoundMapError(_("Quite primero los niveles que están dentro de este."))
    audit.record(events.LevelRemoved(version_id=version.pk, level=level.name), actor=actor)
    level.delete()


@transaction.atomic
def publish_version(*, version: Version, at: datetime, actor: int | None = None) -> Version:
    """Publish a map: from now on it may be used, and it never changes.

    Raises:
        PublishedVersionError: if it is already published.
        UnsoundMapError: if it has no level, or a unit that lies in none of the level above.
    """
    version = _draft(version)
    if not version.levels.exists():
        raise UnsoundMapError(_("El mapa no tiene ningún nivel todavía."))
    top = version.levels.order_by("rank").first()
    orphan = version.units.exclude(level=top).filter(parent=None).order_by("level__rank", "code").first()
    if orphan:
        raise UnsoundMapError(
            _("«%(name)s» (%(code)s) no cae dentro de ninguna unidad del nivel de arriba.")
            % {"name": orphan.name, "code": orphan.code}
        )
    version.published_at = at
    version.save(update_fields=["published_at"])
    audit.record(events.VersionPublished(version_id=version.pk, name=version.name), actor=actor, at=at)
    return version


@transaction.atomic
def discard_version(*, version: Version, actor: int | None = None) -> None:
    """Throw a draft away.

    Raises:
        PublishedVersionError: if the map is already published.
    """
    version = _draft(version)
    audit.record(events.VersionDiscarded(version_id=version.pk, name=version.name), actor=actor)
    version.delete()


@transaction.atomic
def add_alias(*, unit: Unit, name: str, actor: int | None = None) -> Alias:
    """Add another name by which people call a unit. Also in published maps: no figure hangs on it."""
    alias, created = Alias.objects.get_or_create(
        unit=unit, plain_name=plain(name), defaults={"name": name.strip()}
    )
    if created:
        audit.record(events.AliasAdded(unit_id=unit.pk, alias=alias.name), actor=actor)
    return alias


@transaction.atomic
def remove_alias(*, alias: Alias, actor: int | None = None) -> None:
    """Take another name of a unit away."""
    audit.record(events.AliasRemoved(unit_id=alias.unit_id, alias=alias.name), actor=actor)
    alias.delete()


def _draft(version: Version) -> Version:
    """Return the version with its row locked, if it may still change."""
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.published_at:
        raise PublishedVersionError(
            _("Este mapa ya se publicó y no cambia. Empiece una versión nueva con lo que haya que corregir.")
        )
    return locked

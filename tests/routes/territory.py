"""The map: changed by administration, read by anyone once it is published."""

from typing import Any

from django.core.files.base import ContentFile
from tests.routes import ADMINISTRATOR, ANYONE, Route, World

from tequio.config.demo.factories.territory import make_map
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.territory import services

MANAGERS = frozenset({ADMINISTRATOR})
BOTH = ("GET", "POST")
FEATURE = b'{"type": "Feature", "properties": {"a": 1}, "geometry": null}'
MAP = b'{"type": "FeatureCollection", "features": [' + FEATURE + b"]}"


def published(world: World) -> dict[str, Any]:
    del world
    return {"version_id": make_map().pk, "level": "colonia"}


def draft(world: World) -> dict[str, Any]:
    del world
    return {"version_id": make_map(published=False).pk}


def draft_with_file(world: World) -> dict[str, Any]:
    owner = world.people[ADMINISTRATOR]
    file = files.store(
        upload=ContentFile(MAP, name="mapa.geojson"), kind=FileKind.GEOGRAPHY, uploaded_by=owner.pk
    )
    return draft(world) | {"file_id": file.pk}


def lowest_level(world: World) -> dict[str, Any]:
    del world
    return {"level_id": make_map(published=False).levels.get(code="colonia").pk}


def a_unit(world: World) -> dict[str, Any]:
    del world
    return {"unit_id": make_map().units.get(code="C01").pk}


def an_alias(world: World) -> dict[str, Any]:
    del world
    unit = make_map().units.get(code="C01")
    return {"alias_id": services.add_alias(unit=unit, name="La Uno").pk}


ROUTES = {
    "territory:geojson": Route(allowed=ANYONE, kwargs=published),
    "territory:versions": Route(allowed=MANAGERS, methods=BOTH),
    "territory:version": Route(allowed=MANAGERS, kwargs=draft),
    "territory:upload": Route(allowed=MANAGERS, kwargs=draft, methods=BOTH),
    "territory:preview": Route(allowed=MANAGERS, kwargs=draft_with_file, methods=BOTH),
    "territory:publish": Route(allowed=MANAGERS, kwargs=draft, methods=("POST",)),
    "territory:discard": Route(allowed=MANAGERS, kwargs=draft, methods=("POST",)),
    "territory:remove_level": Route(allowed=MANAGERS, kwargs=lowest_level, methods=("POST",)),
    "territory:unit": Route(allowed=MANAGERS, kwargs=a_unit, methods=BOTH),
    "territory:remove_alias": Route(allowed=MANAGERS, kwargs=an_alias, methods=("POST",)),
}

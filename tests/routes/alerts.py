"""Flags are public; the office that answers for one answers it, and the coordination moves the limits."""

from typing import Any

from tests.routes import ANYONE, COORDINATOR, LIAISON, PUBLISHER, STAFF, Route, World

from tequio.config.demo.factories.alerts import make_flag
from tequio.config.demo.factories.projects import make_project

ANSWERERS = frozenset({LIAISON, PUBLISHER, COORDINATOR})


def flag(world: World) -> dict[str, Any]:
    return {"flag_id": make_flag(make_project(office_id=world.office.pk)).pk}


def slug(world: World) -> dict[str, Any]:
    del world
    return {"slug": "una-sola-oferta"}


ROUTES = {
    "alerts:index": Route(allowed=ANYONE),
    "alerts:index_csv": Route(allowed=ANYONE),
    "alerts:flag": Route(allowed=ANYONE, kwargs=slug),
    "alerts:csv": Route(allowed=ANYONE, kwargs=slug),
    "alerts:json": Route(allowed=ANYONE, kwargs=slug),
    "alerts:office": Route(allowed=STAFF),
    "alerts:answer": Route(allowed=ANSWERERS, kwargs=flag, methods=("GET", "POST"), by_office=True),
    "alerts:limits": Route(allowed=frozenset({COORDINATOR}), methods=("GET", "POST")),
}

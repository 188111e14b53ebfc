"""Projects are public; their desk belongs to the office that answers and to whoever manages projects."""

from typing import Any

from tests.routes import ANYONE, COORDINATOR, LIAISON, STAFF, Route, World

from tequio.config.demo.factories.projects import make_project

REPORTERS = frozenset({LIAISON, COORDINATOR})


def project(world: World) -> dict[str, Any]:
    return {"folio": make_project(office_id=world.office.pk).folio}


def stage(world: World) -> dict[str, Any]:
    return project(world) | {"code": "execution"}


ROUTES = {
    "projects:list": Route(allowed=ANYONE),
    "projects:csv": Route(allowed=ANYONE),
    "projects:json": Route(allowed=ANYONE),
    "projects:geojson": Route(allowed=ANYONE),
    "projects:detail": Route(allowed=ANYONE, kwargs=project),
    "projects:money": Route(allowed=ANYONE, kwargs=project),
    "projects:office": Route(allowed=STAFF),
    "projects:desk": Route(allowed=REPORTERS, kwargs=project, by_office=True),
    "projects:report": Route(allowed=REPORTERS, kwargs=stage, methods=("POST",), by_office=True),
    "projects:stage": Route(
        allowed=REPORTERS, kwargs=stage, methods=("POST",), by_office=True, takes=("state",)
    ),
    "projects:assign": Route(allowed=frozenset({COORDINATOR}), kwargs=project, methods=("POST",)),
}

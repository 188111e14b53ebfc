"""The API of open data: anyone, signed in or not."""

from typing import Any

from tests.routes import ANYONE, Route, World

from tequio.accountability.contracting import services
from tequio.config.demo.factories.contracting import make_process
from tequio.config.demo.factories.projects import STARTED, make_project


def process(world: World) -> dict[str, Any]:
    made = make_process(make_project(office_id=world.office.pk))
    services.publish(process_id=made.pk, at=STARTED)
    return {"ocid": made.ocid}


def release(world: World) -> dict[str, Any]:
    made = make_process(make_project(office_id=world.office.pk))
    found = services.append_release(process_id=made.pk, at=STARTED)
    assert found is not None
    return {"release_id": found.release_id}


def piece(world: World) -> dict[str, Any]:
    process(world)
    services.publish_city(at=STARTED)
    return {"name": next(one.stored for one in services.city_files())}


def projects(world: World) -> dict[str, Any]:
    services.oc4ids.put_project(project_id=make_project(office_id=world.office.pk).pk)
    services.oc4ids.put_projects(at=STARTED)
    return {}


def project(world: World) -> dict[str, Any]:
    made = make_project(office_id=world.office.pk)
    services.oc4ids.put_project(project_id=made.pk)
    return {"folio": made.folio}


UNSIGNED = "programs ask without session, and nothing is written"


def _read(**more: Any) -> Route:
    return Route(allowed=ANYONE, methods=("GET", "OPTIONS"), csrf_exempt=UNSIGNED, **more)


def _search(**more: Any) -> Route:
    return Route(allowed=ANYONE, methods=("POST", "OPTIONS"), csrf_exempt=UNSIGNED, **more)


ROUTES = {
    "api:page": Route(allowed=ANYONE),
    "api:feed": _read(),
    "api:openapi": _read(),
    "api:releases": _read(),
    "api:release": _read(kwargs=release),
    "api:records": _read(),
    "api:record": _read(kwargs=process),
    "api:ocids": _read(),
    "api:projects": _read(kwargs=projects),
    "api:project": _read(kwargs=project),
    "api:piece": _read(kwargs=piece),
    "api:fiscal_years": _read(),
    "api:edca_all": _read(),
    "api:edca_year": _read(kwargs=lambda _world: {"year": "2026"}),
    "api:edca_method": _read(kwargs=lambda _world: {"method": "direct"}),
    "api:edca_method_year": _read(kwargs=lambda _world: {"method": "direct", "year": "2026"}),
    "api:edca_category": _read(kwargs=lambda _world: {"category": "works"}),
    "api:edca_category_year": _read(kwargs=lambda _world: {"category": "works", "year": "2026"}),
    "api:edca_releases": _read(kwargs=process),
    "api:edca_record": _read(kwargs=process),
    "api:s6_search": _search(),
    "api:s6_records": _search(),
}

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


READ = ("GET", "OPTIONS")
SEARCH = ("POST", "OPTIONS")
ROUTES = {
    "api:page": Route(allowed=ANYONE),
    "api:feed": Route(allowed=ANYONE, methods=READ),
    "api:openapi": Route(allowed=ANYONE, methods=READ),
    "api:releases": Route(allowed=ANYONE, methods=READ),
    "api:release": Route(allowed=ANYONE, methods=READ, kwargs=release),
    "api:records": Route(allowed=ANYONE, methods=READ),
    "api:record": Route(allowed=ANYONE, methods=READ, kwargs=process),
    "api:ocids": Route(allowed=ANYONE, methods=READ),
    "api:projects": Route(allowed=ANYONE, methods=READ, kwargs=projects),
    "api:project": Route(allowed=ANYONE, methods=READ, kwargs=project),
    "api:piece": Route(allowed=ANYONE, methods=READ, kwargs=piece),
    "api:fiscal_years": Route(allowed=ANYONE, methods=READ),
    "api:edca_all": Route(allowed=ANYONE, methods=READ),
    "api:edca_year": Route(allowed=ANYONE, methods=READ, kwargs=lambda _world: {"year": "2026"}),
    "api:edca_method": Route(allowed=ANYONE, methods=READ, kwargs=lambda _world: {"method": "direct"}),
    "api:edca_method_year": Route(
        allowed=ANYONE, methods=READ, kwargs=lambda _world: {"method": "direct", "year": "2026"}
    ),
    "api:edca_category": Route(allowed=ANYONE, methods=READ, kwargs=lambda _world: {"category": "works"}),
    "api:edca_category_year": Route(
        allowed=ANYONE, methods=READ, kwargs=lambda _world: {"category": "works", "year": "2026"}
    ),
    "api:edca_releases": Route(allowed=ANYONE, methods=READ, kwargs=process),
    "api:edca_record": Route(allowed=ANYONE, methods=READ, kwargs=process),
    "api:s6_search": Route(allowed=ANYONE, methods=SEARCH),
    "api:s6_records": Route(allowed=ANYONE, methods=SEARCH),
}

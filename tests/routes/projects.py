"""Projects are public; their desk belongs to the office that answers and to whoever manages projects."""

from typing import Any

from tests.routes import ANYONE, CITIZEN, COORDINATOR, LIAISON, STAFF, Route, World

from tequio.config.demo.factories.projects import (
    make_activity,
    make_cancellation,
    make_evidence,
    make_planned,
    make_product,
    make_project,
    make_voted_project,
)

REPORTERS = frozenset({LIAISON, COORDINATOR})
MANAGERS = frozenset({COORDINATOR})


def project(world: World) -> dict[str, Any]:
    return {"folio": make_project(office_id=world.office.pk).folio}


def stage(world: World) -> dict[str, Any]:
    return project(world) | {"code": "execution"}


def evidence(world: World) -> dict[str, Any]:
    made = make_project(office_id=world.office.pk)
    return {"folio": made.folio, "pk": make_evidence(make_activity(made)).pk}


def planned(world: World) -> dict[str, Any]:
    made = make_project(office_id=world.office.pk)
    return {"folio": made.folio, "pk": make_planned(made).pk}


def product(world: World) -> dict[str, Any]:
    made = make_project(office_id=world.office.pk)
    return {"folio": made.folio, "pk": make_product(made).pk}


def cancelled(world: World) -> dict[str, Any]:
    made = make_project(office_id=world.office.pk)
    make_cancellation(made)
    return {"folio": made.folio, "option": 1}


def template_stage(world: World) -> dict[str, Any]:
    del world
    return {"pk": 1}


def own(world: World) -> dict[str, Any]:
    return {"folio": make_voted_project(author=world.people[CITIZEN]).folio}


def reporters(name: str = "project", *, get: bool = False, **more: Any) -> Route:
    """A page, or a form, of whoever reports on the project."""
    made = {"project": project, "stage": stage, "evidence": evidence, "planned": planned, "product": product}
    methods = ("GET",) if get else ("POST",)
    return Route(allowed=REPORTERS, kwargs=made[name], methods=methods, by_office=True, **more)


ROUTES = {
    "projects:list": Route(allowed=ANYONE),
    "projects:csv": Route(allowed=ANYONE),
    "projects:json": Route(allowed=ANYONE),
    "projects:geojson": Route(allowed=ANYONE),
    "projects:detail": Route(allowed=ANYONE, kwargs=project),
    "projects:money": Route(allowed=ANYONE, kwargs=project),
    "projects:progress": Route(allowed=ANYONE, kwargs=project),
    "projects:receive": Route(
        allowed=frozenset({CITIZEN}), kwargs=own, methods=("GET", "POST"), by_person=True
    ),
    "projects:office": Route(allowed=STAFF),
    "projects:new": Route(allowed=MANAGERS, methods=("GET", "POST"), takes=("folio",)),
    "projects:template": Route(allowed=MANAGERS, methods=("GET", "POST")),
    "projects:template_stage": Route(allowed=MANAGERS, kwargs=template_stage, methods=("POST",)),
    "projects:desk": reporters(get=True),
    "projects:site": Route(allowed=REPORTERS, kwargs=project, methods=("GET", "POST"), by_office=True),
    "projects:evidence": reporters(get=True),
    "projects:change_evidence": reporters("evidence"),
    "projects:data": reporters(get=True),
    "projects:place": reporters(),
    "projects:responsible": reporters(),
    "projects:assign": Route(allowed=MANAGERS, kwargs=project, methods=("POST",)),
    "projects:plan": reporters(get=True),
    "projects:add_stage": reporters(),
    "projects:save_stage": reporters("stage"),
    "projects:plan_activity": reporters(),
    "projects:move_activity": reporters("planned", takes=("state",)),
    "projects:add_product": reporters(),
    "projects:save_product": reporters("product"),
    "projects:changes": reporters(get=True),
    "projects:pause": reporters(),
    "projects:resume": reporters(),
    "projects:committee": reporters(),
    "projects:cancel": Route(allowed=MANAGERS, kwargs=project, methods=("POST",)),
    "projects:substitute": Route(allowed=MANAGERS, kwargs=cancelled, methods=("POST",)),
    "projects:report": reporters("stage"),
    "projects:stage": reporters("stage", takes=("state",)),
}

"""A process is public; its desk belongs to the office that contracts and to whoever publishes the data."""

from typing import Any

from tests.routes import ANYONE, LIAISON, PUBLISHER, Route, World

from tequio.accountability.contracting import services
from tequio.config.demo.factories.contracting import make_award, make_contract, make_payment, make_process
from tequio.config.demo.factories.projects import STARTED, make_project

RECORDERS = frozenset({LIAISON, PUBLISHER})
WATCHERS = frozenset({PUBLISHER})


def project(world: World) -> dict[str, Any]:
    return {"folio": make_project(office_id=world.office.pk).folio}


def process(world: World) -> dict[str, Any]:
    return {"ocid": make_process(make_project(office_id=world.office.pk)).ocid}


def release(world: World) -> dict[str, Any]:
    made = make_process(make_project(office_id=world.office.pk))
    services.append_release(process_id=made.pk, at=STARTED)
    return {"ocid": made.ocid, "number": 1}


def award(world: World) -> dict[str, Any]:
    made = make_award(make_process(make_project(office_id=world.office.pk)))
    return {"ocid": made.process.ocid, "award_id": made.pk}


def contract(world: World) -> dict[str, Any]:
    made = make_contract(make_award(make_process(make_project(office_id=world.office.pk))))
    return {"ocid": made.process.ocid, "contract_id": made.pk}


def payment(world: World) -> dict[str, Any]:
    made = make_payment(make_contract(make_award(make_process(make_project(office_id=world.office.pk)))))
    return {"ocid": made.contract.process.ocid, "payment_id": made.pk}


def _record(kwargs: Any) -> Route:
    return Route(allowed=RECORDERS, kwargs=kwargs, methods=("POST",), by_office=True)


ROUTES = {
    "contracting:process": Route(allowed=ANYONE, kwargs=process),
    "contracting:release": Route(allowed=ANYONE, kwargs=release),
    "contracting:office": Route(allowed=RECORDERS),
    "contracting:open": Route(allowed=RECORDERS, kwargs=project, methods=("GET", "POST"), by_office=True),
    "contracting:desk": Route(allowed=RECORDERS, kwargs=process, by_office=True),
    "contracting:tender": _record(process),
    "contracting:award": _record(process),
    "contracting:end": _record(process),
    "contracting:contract": _record(award),
    "contracting:payment": _record(contract),
    "contracting:amendment": _record(contract),
    "contracting:conclude": _record(contract),
    "contracting:void": _record(payment),
    "contracting:publication": Route(allowed=WATCHERS),
    "contracting:retry": Route(allowed=WATCHERS, kwargs=process, methods=("POST",)),
}

"""A process is public; its desk belongs to the office that contracts and to whoever publishes the data."""

from typing import Any

from tests.routes import ANYONE, LIAISON, PUBLISHER, Route, World

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import ProcedureType
from tequio.accountability.contracting.services import importing
from tequio.config.demo.factories.contracting import (
    make_award,
    make_bid,
    make_budget_line,
    make_contract,
    make_document,
    make_milestone,
    make_payment,
    make_process,
    make_quote_request,
    make_supplier,
)
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


def schema(world: World) -> dict[str, Any]:
    del world
    return {"name": "release-package"}


def award(world: World) -> dict[str, Any]:
    made = make_award(make_process(make_project(office_id=world.office.pk)))
    return {"ocid": made.process.ocid, "pk": made.pk}


def contract(world: World) -> dict[str, Any]:
    made = make_contract(make_award(make_process(make_project(office_id=world.office.pk))))
    return {"ocid": made.process.ocid, "pk": made.pk}


def payment(world: World) -> dict[str, Any]:
    made = make_payment(make_contract(make_award(make_process(make_project(office_id=world.office.pk)))))
    return {"ocid": made.contract.process.ocid, "pk": made.pk}


def _process_of(world: World) -> Any:
    return make_process(make_project(office_id=world.office.pk))


def line(world: World) -> dict[str, Any]:
    made = make_budget_line(_process_of(world))
    return {"ocid": made.process.ocid, "pk": made.pk}


def quotes(world: World) -> dict[str, Any]:
    made = make_quote_request(_process_of(world))
    return {"ocid": made.process.ocid, "pk": made.pk}


def bid(world: World) -> dict[str, Any]:
    made = make_bid(_process_of(world))
    return {"ocid": made.process.ocid, "pk": made.pk}


def milestone(world: World) -> dict[str, Any]:
    made = make_milestone(make_contract(make_award(_process_of(world))))
    return {"ocid": made.contract.process.ocid, "pk": made.pk}


def document(world: World) -> dict[str, Any]:
    made = make_document(_process_of(world))
    return {"ocid": made.process.ocid, "pk": made.pk}


def supplier(world: World) -> dict[str, Any]:
    del world
    return {"pk": make_supplier().pk}


def public_supplier(world: World) -> dict[str, Any]:
    del world
    return {"key": make_supplier().public_key}


def kind(world: World) -> dict[str, Any]:
    del world
    return {"pk": ProcedureType.objects.get(code="licitacion-publica").pk}


def rule(world: World) -> dict[str, Any]:
    del world
    return {"code": "contract_value"}


def history(world: World) -> dict[str, Any]:
    """A history that was looked at and may come in."""
    made = importing.start(name="viejo.json", office_id=world.office.pk, at=STARTED)
    importing.check(history_id=made.pk, data=b'{"ocid": "ocds-abc123-1", "date": "2024-01-01"}')
    return {"history_id": made.pk}


def _record(kwargs: Any) -> Route:
    return Route(allowed=RECORDERS, kwargs=kwargs, methods=("POST",), by_office=True)


def _step(kwargs: Any) -> Route:
    return Route(allowed=RECORDERS, kwargs=kwargs, methods=("GET", "POST"), by_office=True)


ROUTES = {
    "contracting:process": Route(allowed=ANYONE, kwargs=process),
    "contracting:release": Route(allowed=ANYONE, kwargs=release),
    "contracting:schema": Route(allowed=ANYONE, kwargs=schema),
    "contracting:office": Route(allowed=RECORDERS),
    "contracting:open": Route(allowed=RECORDERS, kwargs=project, methods=("GET", "POST"), by_office=True),
    "contracting:desk": Route(allowed=RECORDERS, kwargs=process, by_office=True),
    "contracting:planning": _step(process),
    "contracting:budget_line": _step(process),
    "contracting:budget_moments": _step(line),
    "contracting:quote_request": _step(process),
    "contracting:quote": _step(quotes),
    "contracting:tender": _step(process),
    "contracting:meeting": _step(process),
    "contracting:bid": _step(process),
    "contracting:bid_change": _step(bid),
    "contracting:award": _step(process),
    "contracting:award_cancel": _step(award),
    "contracting:end": _step(process),
    "contracting:contract": _step(award),
    "contracting:guarantee": _step(contract),
    "contracting:amendment": _step(contract),
    "contracting:milestone": _step(contract),
    "contracting:milestone_change": _step(milestone),
    "contracting:payment": _step(contract),
    "contracting:conclude": _step(contract),
    "contracting:document": _step(process),
    "contracting:document_withdraw": _record(document),
    "contracting:void": _record(payment),
    "contracting:suppliers": Route(allowed=ANYONE),
    "contracting:supplier": Route(allowed=ANYONE, kwargs=public_supplier),
    "contracting:office_suppliers": Route(allowed=RECORDERS, methods=("GET", "POST")),
    "contracting:supplier_correct": Route(
        allowed=RECORDERS,
        kwargs=supplier,
        methods=("GET", "POST"),
        shared="the roll of suppliers is the whole city's",
    ),
    "contracting:supplier_policy": Route(allowed=WATCHERS, methods=("POST",)),
    "contracting:procedures": Route(allowed=WATCHERS),
    "contracting:procedure_add": Route(allowed=WATCHERS, methods=("GET", "POST")),
    "contracting:procedure": Route(allowed=WATCHERS, kwargs=kind, methods=("GET", "POST")),
    "contracting:publication": Route(allowed=WATCHERS),
    "contracting:gate": Route(allowed=WATCHERS),
    "contracting:rule": Route(allowed=WATCHERS, kwargs=rule, methods=("GET", "POST")),
    "contracting:histories": Route(allowed=WATCHERS, methods=("GET", "POST")),
    "contracting:history": Route(allowed=WATCHERS, kwargs=history),
    "contracting:history_bring": Route(allowed=WATCHERS, kwargs=history, methods=("POST",)),
    "contracting:state": Route(allowed=ANYONE),
    "contracting:state_json": Route(allowed=ANYONE),
    "contracting:state_csv": Route(allowed=ANYONE),
    "contracting:retry": Route(allowed=WATCHERS, kwargs=process, methods=("POST",)),
}

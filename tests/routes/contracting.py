"""A process is public; its desk belongs to the office that contracts and to whoever publishes the data."""

from typing import Any

from django.core.files.base import ContentFile
from tests.routes import ANYONE, COORDINATOR, LIAISON, PUBLISHER, Route, World

from tequio.accountability.contracting import services
from tequio.accountability.contracting.services import importing, loading
from tequio.config.demo.factories.contracting import make_award, make_contract, make_payment, make_process
from tequio.config.demo.factories.projects import STARTED, make_project
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind

RECORDERS = frozenset({LIAISON, PUBLISHER})
LOADERS = frozenset({COORDINATOR, PUBLISHER})
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


def batch(world: World) -> dict[str, Any]:
    """A load that failed: its file stays where a test's files are."""
    del world
    upload = ContentFile(b"Folio,Procedimiento,Proveedor,RFC,Fallo,Monto\n1,x,x,x,x,x\n", name="c.csv")
    stored = files.store(upload=upload, kind=FileKind.SPREADSHEET)
    return {"batch_id": loading.start_batch(file=stored, edition=None, at=STARTED).pk}


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
    "contracting:loads": Route(allowed=LOADERS, methods=("GET", "POST"), takes=("edition",)),
    "contracting:load_template": Route(allowed=LOADERS),
    "contracting:batch": Route(allowed=LOADERS, kwargs=batch),
    "contracting:mapping": Route(allowed=LOADERS, kwargs=batch, methods=("POST",), takes=("folio",)),
    "contracting:load": Route(allowed=LOADERS, kwargs=batch, methods=("POST",)),
    "contracting:undo": Route(allowed=LOADERS, kwargs=batch, methods=("POST",)),
    "contracting:failed_rows": Route(allowed=LOADERS, kwargs=batch),
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

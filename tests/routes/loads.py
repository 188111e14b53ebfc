"""Who may load rows of a kind opens its pages; others' loads are for who may in the whole government."""

from typing import Any

from django.core.files.base import ContentFile
from tests.routes import ADMINISTRATOR, COORDINATOR, LIAISON, PUBLISHER, Route, World

from tequio.config.demo.factories.projects import STARTED
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.loads import services
from tequio.foundation.loads.types import find

LOADERS = frozenset({COORDINATOR, PUBLISHER})
SOMETHING = LOADERS | {LIAISON, ADMINISTRATOR}


def contracts(world: World) -> dict[str, Any]:
    del world
    return {"slug": "contratos"}


def stages(world: World) -> dict[str, Any]:
    del world
    return {"slug": "etapas"}


def batch(world: World) -> dict[str, Any]:
    """A load that failed: its file stays where a test's files are."""
    del world
    upload = ContentFile(b"Folio,Procedimiento,Proveedor,RFC,Fallo,Monto\n1,x,x,x,x,x\n", name="c.csv")
    stored = files.store(upload=upload, kind=FileKind.SPREADSHEET)
    kind = find("contratos")
    assert kind is not None
    made = services.start(kind=kind, file=stored, at=STARTED)
    services.carry_on(batch_id=made.pk, at=STARTED)
    return {"batch_id": made.pk}


def _post() -> Route:
    return Route(allowed=LOADERS, kwargs=batch, methods=("POST",), takes=("folio",))


ROUTES = {
    "loads:list": Route(allowed=SOMETHING),
    "loads:kind": Route(allowed=LOADERS, kwargs=contracts, methods=("GET", "POST"), takes=("scope",)),
    "loads:template": Route(allowed=LOADERS, kwargs=contracts),
    "loads:current": Route(
        allowed=frozenset({LIAISON, COORDINATOR}),
        kwargs=stages,
        shared="each gets the projects of their own offices",
    ),
    "loads:batch": Route(allowed=LOADERS, kwargs=batch),
    "loads:progress": Route(allowed=LOADERS, kwargs=batch),
    "loads:sheet": _post(),
    "loads:mapping": _post(),
    "loads:load": _post(),
    "loads:undo": _post(),
    "loads:failed": Route(allowed=LOADERS, kwargs=batch),
}

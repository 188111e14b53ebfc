"""The catalogue of open data and its files: anyone, signed in or not."""

import hashlib
from datetime import UTC, datetime

from tests.routes import ANYONE, PUBLISHER, Route, World

from tequio.publishing.opendata.services import publish_file


def _file(world: World) -> dict[str, str]:
    del world
    key = "pruebas/ejemplo.json"
    publish_file(
        key=key,
        dataset="pruebas",
        media_type="application/json",
        content=b"{}",
        at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    return {"key": key}


def _dataset(world: World) -> dict[str, str]:
    _file(world)
    return {"slug": "pruebas"}


def _version(world: World) -> dict[str, str]:
    _file(world)
    return {"digest": hashlib.sha256(b"{}").hexdigest(), "name": "ejemplo.json"}


def _table(world: World) -> dict[str, str]:
    del world
    return {"slug": "propuestas", "table": "propuestas"}


def _action(world: World) -> dict[str, str]:
    del world
    return {"name": "package_search"}


_CKAN = Route(
    allowed=ANYONE,
    kwargs=_action,
    methods=("GET", "POST", "OPTIONS"),
    csrf_exempt="programs read by POST, without session; nothing is written",
)
ROUTES = {
    "opendata:catalogue": Route(allowed=ANYONE),
    "opendata:machine_catalogue": Route(allowed=ANYONE),
    "opendata:dcat": Route(allowed=ANYONE),
    "opendata:data_json": Route(allowed=ANYONE),
    "opendata:data_package": Route(allowed=ANYONE, kwargs=_dataset),
    "opendata:table_schema": Route(allowed=ANYONE, kwargs=_table),
    "opendata:checksums": Route(allowed=ANYONE, kwargs=_dataset),
    "opendata:versions": Route(allowed=ANYONE, kwargs=_dataset),
    "opendata:checking": Route(allowed=ANYONE),
    "opendata:version": Route(allowed=ANYONE, kwargs=_version, methods=("GET", "OPTIONS")),
    "opendata:ckan": _CKAN,
    "opendata:ckan_3": _CKAN,
    "opendata:ckan_version": Route(allowed=ANYONE, methods=("GET",)),
    "opendata:office": Route(allowed=frozenset({PUBLISHER})),
    "opendata:office_refresh": Route(allowed=frozenset({PUBLISHER}), methods=("POST",)),
    "opendata:dataset": Route(allowed=ANYONE, kwargs=_dataset),
    "opendata:download": Route(allowed=ANYONE, kwargs=_file, methods=("GET", "OPTIONS")),
}

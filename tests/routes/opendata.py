"""The catalogue of open data and its files: anyone, signed in or not."""

from datetime import UTC, datetime

from tests.routes import ANYONE, Route, World

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


ROUTES = {
    "opendata:catalogue": Route(allowed=ANYONE),
    "opendata:machine_catalogue": Route(allowed=ANYONE),
    "opendata:dataset": Route(allowed=ANYONE, kwargs=_dataset),
    "opendata:download": Route(allowed=ANYONE, kwargs=_file, methods=("GET", "OPTIONS")),
}

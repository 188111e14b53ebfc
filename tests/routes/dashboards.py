"""The boards: the public ones, and the one of each office."""

from tests.routes import ANYONE, STAFF, Route, World


def by_stage(world: World) -> dict[str, str]:
    return {"group": "etapas"}


def suppliers(world: World) -> dict[str, str]:
    return {"table": "proveedores"}


ROUTES = {
    "dashboards:index": Route(allowed=ANYONE),
    "dashboards:money": Route(allowed=ANYONE),
    "dashboards:times": Route(allowed=ANYONE),
    "dashboards:following": Route(allowed=ANYONE),
    "dashboards:geojson": Route(allowed=ANYONE),
    "dashboards:feasibility": Route(allowed=ANYONE),
    "dashboards:compare": Route(allowed=ANYONE, kwargs=suppliers),
    "dashboards:projects": Route(allowed=ANYONE),
    "dashboards:projects_csv": Route(allowed=ANYONE),
    "dashboards:projects_json": Route(allowed=ANYONE),
    "dashboards:contracts": Route(allowed=ANYONE),
    "dashboards:contracts_csv": Route(allowed=ANYONE),
    "dashboards:contracts_json": Route(allowed=ANYONE),
    "dashboards:csv": Route(allowed=ANYONE, kwargs=by_stage),
    "dashboards:json": Route(allowed=ANYONE, kwargs=by_stage),
    "dashboards:office": Route(allowed=STAFF),
    "dashboards:office_csv": Route(allowed=STAFF, kwargs=by_stage, shared="figures of the whole government"),
}

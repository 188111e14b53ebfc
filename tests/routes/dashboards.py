"""The boards: the public one, and the one of each office."""

from tests.routes import ANYONE, STAFF, Route, World


def by_stage(world: World) -> dict[str, str]:
    return {"group": "etapas"}


ROUTES = {
    "dashboards:index": Route(allowed=ANYONE),
    "dashboards:csv": Route(allowed=ANYONE, kwargs=by_stage),
    "dashboards:office": Route(allowed=STAFF),
    "dashboards:office_csv": Route(allowed=STAFF, kwargs=by_stage, shared="figures of the whole government"),
}

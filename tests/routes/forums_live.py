"""Live figures of forums: for anyone, without a name."""

from typing import Any

from django.utils import timezone
from tests.participation.forums.crowds import arrive
from tests.routes import ANYONE, Route, World
from tests.routes.forums_voices import forum

from tequio.participation.forums.services import figures


def shown(world: World) -> dict[str, Any]:
    """Return an exercise with figures."""
    del world
    one = forum()
    if not one.snapshots.exists():
        arrive(one, 12)
        figures.refresh(forum_id=one.pk, at=timezone.now())
    return {"slug": one.slug}


def table(world: World) -> dict[str, Any]:
    """Return one of its tables."""
    return shown(world) | {"table": "genero"}


ROUTES = {
    "forums:live": Route(allowed=ANYONE, kwargs=shown),
    "forums:live_stream": Route(allowed=ANYONE, kwargs=shown),
    "forums:live_json": Route(allowed=ANYONE, kwargs=shown),
    "forums:live_map": Route(allowed=ANYONE, kwargs=shown),
    "forums:live_csv": Route(allowed=ANYONE, kwargs=table),
}

"""Stored files. What is private and not one's own is said not to exist (tests/foundation/files)."""

from typing import Any

from tests.routes import ANYONE, Route, World

from tequio.config.demo.factories import files as factory


def a_photo(world: World) -> dict[str, Any]:
    del world
    return {"file_id": factory.make_image().pk, "variant": "thumb"}


ROUTES = {"files:read": Route(allowed=ANYONE, kwargs=a_photo)}

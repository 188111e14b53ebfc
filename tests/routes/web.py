"""The addresses of the frame itself."""

from tests.routes import ANYONE, Route

from tequio.foundation.web.models import Appearance


def with_shield(world: object) -> dict[str, str]:
    Appearance.objects.update_or_create(pk=1, defaults={"name": "Valle", "shield": b"png"})
    return {"version": "1"}


ROUTES = {
    "web:set_language": Route(allowed=ANYONE, methods=("POST",)),
    "web:theme": Route(allowed=ANYONE, kwargs=lambda _: {"version": "1"}),
    "web:shield": Route(allowed=ANYONE, kwargs=with_shield),
}

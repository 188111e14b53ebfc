"""Who may open which address: one module per context, with ``ROUTES: dict[str, Route]``.

``tests/config/test_route_matrix.py`` walks the URLconf and asks every route as every role. A route that stands
in no module here fails by its name.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tequio.config.demo.factories.accounts import make_cast
from tequio.foundation.accounts.models import Office, User

ANONYMOUS = "anonymous"
CITIZEN = "citizen"
LIAISON = "liaison"
COORDINATOR = "coordinator"
PUBLISHER = "publisher"
ADMINISTRATOR = "administrator"
AUDITOR = "auditor"

STAFF = frozenset({LIAISON, COORDINATOR, PUBLISHER, ADMINISTRATOR, AUDITOR})
SIGNED_IN = STAFF | {CITIZEN}
ANYONE = SIGNED_IN | {ANONYMOUS}


@dataclass(frozen=True, slots=True)
class World:
    """What the objects of a route are made for: the people by role, and the office that owns the object."""

    people: dict[str, User]
    office: Office


def nothing(world: World) -> dict[str, Any]:
    """Return no arguments: an address without parts."""
    del world
    return {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """What is expected of one named route.

    Attributes:
        allowed: the roles that may come in (see the sets above). Anonymous visitors who may not are sent to
            sign in; signed-in people who may not get 403.
        kwargs: makes the objects of the address for a world and returns the URL's arguments.
        query: the query string, without its question mark.
        methods: each is asked as every role.
        data: makes the body of a POST for a world. The default, an empty form, is good enough: what is
            checked is who comes in, and that nothing breaks.
        denied: the status for signed-in people who may not come in, where it is not 403.
        ok: more statuses that an allowed role may get on GET (below 400 is always fine).
        by_office: the object belongs to ``world.office``. The route is asked once more with an object of
            another office, which the liaison must not open.
        by_person: the object belongs to the world's citizen. The route is asked once more as another citizen,
            who must be told that there is nothing, and whose POST must change nothing.
        shared: why liaisons of every office, or citizens who sign in, may open the same object, if they may.
        takes: protected names (tests/security/bodies.py) that the form asks for by design, such as a role.
        csrf_exempt: why the address takes a POST without token, if it does.
    """

    allowed: frozenset[str]
    kwargs: Callable[[World], dict[str, Any]] = nothing
    query: str = ""
    methods: tuple[str, ...] = ("GET",)
    data: Callable[[World], dict[str, Any]] = nothing
    denied: int = 403
    ok: tuple[int, ...] = ()
    by_office: bool = False
    by_person: bool = False
    shared: str = ""
    csrf_exempt: str = ""
    takes: tuple[str, ...] = ()


def make_world() -> World:
    """Make the cast, and the office whose objects the routes are about."""
    cast = make_cast()
    people = {
        CITIZEN: cast.ana,
        LIAISON: cast.beto,
        COORDINATOR: cast.caro,
        PUBLISHER: cast.pia,
        ADMINISTRATOR: cast.dani,
        AUDITOR: cast.aurora,
    }
    return World(people, cast.office)


def all_routes() -> Iterator[tuple[str, str, Route]]:
    """Give ``(module, name, route)`` for everything declared beside this file."""
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        for name, route in module.ROUTES.items():
            yield found.name, name, route

"""The front page, the pages for machines, and how the site looks."""

from tests.routes import ADMINISTRATOR, ANYONE, Route

_ADMINISTRATOR = frozenset({ADMINISTRATOR})

ROUTES = {
    "site:home": Route(allowed=ANYONE),
    "site:map": Route(allowed=ANYONE),
    "site:map_data": Route(allowed=ANYONE),
    "site:help": Route(allowed=ANYONE),
    "site:health": Route(allowed=ANYONE),
    "site:robots": Route(allowed=ANYONE),
    "site:manifest": Route(allowed=ANYONE),
    "site:favicon": Route(allowed=ANYONE),
    "site:appearance": Route(allowed=_ADMINISTRATOR, methods=("GET", "POST")),
    "site:components": Route(allowed=_ADMINISTRATOR),
}

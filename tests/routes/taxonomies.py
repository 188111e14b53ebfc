"""Lists of concepts: public to read, kept by who makes forums."""

from typing import Any

from tests.routes import ADMINISTRATOR, ANYONE, COORDINATOR, Route, World

from tequio.foundation.taxonomies.models import Concept, Match

BOTH = ("GET", "POST")
KEEPERS = frozenset({COORDINATOR, ADMINISTRATOR})


def scheme(world: World) -> dict[str, Any]:
    del world
    return {"slug": "ods"}


def concept(world: World) -> dict[str, Any]:
    return scheme(world) | {"pk": Concept.objects.filter(scheme__slug="ods").earliest("pk").pk}


def match(world: World) -> dict[str, Any]:
    """Nothing answers to the goals before somebody says so: then there is nothing to take back."""
    found = Match.objects.first()
    return concept(world) | {"match_pk": found.pk if found else 0}


ROUTES = {
    "taxonomies:list": Route(allowed=ANYONE),
    "taxonomies:detail": Route(allowed=ANYONE, kwargs=scheme),
    "taxonomies:csv": Route(allowed=ANYONE, kwargs=scheme),
    "taxonomies:skos": Route(allowed=ANYONE, kwargs=scheme),
    "taxonomies:office": Route(allowed=KEEPERS),
    "taxonomies:new": Route(allowed=KEEPERS, methods=BOTH),
    "taxonomies:office_scheme": Route(allowed=KEEPERS, kwargs=scheme),
    "taxonomies:change": Route(allowed=KEEPERS, kwargs=scheme, methods=BOTH),
    "taxonomies:add": Route(allowed=KEEPERS, kwargs=scheme, methods=BOTH),
    "taxonomies:load": Route(allowed=KEEPERS, kwargs=scheme, methods=BOTH),
    "taxonomies:office_concept": Route(allowed=KEEPERS, kwargs=concept),
    "taxonomies:replace": Route(allowed=KEEPERS, kwargs=concept, methods=BOTH),
    "taxonomies:retire": Route(allowed=KEEPERS, kwargs=concept, methods=BOTH),
    "taxonomies:match": Route(allowed=KEEPERS, kwargs=concept, methods=("POST",)),
    "taxonomies:unmatch": Route(allowed=KEEPERS, kwargs=match, methods=("POST",)),
}

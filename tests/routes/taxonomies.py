"""Lists of concepts: public to read, kept by who makes forums."""

from datetime import date
from typing import Any

from tests.routes import ADMINISTRATOR, ANYONE, COORDINATOR, Route, World

from tequio.foundation.taxonomies import services
from tequio.foundation.taxonomies.models import Concept, Match
from tequio.foundation.taxonomies.types import Entry, MatchKind

BOTH = ("GET", "POST")
KEEPERS = frozenset({COORDINATOR, ADMINISTRATOR})


def scheme(world: World) -> dict[str, Any]:
    del world
    return {"slug": "ods"}


def concept(world: World) -> dict[str, Any]:
    return scheme(world) | {"pk": Concept.objects.filter(scheme__slug="ods").earliest("pk").pk}


def match(world: World) -> dict[str, Any]:
    """The first goal, and what it answers to in a list of the world's."""
    mine = concept(world)
    found = Match.objects.filter(concept=mine["pk"]).first()
    if found is None:
        axes = services.create_scheme(slug="ejes-del-plan", title="Ejes del plan")
        axis = services.add_concept(scheme=axes, entry=Entry(code="E1", label="Bienestar"), on=date(2026, 1, 1))
        goal = Concept.objects.select_related("scheme").get(pk=mine["pk"])
        found = services.match(concept=goal, other=axis, kind=MatchKind.CLOSE)
    return mine | {"match_pk": found.pk}


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

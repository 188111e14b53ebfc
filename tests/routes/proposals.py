"""Proposals: public pages for anyone, the questions for their author alone, moderation for the coordinator."""

from typing import Any

from tests.routes import ANYONE, CITIZEN, COORDINATOR, SIGNED_IN, Route, World
from tests.routes.editions import slug

from tequio.config.demo.factories import proposals as make
from tequio.config.demo.factories.editions import make_edition
from tequio.participation.proposals.models import Proposal

BOTH = ("GET", "POST")
AUTHOR = frozenset({CITIZEN})  # the citizen of these tests; for anybody else it does not exist
MODERATORS = frozenset({COORDINATOR})


def draft(world: World) -> dict[str, Any]:
    found = Proposal.objects.filter(folio=None).first()
    found = found or make.make_draft(make_edition(), author=world.people["citizen"])
    return {"slug": found.edition.slug, "pk": found.pk}


def folio(world: World) -> dict[str, Any]:
    found = Proposal.objects.exclude(folio=None).first()
    found = found or make.make_proposal(make_edition(), author=world.people["citizen"])
    return {"folio": found.folio}


ROUTES = {
    "proposals:explorer": Route(allowed=ANYONE, kwargs=slug),
    "proposals:explorer_csv": Route(allowed=ANYONE, kwargs=slug),
    "proposals:explorer_json": Route(allowed=ANYONE, kwargs=slug),
    "proposals:explorer_map": Route(allowed=ANYONE, kwargs=slug),
    "proposals:start": Route(allowed=ANYONE, kwargs=slug),
    "proposals:step": Route(
        allowed=AUTHOR, kwargs=lambda w: draft(w) | {"name": "titulo"}, methods=BOTH, denied=404, by_person=True
    ),
    "proposals:check": Route(allowed=AUTHOR, kwargs=draft, denied=404, by_person=True),
    "proposals:submit": Route(allowed=AUTHOR, kwargs=draft, methods=("POST",), denied=404, by_person=True),
    "proposals:remove_photo": Route(
        allowed=AUTHOR,
        kwargs=lambda w: draft(w) | {"photo": 0},
        methods=("POST",),
        denied=404,
        by_person=True,
        ok=(404,),
    ),
    "proposals:mine": Route(allowed=SIGNED_IN),
    "proposals:detail": Route(allowed=ANYONE, kwargs=folio),
    "proposals:receipt": Route(allowed=AUTHOR, kwargs=folio, denied=404, by_person=True),
    "proposals:withdraw": Route(allowed=AUTHOR, kwargs=folio, methods=BOTH, denied=404, by_person=True),
    "proposals:moderation": Route(allowed=MODERATORS),
    "proposals:hide": Route(allowed=MODERATORS, kwargs=folio, methods=BOTH),
    "proposals:show": Route(allowed=MODERATORS, kwargs=folio, methods=("POST",)),
}

"""Proposals: public pages for anyone, the questions for their author alone, moderation for the coordinator."""

from typing import Any

from django.utils import timezone
from tests.routes import ANYONE, CITIZEN, COORDINATOR, SIGNED_IN, Route, World
from tests.routes.editions import slug

from tequio.config.demo.factories import proposals as make
from tequio.config.demo.factories.editions import make_edition
from tequio.participation.proposals import services
from tequio.participation.proposals.models import CoAuthor, Merger, Proposal, TypicalWork

BOTH = ("GET", "POST")
AUTHOR = frozenset({CITIZEN})  # the citizen of these tests; for anybody else it does not exist
PUBLIC = "the proposal is public; each person gives, or takes back, only what is their own"
MODERATORS = frozenset({COORDINATOR})


def draft(world: World) -> dict[str, Any]:
    found = Proposal.objects.filter(folio=None).first()
    found = found or make.make_draft(make_edition(), author=world.people["citizen"])
    return {"slug": found.edition.slug, "pk": found.pk}


def folio(world: World) -> dict[str, Any]:
    found = Proposal.objects.exclude(folio=None).first()
    found = found or make.make_proposal(make_edition(), author=world.people["citizen"])
    return {"folio": found.folio}


def coauthor(world: World) -> dict[str, Any]:
    mine = draft(world)
    return mine | {"coauthor": _invited(world, Proposal.objects.get(pk=mine["pk"])).pk}


def token(world: World) -> dict[str, Any]:
    proposal = Proposal.objects.get(folio=folio(world)["folio"])
    return {"token": services.coauthor_token(_invited(world, proposal))}


def _invited(world: World, proposal: Proposal) -> CoAuthor:
    open_now = proposal.coauthors.filter(accepted_at=None, ended_at=None).first()
    return open_now or services.invite_coauthor(
        proposal=proposal, email="otra@tequio.example", at=timezone.now()
    )


def merger(world: World) -> dict[str, Any]:
    found = Merger.objects.filter(done_at=None, ended_at=None).first()
    if found is None:
        one = Proposal.objects.get(folio=folio(world)["folio"])
        other = make.make_proposal(one.edition, author=world.people["citizen"])
        found = services.propose_merge(proposal=one, into=other, reason="x", at=timezone.now())
    return {"pk": found.pk}


def work(world: World) -> dict[str, Any]:
    del world
    found = TypicalWork.objects.first() or make.make_work()
    return {"pk": found.pk}


ROUTES = {
    "proposals:explorer": Route(allowed=ANYONE, kwargs=slug),
    "proposals:explorer_csv": Route(allowed=ANYONE, kwargs=slug),
    "proposals:explorer_json": Route(allowed=ANYONE, kwargs=slug),
    "proposals:explorer_xlsx": Route(allowed=ANYONE, kwargs=slug),
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
    "proposals:similar": Route(allowed=AUTHOR, kwargs=draft, denied=404, by_person=True),
    "proposals:coauthors": Route(allowed=AUTHOR, kwargs=draft, methods=BOTH, denied=404, by_person=True),
    "proposals:answer_coauthor": Route(
        allowed=AUTHOR, kwargs=coauthor, methods=("POST",), denied=404, by_person=True
    ),
    "proposals:accept_coauthorship": Route(allowed=ANYONE, kwargs=token),
    "proposals:mine": Route(allowed=SIGNED_IN),
    "proposals:my_supports": Route(allowed=SIGNED_IN),
    "proposals:support": Route(allowed=SIGNED_IN, kwargs=folio, methods=("POST",), shared=PUBLIC),
    "proposals:take_back_support": Route(allowed=SIGNED_IN, kwargs=folio, methods=("POST",), shared=PUBLIC),
    "proposals:join": Route(allowed=SIGNED_IN, kwargs=folio, methods=("POST",), shared=PUBLIC),
    "proposals:leave": Route(allowed=SIGNED_IN, kwargs=folio, methods=("POST",), shared=PUBLIC),
    "proposals:merge_answer": Route(allowed=AUTHOR, kwargs=merger, methods=BOTH, denied=404, by_person=True),
    "proposals:history": Route(allowed=ANYONE, kwargs=folio),
    "proposals:card_image": Route(allowed=ANYONE, kwargs=folio),
    "proposals:works": Route(allowed=ANYONE),
    "proposals:works_csv": Route(allowed=ANYONE),
    "proposals:detail": Route(allowed=ANYONE, kwargs=folio),
    "proposals:receipt": Route(allowed=AUTHOR, kwargs=folio, denied=404, by_person=True),
    "proposals:withdraw": Route(allowed=AUTHOR, kwargs=folio, methods=BOTH, denied=404, by_person=True),
    "proposals:moderation": Route(allowed=MODERATORS),
    "proposals:mergers": Route(allowed=MODERATORS),
    "proposals:take_back_merger": Route(allowed=MODERATORS, kwargs=merger, methods=("POST",)),
    "proposals:merge": Route(allowed=MODERATORS, kwargs=folio, methods=BOTH),
    "proposals:hide_version": Route(
        allowed=MODERATORS, kwargs=lambda w: folio(w) | {"number": 1}, methods=BOTH
    ),
    "proposals:office_works": Route(allowed=MODERATORS),
    "proposals:new_work": Route(allowed=MODERATORS, methods=BOTH),
    "proposals:work": Route(allowed=MODERATORS, kwargs=work, methods=BOTH),
    "proposals:load_works": Route(allowed=MODERATORS, methods=BOTH),
    "proposals:works_template": Route(allowed=MODERATORS),
    "proposals:hide": Route(allowed=MODERATORS, kwargs=folio, methods=BOTH),
    "proposals:show": Route(allowed=MODERATORS, kwargs=folio, methods=("POST",)),
}

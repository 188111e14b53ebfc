"""Voices of forums: lists for anyone, the questions for their author alone, tables for who captures."""

from typing import Any

from django.utils import timezone
from tests.routes import ADMINISTRATOR, ANYONE, CITIZEN, COORDINATOR, LIAISON, SIGNED_IN, Route, World

from tequio.config.demo.factories import forums as make
from tequio.participation.forums.models import Contribution, Forum, PaperBatch
from tequio.participation.forums.services import batches, contributing
from tequio.participation.forums.types import Channel, ContributionState

BOTH = ("GET", "POST")
AUTHOR = frozenset({CITIZEN})  # the citizen of these tests; for anybody else it does not exist
PUBLIC = "the voice is public; each person gives, or takes back, only what is their own"
TABLES = "whoever captures voices may be at any table: batches belong to the exercise, not to an office"
MODERATORS = frozenset({COORDINATOR})
CAPTURERS = frozenset({LIAISON, COORDINATOR, ADMINISTRATOR})


def forum() -> Forum:
    return Forum.objects.filter(slug="foro2026").first() or make.forum()


def slug(world: World) -> dict[str, Any]:
    del world
    return {"slug": forum().slug}


def draft(world: World) -> dict[str, Any]:
    contributing.start_draft(forum=forum(), person=world.people["citizen"], at=timezone.now())
    return slug(world)


def folio(world: World) -> dict[str, Any]:
    mine = Contribution.objects.filter(
        author=world.people["citizen"], state=ContributionState.SUBMITTED.value, batch=None
    )
    voice = mine.first() or make.contribution(forum(), author=world.people["citizen"])
    return {"slug": voice.forum.slug, "folio": voice.folio}


def batch(world: World) -> dict[str, Any]:
    row = PaperBatch.objects.filter(closed_at=None).first() or batches.open_batch(
        forum=forum(),
        channel=Channel.PAPER,
        place="Mercado",
        gathered_on=timezone.localdate(),
        sheets=9,
        at=timezone.now(),
        actor=world.people["coordinator"].pk,
    )
    return {"slug": row.forum.slug, "folio": row.folio}


def captured(world: World) -> dict[str, Any]:
    opened = PaperBatch.objects.get(folio=batch(world)["folio"])
    voice = opened.contributions.filter(state=ContributionState.SUBMITTED.value).first()
    if voice is None:
        said = {"title": "Sombra", "problem": "Calor", "pillar": opened.forum.pillars.first()}
        voice = batches.capture(
            batch=opened, said=said, at=timezone.now(), actor=world.people["coordinator"].pk
        )
    return {"slug": voice.forum.slug, "folio": voice.folio}


ROUTES = {
    "forums:my_voices": Route(allowed=SIGNED_IN),
    "forums:contribute": Route(allowed=ANYONE, kwargs=slug),
    "forums:contribute_all": Route(allowed=ANYONE, kwargs=slug),
    "forums:step": Route(
        allowed=AUTHOR, kwargs=lambda w: draft(w) | {"name": "idea"}, methods=BOTH, denied=404, by_person=True
    ),
    "forums:check": Route(allowed=AUTHOR, kwargs=draft, denied=404, by_person=True),
    "forums:submit": Route(allowed=AUTHOR, kwargs=draft, methods=("POST",), denied=404, by_person=True),
    "forums:remove_photo": Route(allowed=AUTHOR, kwargs=draft, methods=("POST",), denied=404, by_person=True),
    "forums:receipt": Route(allowed=AUTHOR, kwargs=folio, denied=404, by_person=True),
    "forums:about_me": Route(
        allowed=SIGNED_IN, kwargs=slug, methods=BOTH, shared="each person answers only about themselves"
    ),
    "forums:voices": Route(allowed=ANYONE, kwargs=slug),
    "forums:voices_csv": Route(allowed=ANYONE, kwargs=slug),
    "forums:voices_map": Route(allowed=ANYONE, kwargs=slug),
    "forums:voice": Route(allowed=ANYONE, kwargs=folio),
    "forums:voice_history": Route(allowed=ANYONE, kwargs=folio),
    "forums:vote": Route(allowed=SIGNED_IN, kwargs=folio, methods=("POST",), shared=PUBLIC),
    "forums:take_back_vote": Route(allowed=SIGNED_IN, kwargs=folio, methods=("POST",), shared=PUBLIC),
    "forums:edit_voice": Route(allowed=AUTHOR, kwargs=folio, methods=BOTH, denied=404, by_person=True),
    "forums:withdraw_voice": Route(allowed=AUTHOR, kwargs=folio, methods=BOTH, denied=404, by_person=True),
    "forums:hide_voice": Route(allowed=MODERATORS, kwargs=folio, methods=BOTH),
    "forums:show_voice": Route(allowed=MODERATORS, kwargs=folio, methods=("POST",)),
    "forums:desks": Route(allowed=CAPTURERS),
    "forums:batches": Route(allowed=CAPTURERS, kwargs=slug, shared=TABLES),
    "forums:new_batch": Route(allowed=CAPTURERS, kwargs=slug, methods=BOTH, shared=TABLES),
    "forums:sheet_pdf": Route(allowed=CAPTURERS, kwargs=slug, shared=TABLES),
    "forums:batch": Route(allowed=CAPTURERS, kwargs=batch, methods=BOTH, shared=TABLES),
    "forums:set_aside": Route(allowed=CAPTURERS, kwargs=batch, methods=("POST",), shared=TABLES),
    "forums:close_batch": Route(allowed=CAPTURERS, kwargs=batch, methods=("POST",), shared=TABLES),
    "forums:correct_voice": Route(allowed=CAPTURERS, kwargs=captured, methods=BOTH, shared=TABLES),
    "forums:remove_voice": Route(allowed=CAPTURERS, kwargs=captured, methods=BOTH, shared=TABLES),
}

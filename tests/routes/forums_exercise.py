"""Exercises of forums: public pages for anyone, the builder for the coordinator and the administrator."""

from typing import Any

from tests.routes import ADMINISTRATOR, ANYONE, COORDINATOR, Route, World

from tequio.config.demo.factories import forums as make
from tequio.participation.forums.models import Forum

BOTH = ("GET", "POST")
MANAGERS = frozenset({COORDINATOR, ADMINISTRATOR})


def public(world: World) -> dict[str, Any]:
    del world
    found = Forum.objects.filter(slug="foro2026").first() or make.forum()
    return {"slug": found.slug}


def draft(world: World) -> dict[str, Any]:
    del world
    found = Forum.objects.filter(slug="borrador").first() or make.forum(slug="borrador", published=False)
    return {"slug": found.slug}


def pillar(world: World) -> dict[str, Any]:
    return draft(world) | {"pk": Forum.objects.get(**draft(world)).pillars.first().pk}  # type: ignore[union-attr]


ROUTES = {
    "forums:list": Route(allowed=ANYONE),
    "forums:detail": Route(allowed=ANYONE, kwargs=public),
    "forums:feed": Route(allowed=ANYONE, kwargs=public),
    "forums:definition": Route(allowed=ANYONE, kwargs=public),
    "forums:office_list": Route(allowed=MANAGERS),
    "forums:start": Route(allowed=MANAGERS),
    "forums:create": Route(allowed=MANAGERS, methods=BOTH),
    "forums:from_preset": Route(allowed=MANAGERS, kwargs=lambda _w: {"code": "plan-municipal"}, methods=BOTH),
    "forums:from_forum": Route(allowed=MANAGERS, kwargs=public, methods=BOTH),
    "forums:workbench": Route(allowed=MANAGERS, kwargs=draft),
    "forums:preview": Route(allowed=MANAGERS, kwargs=draft),
    "forums:publish": Route(allowed=MANAGERS, kwargs=draft, methods=("POST",)),
    "forums:amend": Route(allowed=MANAGERS, kwargs=public, methods=BOTH),
    "forums:carry_sources": Route(allowed=MANAGERS, kwargs=draft),
    "forums:carry": Route(
        allowed=MANAGERS, kwargs=lambda w: draft(w) | {"source": public(w)["slug"]}, methods=BOTH
    ),
    "forums:office_step": Route(
        allowed=MANAGERS, kwargs=lambda w: draft(w) | {"step": "identity"}, methods=BOTH
    ),
    "forums:parts": Route(allowed=MANAGERS, kwargs=lambda w: draft(w) | {"part": "pillars"}, methods=BOTH),
    "forums:themes": Route(allowed=MANAGERS, kwargs=pillar, methods=BOTH),
    "forums:remove_part": Route(
        allowed=MANAGERS, kwargs=lambda w: pillar(w) | {"part": "pillars"}, methods=("POST",)
    ),
    "forums:move_part": Route(
        allowed=MANAGERS, kwargs=lambda w: pillar(w) | {"part": "pillars"}, methods=("POST",)
    ),
}

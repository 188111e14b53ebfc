"""The analysis of a forum: the bench for the coordination, the duties for the office they were handed to."""

from typing import Any

from tests.routes import ANYONE, COORDINATOR, LIAISON, Route, World

from tequio.config.demo.factories import analysis as make
from tequio.config.demo.factories import forums
from tequio.participation.forums.models import Assignment, Contribution, Forum

BOTH = ("GET", "POST")
COORDINATORS = frozenset({COORDINATOR})
DESK = frozenset({LIAISON, COORDINATOR})


def forum(world: World) -> Forum:
    """A forum with a voice that the world's office must answer, alike to another one."""
    found = Forum.objects.filter(slug="analizado").first() or forums.forum(slug="analizado")
    if not found.contributions.exists():
        voices = make.voices_alike(found)
        make.duty(voices[0], office=world.office)
        make.group(found, voices)
    return found


def slug(world: World) -> dict[str, Any]:
    return {"slug": forum(world).slug}


def voice(world: World) -> dict[str, Any]:
    found = Contribution.objects.filter(forum=forum(world)).earliest("pk")
    return {"slug": found.forum.slug, "folio": found.folio}


def group(world: World) -> dict[str, Any]:
    found = forum(world)
    return {"slug": found.slug, "pk": found.clusters.get().pk}


def duty(world: World) -> dict[str, Any]:
    held = Assignment.objects.filter(contribution__forum=forum(world), office=world.office).first()
    found = held or make.duty(Contribution.objects.filter(forum=forum(world)).latest("pk"), office=world.office)
    return {"pk": found.pk}


def answer(world: World) -> dict[str, Any]:
    del world
    return {"accion": "responder", "text": "Se reparan en mayo."}


ROUTES = {
    "forums:analysis": Route(allowed=COORDINATORS, kwargs=slug, query="lista=todas"),
    "forums:analysis_bulk": Route(allowed=COORDINATORS, kwargs=slug, methods=("POST",)),
    "forums:analysis_voice": Route(allowed=COORDINATORS, kwargs=voice, methods=BOTH),
    "forums:clusters": Route(allowed=COORDINATORS, kwargs=slug),
    "forums:suggest": Route(allowed=COORDINATORS, kwargs=slug, methods=("POST",)),
    "forums:suggest_progress": Route(allowed=COORDINATORS, kwargs=slug),
    "forums:cluster": Route(allowed=COORDINATORS, kwargs=group, methods=BOTH),
    "forums:duties": Route(allowed=DESK),
    "forums:duty": Route(allowed=DESK, kwargs=duty, methods=BOTH, data=answer, by_office=True),
    "forums:answers": Route(allowed=ANYONE, kwargs=slug),
    "forums:answers_csv": Route(allowed=ANYONE, kwargs=slug),
}

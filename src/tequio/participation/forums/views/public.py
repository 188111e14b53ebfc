"""Exercises as anyone sees them: the list, the front page of each, its calendar and its definition."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.core import flow
from tequio.foundation.web.hilo import Knot, State
from tequio.participation.forums.exports import calendar, definition
from tequio.participation.forums.models import Forum, Pillar
from tequio.participation.forums.permissions import exercise as may
from tequio.participation.forums.queries import exercise, front
from tequio.participation.forums.types import PHASE_LABELS, PhaseKind

_STATES: dict[flow.Moment, State] = {
    flow.Moment.BEFORE: "next",
    flow.Moment.OPEN: "now",
    flow.Moment.AFTER: "done",
}


@dataclass(frozen=True, slots=True)
class Open:
    """A phase that is open now: its name, and until when, as people say it."""

    label: object
    until: str


@dataclass(frozen=True, slots=True)
class Card:
    """An exercise in the list."""

    forum: Forum
    knots: list[Knot]
    open: list[Open]
    next: flow.Phase | None
    voices: int


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show every exercise: those open, those to come and those that ended."""
    now = timezone.now()
    return render(request, "forums/public/list.html", {"groups": groups(now)})


def groups(at: datetime) -> list[tuple[str, list[Card]]]:
    """Return the cards of the published exercises under their headings; headings without cards are left out."""
    forums = list(exercise.published().prefetch_related("pillars"))
    counted = front.voices_of(forums)
    cards = [card(forum, at, counted.get(forum.pk, 0)) for forum in forums]
    running = [c for c in cards if c.open]
    past = [c for c in cards if exercise.has_ended(c.forum, at)]
    coming = [c for c in cards if c not in running and c not in past]
    found = [(_("Abiertos"), running), (_("Por abrir"), coming), (_("Terminados"), past)]
    return [(title, cards) for title, cards in found if cards]


def open_cards(at: datetime) -> list[Card]:
    """Return the cards of the exercises in which people can act at ``at``. Three queries at most."""
    acting = {PhaseKind.CONTRIBUTING.value, PhaseKind.VOTING.value}
    forums = [f for f in exercise.current(at) if acting & {p.kind for p in exercise.open_phases(f, at)}]
    counted = front.voices_of(forums) if forums else {}
    return [card(forum, at, counted.get(forum.pk, 0)) for forum in forums]


def card(forum: Forum, at: datetime, voices: int) -> Card:
    """Return what a card says of an exercise with its ``phases`` at hand."""
    coming = flow.next_phase(exercise.phases(forum), at=at)
    return Card(forum, knots(forum, at), open_now(forum, at), coming, voices)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what an exercise is, what can be done in it now, and what was said so far."""
    return render(request, "forums/public/detail.html", page_values(visible(request, slug), timezone.now()))


def page_values(forum: Forum, at: datetime) -> dict[str, object]:
    """Return what the front page of an exercise shows."""
    said = front.voices(forum)
    kinds = {phase.kind for phase in exercise.open_phases(forum, at)}
    most = max(said.by_pillar.values(), default=0)
    return {
        "forum": forum,
        "address": reverse("forums:detail", args=[forum.slug]),
        "open": open_now(forum, at),
        "contributing": PhaseKind.CONTRIBUTING in kinds,
        "voting": PhaseKind.VOTING in kinds,
        "next": flow.next_phase(exercise.phases(forum), at=at),
        "ended": exercise.has_ended(forum, at),
        "knots": knots(forum, at),
        "pillars": [_pillar(p, said.by_pillar.get(p.pk, 0), most) for p in front.pillars(forum)],
        "voices": said.total,
        "people": front.people(forum),
        "last": front.last_voices(forum),
        "asked": front.asked(forum),
        "amendments": list(forum.amendments.all()),
    }


def _pillar(pillar: Pillar, count: int, most: int) -> tuple[Pillar, int, int]:
    """Return a pillar, its voices, and the length of its bar: a hundred for the pillar with most."""
    return pillar, count, 100 * count // most if most else 0


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the dates of an exercise for a calendar program."""
    forum = visible(request, slug)
    urls = {forum.pk: f"{settings.PUBLIC_URL}{reverse('forums:detail', args=[slug])}"}
    body = calendar.feed(forum.name, [forum], host=urlsplit(settings.PUBLIC_URL).hostname or "", urls=urls)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return response


@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the whole definition of an exercise."""
    forum = visible(request, slug)
    body = orjson.dumps(definition.definition(forum), option=orjson.OPT_INDENT_2)
    response = HttpResponse(body, content_type="application/json")
    response["Content-Disposition"] = f'inline; filename="foro-{slug}.json"'
    return response


def visible(request: HttpRequest, slug: str) -> Forum:
    """Return the exercise if this visitor may see it; to others it does not exist."""
    forum = exercise.find(slug)
    if forum is None or not may.can_see(request.user, forum):
        raise Http404
    return forum


def knots(forum: Forum, at: datetime) -> list[Knot]:
    """Return the phases as the thread."""
    words = {phase.kind: phase.text for phase in forum.phases.all()}
    return [
        Knot(
            PHASE_LABELS[PhaseKind(p.kind)],
            _STATES[p.moment(at)],
            detail=_until(p, words.get(p.kind, "")),
            date=p.opens,
        )
        for p in exercise.phases(forum)
    ]


def _until(phase: flow.Phase, text: str) -> str:
    until = _("Hasta el %(day)s.") % {"day": exercise.last_moment(phase.closes).rstrip(".")}
    return f"{until} {text}".strip()


def open_now(forum: Forum, at: datetime) -> list[Open]:
    """Return the phases open now, the one that closes first at the front."""
    phases = exercise.open_phases(forum, at)
    return [Open(PHASE_LABELS[PhaseKind(p.kind)], exercise.last_moment(p.closes)) for p in phases]

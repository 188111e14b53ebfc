"""Groups, duties and answers of a forum, for tests and the demonstration."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from tequio.config.demo.factories import forums
from tequio.config.demo.factories.accounts import make_caro, make_office
from tequio.foundation.accounts.models import Office
from tequio.foundation.taxonomies.models import Concept, Scheme
from tequio.participation.forums.models import Assignment, Cluster, Contribution, Forum, Suggestion, Vote
from tequio.participation.forums.services import analysis

FUGAS = (
    ("Arreglar las fugas de agua", "Hay fugas de agua en toda la calle y nadie las arregla."),
    ("Que arreglen las fugas de agua", "Las fugas de agua llevan meses en mi calle."),
    ("Fugas de agua en el barrio", "Hay fugas de agua en la calle y nadie las arregla."),
)


def voices_alike(forum: Forum, texts: Sequence[tuple[str, str]] = FUGAS, **more: Any) -> list[Contribution]:
    """Return voices that ask for the same in other words, each of somebody of their own."""
    return [
        forums.contribution(
            forum,
            participant=forums.participant(forum),
            title=title,
            problem=problem,
            idea="",
            place="",
            site=None,
            **more,
        )
        for title, problem in texts
    ]


def suggestion(forum: Forum, *, at: datetime | None = None) -> Cluster:
    """Search for groups here and now, and return the largest one."""
    at = at or timezone.now()
    search = Suggestion.objects.create(forum=forum, asked_by=make_caro(), asked_at=at)
    analysis.work(search_id=search.pk, at=at)
    return forum.clusters.filter(state="suggested").order_by("pk")[0]


def group(forum: Forum, voices: Sequence[Contribution], name: str = "Fugas de agua") -> Cluster:
    """Return a confirmed group."""
    return analysis.make_cluster(forum=forum, name=name, voices=voices, at=timezone.now(), actor=make_caro().pk)


def duty(voice: Contribution, *, office: Office | None = None, at: datetime | None = None) -> Assignment:
    """Return the duty of an office to answer a voice."""
    office = office or make_office()
    at = at or timezone.now()
    analysis.assign(forum=voice.forum, voices=[voice], office=office, at=at, actor=make_caro().pk)
    return Assignment.objects.standing().get(contribution=voice, office=office)


def answered(voice: Contribution, *, text: str = "Empieza en enero.", **more: Any) -> Assignment:
    """Return a duty that was answered."""
    found = duty(voice, **more)
    analysis.answer(assignments=[found], text=text, at=more.get("at") or timezone.now(), actor=make_caro().pk)
    found.refresh_from_db()
    return found


def goal(code: str = "6", label: str = "Agua limpia y saneamiento") -> Concept:
    """Return a Sustainable Development Goal."""
    scheme = Scheme.objects.get_or_create(slug="ods", defaults={"title": "Objetivos de Desarrollo Sostenible"})[
        0
    ]
    return Concept.objects.get_or_create(
        scheme=scheme, code=code, defaults={"label": label, "position": int(code)}
    )[0]


def vote(voice: Contribution, participant: Any = None) -> Vote:
    """Return a vote for a voice, of somebody of their own unless told whose."""
    participant = participant or forums.participant(voice.forum)
    return Vote.objects.create(contribution=voice, participant=participant, given_at=timezone.now())

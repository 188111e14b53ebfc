"""Groups, duties and answers of a forum, for tests and the demonstration."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from tequio.config.demo.factories import forums
from tequio.config.demo.factories.accounts import Cast, make_caro, make_office
from tequio.foundation.accounts.models import Office
from tequio.foundation.taxonomies.models import Concept
from tequio.foundation.taxonomies.types import GOALS_SLUG
from tequio.foundation.territory.models import Version
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


def goal(code: str = "6") -> Concept:
    """Return a Sustainable Development Goal; every installation has them."""
    return Concept.objects.get(scheme__slug=GOALS_SLUG, code=code)


def vote(voice: Contribution, participant: Any = None) -> Vote:
    """Return a vote for a voice, of somebody of their own unless told whose."""
    participant = participant or forums.participant(voice.forum)
    return Vote.objects.create(contribution=voice, participant=participant, given_at=timezone.now())


def make_worked_on(territory: Version, cast: Cast) -> dict[str, str]:
    """Hold a forum that is worked on: a voice answered, one that waits for its office, three to be grouped."""
    forum = forums.forum(slug="foro-analisis", name="Foro por analizar", territory=territory)
    waiting, said = (forums.contribution(forum, author=cast.ana) for _twice in range(2))
    bundle = group(forum, [waiting, said], name="Médico por las tardes")
    answered(said, office=cast.office)
    owed = duty(waiting, office=cast.office)
    goal()
    voices_alike(forum)
    return {"answered_voice": str(said.folio), "group": str(bundle.pk), "duty": str(owed.pk)}

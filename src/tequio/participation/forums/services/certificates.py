"""The certificates that a forum can vouch for: of who said something, and of who voted for what others said."""

from collections.abc import Iterator

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tequio.core.text import shortened
from tequio.foundation.accounts.models import User
from tequio.foundation.certificates.services import LANGUAGE
from tequio.foundation.certificates.types import (
    CertificateKind,
    CertificateSource,
    Claim,
    Scope,
    register_kind,
    register_source,
)
from tequio.participation.forums.models import Contribution, Forum, Participant
from tequio.participation.forums.types import Channel

PROPOSED, VOTED = "proposed", "voted"
PREFIX = "forum"
_PORTION = 500
_TITLE = 110  # characters of a title that a certificate quotes


def scopes(actor: User) -> list[Scope]:
    """Return the published forums, the newest first. One query."""
    del actor  # who issues certificates issues those of every forum
    found = Forum.objects.filter(published_at__isnull=False).order_by("-published_at")
    return [Scope(key=f"{PREFIX}:{forum.pk}", label=forum.name, note=str(forum.year)) for forum in found]


def proposals(scope: str) -> Iterator[Claim]:
    """Give a claim for each voice of a forum that anyone may see and whose author has an account."""
    last, found = 0, _voices().filter(forum=_forum(scope))
    while portion := list(found.filter(pk__gt=last).order_by("pk")[:_PORTION]):
        yield from map(_proposal, portion)
        last = portion[-1].pk


def count_proposals(scope: str) -> int:
    """Return how many claims that is. One query."""
    return _voices().filter(forum=_forum(scope)).count()


def own_proposals(person_id: int) -> list[Claim]:
    """Return what one person said. One query."""
    return [_proposal(voice) for voice in _voices().filter(author=person_id)]


def voters(scope: str) -> Iterator[Claim]:
    """Give a claim for each person who voted in a forum: one, however many votes they gave."""
    last, found = 0, _voters().filter(forum=_forum(scope))
    while portion := list(found.filter(pk__gt=last).order_by("pk")[:_PORTION]):
        yield from map(_vote, portion)
        last = portion[-1].pk


def count_voters(scope: str) -> int:
    """Return how many claims that is. One query."""
    return _voters().filter(forum=_forum(scope)).count()


def own_votes(person_id: int) -> list[Claim]:
    """Return in which forums one person voted. One query."""
    return [_vote(participant) for participant in _voters().filter(person=person_id)]


def _voices() -> QuerySet[Contribution]:
    """Return the voices of people with an account: of who was erased, or left none, nobody knows the name.

    Who said something in an exercise before, that nobody answered, did not take part in this one (FOR-11).
    """
    found = Contribution.objects.public().filter(author__is_active=True)
    found = found.exclude(channel=Channel.CARRIED.value)
    return found.select_related("forum", "pillar", "theme", "author")


def _voters() -> QuerySet[Participant]:
    found = Participant.objects.filter(person__is_active=True, votes__isnull=False)
    return found.select_related("forum", "person").annotate(last_vote=Max("votes__given_at"))


def _proposal(voice: Contribution) -> Claim:
    assert voice.author is not None  # noqa: S101 - see ``_voices``
    assert voice.submitted_at is not None  # noqa: S101 - the same
    topic = [part.name for part in (voice.pillar, voice.theme) if part is not None]
    title = shortened(voice.title, _TITLE)
    with override(LANGUAGE):
        did = _("presentado la propuesta «%(title)s»") % {"title": title}
    return Claim(
        kind=PROPOSED,
        scope=f"{PREFIX}:{voice.forum_id}",
        subject=f"contribution:{voice.pk}",
        holder_id=voice.author_id,
        holder_name=voice.author.name,
        email=voice.author.email,
        topic=" · ".join(topic),
        did=did,
        happened_on=timezone.localdate(voice.submitted_at),
        occasion=voice.forum.name,
    )


def _vote(participant: Participant) -> Claim:
    assert participant.person is not None  # noqa: S101 - see ``_voters``
    with override(LANGUAGE):
        did = _("votado por las propuestas de otras personas")
    return Claim(
        kind=VOTED,
        scope=f"{PREFIX}:{participant.forum_id}",
        subject=f"{PREFIX}:{participant.forum_id}",
        holder_id=participant.person_id,
        holder_name=participant.person.name,
        email=participant.person.email,
        topic="",
        did=did,
        happened_on=timezone.localdate(participant.last_vote),  # type: ignore[attr-defined] # annotated
        occasion=participant.forum.name,
    )


def _forum(scope: str) -> int:
    return int(scope.removeprefix(f"{PREFIX}:"))


register_kind(
    CertificateKind(
        slug=PROPOSED,
        label=gettext_lazy("Constancia de participación"),
        description=gettext_lazy("Por presentar una propuesta en un foro del municipio."),
    ),
    CertificateKind(
        slug=VOTED,
        label=gettext_lazy("Constancia de votación"),
        description=gettext_lazy("Por votar en un foro por las propuestas de otras personas."),
    ),
)
register_source(
    CertificateSource(
        slug="forum-proposed",
        label=gettext_lazy("Quienes propusieron en un foro"),
        kinds=(PROPOSED,),
        scopes=scopes,
        claims=proposals,
        count=count_proposals,
        mine=own_proposals,
    ),
    CertificateSource(
        slug="forum-voted",
        label=gettext_lazy("Quienes votaron en un foro"),
        kinds=(VOTED,),
        scopes=scopes,
        claims=voters,
        count=count_voters,
        mine=own_votes,
    ),
)

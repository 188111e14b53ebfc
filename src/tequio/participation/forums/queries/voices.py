"""One voice, and the lists of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from tequio.foundation.accounts.models import User
from tequio.foundation.messaging.types import Place
from tequio.foundation.territory.models import Level, Unit
from tequio.participation.forums.models import Contribution, ContributionVersion, Forum, Participant
from tequio.participation.forums.types import ContributionState


@dataclass(frozen=True, slots=True)
class Change:
    """What one answer said and says, in a version."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A version with what changed in it; the first has no changes."""

    number: int
    at: datetime
    by_office: bool
    changes: tuple[Change, ...]


def taking_part(slug: str) -> Forum | None:
    """Return the published exercise with what an act in it is checked by, or None. Four queries."""
    found = Forum.objects.published().filter(slug=slug).select_related("territory")
    return found.prefetch_related("phases", "access_rules", "questions").first()


def by_folio(slug: str, folio: str) -> Contribution | None:
    """Return the voice of an exercise with this folio, whatever its state, ready for its page, or None."""
    found = Contribution.objects.filter(forum__slug=slug, folio=typed(folio), forum__published_at__isnull=False)
    found = found.for_cards().with_votes().select_related("forum__territory", "batch", "site__parent")
    found = found.select_related("carried_from__forum", "merged_into__forum")
    return found.defer(
        "site__geometry", "site__sketch", "site__parent__geometry", "site__parent__sketch"
    ).first()


def typed(folio: str) -> str:
    """Return a folio as the database may be asked for it: capitals, no spaces, no NUL."""
    return folio.replace("\0", "").strip().upper()


def own_draft(person: User, forum: Forum) -> Contribution | None:
    """Return the person's unfinished draft in the exercise, or None."""
    mine = Contribution.objects.filter(forum=forum, author=person, state=ContributionState.DRAFT.value)
    return mine.for_cards().select_related("forum__territory").order_by("-pk").first()


def of_person(person: User) -> QuerySet[Contribution]:
    """Return everything of one person, drafts and hidden ones too, newest first."""
    return Contribution.objects.filter(author=person).for_cards().with_votes().order_by("-pk")


def was_asked(person: User, forum: Forum) -> bool:
    """Return whether the person was asked about themselves in the exercise, whatever they said."""
    return Participant.objects.filter(forum=forum, person=person, asked_at__isnull=False).exists()


def colonias(forum: Forum) -> QuerySet[Unit]:
    """Return the units of the finest level of the exercise's map, by name, without their outlines."""
    finest = Level.objects.filter(version=forum.territory_id).order_by("-rank").values("pk")[:1]
    return Unit.objects.filter(level__in=finest).defer("geometry", "sketch").order_by("name")


def merged_into(voice: Contribution) -> QuerySet[Contribution]:
    """Return the voices that were merged into this one and that anyone may see."""
    return Contribution.objects.public().filter(merged_into=voice).order_by("folio")


def answered(voice: Contribution) -> list[tuple[str, str]]:
    """Return the public answers to the questions of the exercise, each with its question. One query."""
    rows = []
    for question in voice.forum.questions.all():
        answer = voice.answers.get(question.code)
        if question.public and answer:
            rows.append((question.label, said(question, answer)))
    return rows


def said(question: Any, answer: Any) -> str:
    """Return an answer in words: what the options are called."""
    names = {str(option[0]): str(option[1]) for option in question.options}
    chosen = answer if isinstance(answer, list) else [answer]
    return ", ".join(names.get(str(one), str(one)) for one in chosen)


def history(voice: Contribution) -> list[Entry]:
    """Return what a voice has said, the newest first, each with what changed. One query."""
    versions: list[ContributionVersion] = list(voice.versions.all())
    entries = []
    for place, version in enumerate(versions):
        before = versions[place + 1].said if place + 1 < len(versions) else None
        changes = () if before is None else tuple(_changes(before, version.said))
        entries.append(Entry(version.number, version.at, version.by_office, changes))
    return entries


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterable[Change]:
    for field in {**before, **after}:
        was, now = _text(before.get(field)), _text(after.get(field))
        if was != now:
            yield Change(field, was, now)


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def places(ids: Iterable[int]) -> dict[int, Place]:
    """Return the title and page of each of these voices that anyone may see. One query."""
    found = Contribution.objects.public().filter(pk__in=ids, forum__published_at__isnull=False)
    return {
        pk: Place(title, reverse("forums:voice", args=[slug, folio]))
        for pk, title, slug, folio in found.values_list("pk", "title", "forum__slug", "folio")
    }

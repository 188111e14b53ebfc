"""Named reads of notices: a person's page, who follows what, the wording in force, the office's lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import override

from tequio.foundation.accounts.models import User
from tequio.foundation.messaging.models import DIGEST, Follow, Mailbox, Message, Preference, Wording
from tequio.foundation.messaging.types import (
    STATE_LABELS,
    Cadence,
    Kind,
    Place,
    State,
    is_optional,
    key,
    kind_of,
    kinds,
    subjects,
)

NOBODYS = ".invalid"  # the addresses that can be nobody's (RFC 2606), of who came without an e-mail


@dataclass(frozen=True, slots=True)
class Text:
    """A subject and a body with their placeholders."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Reader:
    """How one person is written to about one kind."""

    person_id: int
    language: str
    cadence: Cadence
    takes_mail: bool


@dataclass(frozen=True, slots=True)
class Attention:
    """What the frame of a page counts."""

    unread: int
    doubtful: int  # an office's matter


@dataclass(frozen=True, slots=True)
class Wish:
    """A kind with what the person chose for it."""

    kind: Kind
    cadence: Cadence


@dataclass(frozen=True, slots=True)
class Followed:
    """Something that a person follows, as a list says it."""

    subject_key: str
    label: Any
    place: Place
    since: datetime


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What became of the messages of a kind, by state in words."""

    label: Any
    total: int
    states: list[tuple[Any, int]]


def language(chosen: str) -> str:
    """Return a language that the house speaks: the one chosen, or its own."""
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def languages() -> list[tuple[str, Any]]:
    """Return the languages that the house speaks, with their names."""
    return list(settings.LANGUAGES)


def readers(people: Iterable[int], kind: Kind) -> list[Reader]:
    """Return how each of these people is written to; closed accounts are left out. Two queries."""
    ids = set(people)
    chosen = dict(Preference.objects.filter(person__in=ids, kind=kind.code).values_list("person_id", "cadence"))
    rows = User.objects.filter(pk__in=ids, is_active=True).order_by("pk")
    found = rows.values_list("pk", "mailbox__language", "mailbox__suppressed_at", "email")
    return [
        Reader(
            pk,
            language(spoken or ""),
            Cadence.NOW if kind.transactional else Cadence(chosen.get(pk, kind.cadence)),
            suppressed is None and not email.endswith(NOBODYS),
        )
        for pk, spoken, suppressed, email in found
    ]


def original(kind: Kind, spoken: str) -> Text:
    """Return the wording that the house gives to a kind in a language."""
    with override(spoken):
        return Text(str(kind.subject), str(kind.body))


def wording(kind: Kind, spoken: str) -> Text:
    """Return the wording in force: the office's last, or the house's. One query."""
    last = Wording.objects.filter(kind=kind.code, language=spoken).first()
    return original(kind, spoken) if last is None or last.original else Text(last.subject, last.body)


def wordings(kind: Kind, spoken: str) -> QuerySet[Wording]:
    """Return what the office wrote for a kind in a language, newest first."""
    return Wording.objects.filter(kind=kind.code, language=spoken).select_related("written_by")


def rewritten() -> set[tuple[str, str]]:
    """Return the kinds and languages whose wording in force is the office's. One query."""
    last = Wording.objects.order_by("kind", "language", "-id").distinct("kind", "language")
    return {(row.kind, row.language) for row in last if not row.original}


def inbox(person: User) -> QuerySet[Message]:
    """Return what a person was told, newest first."""
    return Message.objects.notices().filter(recipient=person)


def unread(person: User) -> int:
    """Return how many notices the person has not opened. One query."""
    return Message.objects.notices().filter(recipient=person, read_at__isnull=True).count()


def attention(person: User) -> Attention:
    """Return how many notices a person has not opened, and how many messages are doubtful. One query."""
    unopened = Q(recipient=person, read_at__isnull=True) & ~Q(kind=DIGEST)
    doubtful = Q(state=State.DOUBTFUL)
    counted = Message.objects.filter(unopened | doubtful).aggregate(
        unread=Count("pk", filter=unopened), doubtful=Count("pk", filter=doubtful)
    )
    return Attention(**counted)


def wishes(person: User, *, staff: bool) -> list[Wish]:
    """Return the kinds that speak to a person with what they chose, for the page of preferences. One query."""
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "cadence"))
    return [
        Wish(kind, Cadence(chosen.get(kind.code, kind.cadence)))
        for kind in kinds()
        if kind.code != DIGEST and (staff or kind.audience != "staff")
    ]


def mailbox(person: User) -> Mailbox:
    """Return how a person is written to; the defaults where they have said nothing. One query."""
    return Mailbox.objects.filter(person=person).first() or Mailbox(person=person)


def followers(*keys: str) -> set[int]:
    """Return the ids of who follows any of these subjects. One query."""
    return set(Follow.objects.filter(subject_key__in=keys).values_list("person_id", flat=True))


def followers_of_any(prefix: str) -> set[int]:
    """Return the ids of who follows some subject with this prefix. One query."""
    found = Follow.objects.filter(subject_key__startswith=f"{prefix}:")
    return set(found.values_list("person_id", flat=True))


def followers_of(keys: Iterable[str]) -> dict[str, set[int]]:
    """Return who follows each of many subjects. One query."""
    found: dict[str, set[int]] = {}
    for subject_key, pk in Follow.objects.filter(subject_key__in=set(keys)).values_list(
        "subject_key", "person_id"
    ):
        found.setdefault(subject_key, set()).add(pk)
    return found


def last_event(kind: str, subject_key: str) -> str:
    """Return the key of the last event of a kind that was told about a subject, or nothing. One query."""
    found = Message.objects.filter(kind=kind, subject_key=subject_key).order_by("-id")
    return found.values_list("event_key", flat=True).first() or ""


def follow_button(person: Any, subject_key: str) -> dict[str, Any]:
    """Return what the button of a subject's page says. No query for a visitor, one for who has signed in."""
    follows = person.is_authenticated and Follow.objects.filter(person=person, subject_key=subject_key).exists()
    return {"subject_key": subject_key, "follows": follows}


def followed(person: User) -> list[Followed]:
    """Return what a person follows and anybody may see, newest first. One query, and those of each subject."""
    rows = list(Follow.objects.filter(person=person))
    found = places(row.subject_key for row in rows)
    return [
        Followed(
            row.subject_key,
            subjects()[row.subject_key.partition(":")[0]].label,
            found[row.subject_key],
            row.since,
        )
        for row in rows
        if row.subject_key in found
    ]


def places(keys: Iterable[str]) -> Mapping[str, Place]:
    """Return the name and page of each subject that anybody may see."""
    asked: dict[str, set[int]] = {}
    for subject_key in keys:
        prefix, _, number = subject_key.partition(":")
        if prefix in subjects() and number.isdecimal() and len(number) < 19:  # noqa: PLR2004 - a bigint's digits
            asked.setdefault(prefix, set()).add(int(number))
    return {
        key(prefix, pk): place
        for prefix, numbers in asked.items()
        for pk, place in subjects()[prefix].find(numbers).items()
    }


def figures(*, since: datetime) -> list[KindFigures]:
    """Return what became of the messages made since then, by kind. One query."""
    rows = (
        Message.objects.filter(created_at__gte=since)
        .values("kind", "state")
        .annotate(n=Count("pk"))
        .order_by("kind", "state")
    )
    by_kind: dict[str, list[tuple[Any, int]]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append((STATE_LABELS[State(row["state"])], row["n"]))
    return [
        KindFigures(kind_of(code).label if is_known(code) else code, sum(n for _, n in states), states)
        for code, states in by_kind.items()
    ]


def is_known(code: str) -> bool:
    """Return whether some context still registers this kind."""
    return any(kind.code == code for kind in kinds())


def backlog(*, at: datetime) -> dict[str, int]:
    """Return how many messages wait to leave, wait for a digest, are doubtful, and failed. One query."""
    return Message.objects.aggregate(
        due=Count("pk", filter=Q(state=State.QUEUED, due_at__lte=at)),
        later=Count("pk", filter=Q(state=State.QUEUED, due_at__gt=at)),
        held=Count("pk", filter=Q(state=State.HELD)),
        doubtful=Count("pk", filter=Q(state=State.DOUBTFUL)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
    )


def unsettled(*states: State) -> QuerySet[Message]:
    """Return the messages in these states with their people, the latest first."""
    return Message.objects.filter(state__in=states).select_related("recipient").order_by("-id")


def bouncing() -> QuerySet[Mailbox]:
    """Return the people whose address takes no mail, the latest first."""
    found = Mailbox.objects.filter(suppressed_at__isnull=False).select_related("person")
    return found.order_by("-suppressed_at")


def may_stop(code: str) -> bool:
    """Return whether mail of this kind carries a link to stop it."""
    return code == DIGEST or is_optional(code)

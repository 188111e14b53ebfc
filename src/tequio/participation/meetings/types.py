"""What crosses borders: the register of what meetings belong to, the words of their states, and attendance.

A meeting belongs to a subject named by a text key such as ``"forum:3"``: the kind and the primary key of a row
that this context knows nothing else about. The context that owns it registers the kind in its ``apps.ready``.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

TITLE_MAX, TEXT_MAX, SHORT_MAX, REASON_MAX = 160, 5_000, 200, 1_000  # characters
KIND = "meeting"  # the first half of the key of a meeting
NEEDS_DAYS = 30  # after a meeting, what people said that they need is emptied


class Way(StrEnum):
    """How it was known that somebody came."""

    TICKET = "ticket"  # the staff read the code of the person's own registration
    DOOR = "door"  # the person read the code at the door in time
    LIST = "list"  # the staff ticked a list


WAY_LABELS = {
    Way.TICKET: _("Con el código de su registro"),
    Way.DOOR: _("Con el código de la puerta"),
    Way.LIST: _("En la lista del personal"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a meeting is about, as its owner tells it.

    Attributes:
        title: what people call it.
        url: its public page.
        public: whether anyone may see it.
    """

    title: str
    url: str
    public: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectKind:
    """A kind of thing that meetings belong to.

    Attributes:
        name: the first half of the key; it stands in the database and never changes.
        label: how people call one.
        look: subjects by primary key, in a constant number of queries.
        choices: those for which a person may call a meeting, as primary key and title.
        may_manage: whether a person may keep the meetings of one.
    """

    name: str
    label: Any
    look: Callable[[Collection[int]], Mapping[int, Subject]]
    choices: Callable[[Any], list[tuple[int, str]]]
    may_manage: Callable[[Any, int], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance:
    """Somebody came to a meeting, for who issues certificates.

    Attributes:
        registration_id: the row that says so.
        person_id: whose account; None for who has none, or was erased.
        name, email, phone: as the person gave them; empty where they were not asked or are gone.
        folio: of the meeting.
        title: of the meeting.
        happened_at: when it began.
    """

    registration_id: int
    person_id: int | None
    name: str
    email: str
    phone: str
    folio: str
    title: str
    happened_at: datetime


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    """Let meetings belong to subjects of this kind."""
    _kinds[kind.name] = kind


def kinds() -> Mapping[str, SubjectKind]:
    """Return every registered kind by its name."""
    return _kinds


def key(kind: str, pk: int) -> str:
    """Return the text by which a subject is known: ``forum:3``."""
    return f"{kind}:{pk}"


def parts(subject: str) -> tuple[str, int]:
    """Return the kind and the primary key of a subject's key."""
    kind, _colon, pk = subject.partition(":")
    return kind, int(pk)

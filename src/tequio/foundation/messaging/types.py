"""Kinds of notice and subjects, which contexts register when they start, and the words of their states."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Audience(StrEnum):
    """To whom a kind of notice speaks."""

    PERSON = "person"
    AUTHOR = "author"
    FOLLOWER = "follower"
    STAFF = "staff"


AUDIENCE_LABELS = {
    Audience.PERSON: _("De su cuenta"),
    Audience.AUTHOR: _("De lo que usted propone"),
    Audience.FOLLOWER: _("De lo que usted sigue"),
    Audience.STAFF: _("De su trabajo en el gobierno"),
}


class Cadence(StrEnum):
    """How a person wants the mail of one kind."""

    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


CADENCE_LABELS = {
    Cadence.NOW: _("Al momento"),
    Cadence.DAILY: _("En un resumen diario"),
    Cadence.WEEKLY: _("En un resumen semanal"),
    Cadence.NEVER: _("No, solo en la página"),
}


class State(StrEnum):
    """Where a notice stands on its way to the mail. The page of the person shows it whatever its state."""

    QUEUED = "queued"
    CLAIMED = "claimed"  # a worker has it; nothing of it has reached the server
    HANDING = "handing"  # the worker is handing its text to the server: the one step that cannot be undone
    SENT = "sent"
    DOUBTFUL = "doubtful"  # the worker died, or the line broke, while handing it over: a person decides
    FAILED = "failed"
    HELD = "held"  # waits for a digest
    DIGESTED = "digested"  # went in one
    SUPPRESSED = "suppressed"  # not for the mail


STATE_LABELS = {
    State.QUEUED: _("Por enviar"),
    State.CLAIMED: _("Por enviar"),
    State.HANDING: _("Enviándose"),
    State.SENT: _("Enviado"),
    State.DOUBTFUL: _("Dudoso"),
    State.FAILED: _("No se pudo enviar"),
    State.HELD: _("Espera el resumen"),
    State.DIGESTED: _("Fue en un resumen"),
    State.SUPPRESSED: _("Solo en la página"),
}

LINK = "enlace"  # the value of a letter that says where its button leads; a path of this site


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of notice, with the wording it has until the office writes another.

    Attributes:
        code: stable name, such as ``proposals.submitted``.
        label: what it is, for the person's preferences and the office (a lazy translation).
        audience: to whom it speaks.
        subject: Spanish template, a lazy translation, with placeholders in braces: ``{titulo}``.
        body: the same; blank lines part paragraphs.
        samples: each placeholder that the templates may use, with a value for the preview.
        transactional: always sent, and at once: receipts and what due process demands.
        cadence: how it is sent to who has not chosen.
    """

    code: str
    label: Any
    audience: Audience
    subject: Any
    body: Any
    samples: Mapping[str, Any] = field(default_factory=dict)
    transactional: bool = False
    cadence: Cadence = Cadence.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Something to tell: to whom, about what, with which values, and the key that keeps it from going twice.

    Attributes:
        recipients: ids of people.
        subject_key: what it is about, such as ``proposal:12``.
        context: a value for each placeholder of the kind, and ``enlace``, a path of this site. Lazy texts are
            said in each recipient's language.
        event_key: names what happened; with kind and recipient it is unique.
    """

    recipients: Iterable[int]
    subject_key: str
    context: Mapping[str, Any]
    event_key: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a subject is called, and the path of its page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that people may follow: the word before the colon of its keys, and how it is found.

    ``find`` takes the ids that stand after the colon and gives the place of each one that anybody may see, in a
    constant number of queries.
    """

    prefix: str
    label: Any
    find: Callable[[Iterable[int]], Mapping[int, Place]]


class UnknownKindError(LookupError):
    """Nobody registered a kind of notice, or a kind of subject, with this name."""


_kinds: dict[str, Kind] = {}
_subjects: dict[str, Subject] = {}


def register(*kinds: Kind) -> None:
    """Make kinds of notice known, each with its wording."""
    for kind in kinds:
        _kinds[kind.code] = kind


def register_subject(subject: Subject) -> None:
    """Let people follow something."""
    _subjects[subject.prefix] = subject


def kinds() -> list[Kind]:
    """Return every kind, those of one context together."""
    return sorted(_kinds.values(), key=lambda kind: (kind.audience.value, kind.code))


def kind_of(code: str) -> Kind:
    """Return the kind with this code.

    Raises:
        UnknownKindError: if there is none.
    """
    try:
        return _kinds[code]
    except KeyError as error:
        raise UnknownKindError(f"no kind of notice is registered as {code}") from error


def is_optional(code: str) -> bool:
    """Return whether a person may say no to the mail of this kind; also to what nobody registers any more."""
    kind = _kinds.get(code)
    return kind is None or not kind.transactional


def subjects() -> Mapping[str, Subject]:
    """Return what people may follow, by prefix."""
    return _subjects


def key(prefix: str, pk: int) -> str:
    """Return the key of a subject: ``proposal:12``."""
    return f"{prefix}:{pk}"

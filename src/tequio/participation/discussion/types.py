"""What crosses borders: states, subjects, and the register of what higher contexts let people talk about.

A subject is named by a text key such as ``"proposal:12"``: the kind and the primary key of a row that this
context knows nothing else about. The context that owns it registers the kind in its ``apps.ready``::

    types.register(types.SubjectKind(name="proposal", slug="propuesta", ...))
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

TEXT_MAX = 2_000  # characters of a comment, of an appeal and of its answer
NOTE_MAX = 500  # characters of what somebody adds to a report, and of a moderator's reason
EDIT_MINUTES = 10
MOST_REPLIES = 100  # to one comment, all of them shown with it
PAGE = 20  # comments on one page, each with its replies
APPEAL_DAYS = 10  # calendar days to disagree with a decision
ANSWER_DAYS = 10  # calendar days in which somebody else answers


class Opening(StrEnum):
    """Whether a subject may be commented, and when a comment is seen."""

    CLOSED = "closed"
    AFTER = "after"  # seen at once, moderated afterwards
    BEFORE = "before"  # seen once a moderator has read it


class CommentState(StrEnum):
    VISIBLE = "visible"
    WAITING = "waiting"
    HIDDEN = "hidden"
    REMOVED = "removed"  # by whoever wrote it


STATE_LABELS = {
    CommentState.VISIBLE: _("A la vista"),
    CommentState.WAITING: _("En espera de revisión"),
    CommentState.HIDDEN: _("Oculto"),
    CommentState.REMOVED: _("Quitado por quien lo escribió"),
}


class ReportState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"  # what was reported was hidden
    DISMISSED = "dismissed"  # it stays in view


REPORT_LABELS = {
    ReportState.OPEN: _("Por revisar"),
    ReportState.UPHELD: _("Procedió"),
    ReportState.DISMISSED: _("No procedió"),
}


class AppealState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"  # what was hidden is in view again
    REJECTED = "rejected"


APPEAL_LABELS = {
    AppealState.OPEN: _("Por responder"),
    AppealState.UPHELD: _("Se le dio la razón"),
    AppealState.REJECTED: _("La decisión sigue en pie"),
}


class Order(StrEnum):
    OLDEST = "antiguos"
    NEWEST = "nuevos"


class Desk(StrEnum):
    """The drawers of the moderation desk."""

    REPORTED = "reportados"
    WAITING = "espera"
    HIDDEN = "ocultos"
    APPEALS = "inconformidades"


DESK_LABELS = {
    Desk.REPORTED: _("Reportados"),
    Desk.WAITING: _("En espera"),
    Desk.HIDDEN: _("Ocultos"),
    Desk.APPEALS: _("Inconformidades"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What is talked about, as its owner tells it.

    Attributes:
        kind: the name of its SubjectKind.
        pk: its primary key there.
        title: what people call it.
        url: its public page.
        author_id: whose it is; None when nobody's, or when that person was erased.
        public: whether anyone may see it.
        opening: whether it may be commented at the instant that was asked for.
        closed: why not, in a sentence, when it may not.
        nameless: whether somebody may comment it without showing who they are.
    """

    kind: str
    pk: int
    title: str
    url: str
    author_id: int | None
    public: bool
    opening: Opening
    closed: Any = ""
    nameless: bool = False

    @property
    def key(self) -> str:
        return key(self.kind, self.pk)


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectKind:
    """A kind of thing that may be talked about, and what its owner can be asked.

    Attributes:
        name: the first half of the key; it stands in the database and never changes.
        slug: how addresses call it.
        label: how people call one, in lower case.
        look: subjects by primary key, at an instant, in a constant number of queries.
        admit: refuses, with a DomainError that says why, a person who may not comment this one now; else says
            when the comment will be seen (never CLOSED).
        hide: takes it out of the public pages (rule, reason, instant, moderator). It must call
            ``services.note_hidden`` in the same transaction.
        show: puts it back (instant, moderator). It must call ``services.note_shown``.
    """

    name: str
    slug: str
    label: Any
    look: Callable[[Collection[int], datetime], Mapping[int, Subject]]
    admit: Callable[[int, Any, datetime], Opening]
    hide: Callable[[int, Any, str, datetime, int | None], None]
    show: Callable[[int, datetime, int | None], None]


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    """Let subjects of this kind be talked about."""
    _kinds[kind.name] = kind


def kinds() -> Mapping[str, SubjectKind]:
    """Return every registered kind by its name."""
    return _kinds


def key(kind: str, pk: int) -> str:
    """Return the text by which a subject is known: ``proposal:12``."""
    return f"{kind}:{pk}"


def parts(subject: str) -> tuple[str, int]:
    """Return the kind and the primary key of a subject's key."""
    kind, _colon, pk = subject.partition(":")
    return kind, int(pk)

"""What is said about a subject, as one person sees it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from tequio.participation.discussion import permissions
from tequio.participation.discussion.models import Comment, Decision, Report
from tequio.participation.discussion.types import PAGE, CommentState, Opening, Order, Subject


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, with what this person may do with it."""

    comment: Comment
    decision: Decision | None  # why it is hidden
    by_owner: bool  # whoever made the subject wrote it
    mine: bool
    editable: bool
    removable: bool
    reportable: bool
    reported: bool  # by this person
    answers: bool  # it may be answered
    replies: list["Said"] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Return whether its words are there to be read."""
        return self.comment.state in (CommentState.VISIBLE, CommentState.WAITING)


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of a discussion."""

    subject: Subject
    order: Order
    page: Page[Comment]
    said: list[Said]
    count: int  # comments and replies in view
    open: bool
    reads_first: bool  # a moderator does


def thread(subject: Subject, person: Any, *, order: str, page: str | None, at: datetime) -> Thread:
    """Return a page of what is said about a subject; replies always run from the oldest to the newest.

    At most seven queries, however much is said.
    """
    wanted = Order(order) if order in list(Order) else Order.OLDEST
    shown = Paginator(_first_level(subject.key, person.pk, wanted), PAGE).get_page(page)
    first = list(shown.object_list)
    replies = [reply for comment in first for reply in comment.replies.all()]
    reported = _reported(person, [*first, *replies])
    opened = subject.opening != Opening.CLOSED and subject.public
    view = _View(subject, person, at, reported, opened)
    return Thread(
        subject=subject,
        order=wanted,
        page=shown,
        said=[view.said(comment, list(comment.replies.all())) for comment in first],
        count=Comment.objects.filter(subject=subject.key, state=CommentState.VISIBLE).count(),
        open=opened,
        reads_first=subject.opening == Opening.BEFORE,
    )


def place(comment: Comment, person: Any) -> int:
    """Return the page on which a comment, or the one that it answers, stands for a person. One query."""
    top = comment.parent or comment
    before = Comment.objects.readable(person.pk).filter(subject=comment.subject, parent=None)
    earlier = Q(created_at__lt=top.created_at) | Q(created_at=top.created_at, pk__lt=top.pk)
    return before.filter(earlier).count() // PAGE + 1


def _first_level(key: str, person_id: int | None, order: Order) -> QuerySet[Comment]:
    why = Prefetch("decisions", Decision.objects.filter(lifted_at=None).select_related("rule"))
    replies = Comment.objects.readable(person_id).order_by("created_at", "pk").prefetch_related(why)
    ways = ("created_at", "pk") if order == Order.OLDEST else ("-created_at", "-pk")
    found = Comment.objects.readable(person_id).filter(subject=key, parent=None)
    return found.order_by(*ways).prefetch_related(why, Prefetch("replies", replies))


def _reported(person: Any, comments: Iterable[Comment]) -> set[int]:
    if not person.is_authenticated:
        return set()
    ids = [comment.pk for comment in comments]
    mine = Report.objects.filter(reporter=person, comment__in=ids)
    return {int(pk or 0) for pk in mine.values_list("comment", flat=True)}


@dataclass(frozen=True, slots=True)
class _View:
    """One person's eyes on one subject at one instant."""

    subject: Subject
    person: Any
    at: datetime
    reported: set[int]
    opened: bool

    def said(self, comment: Comment, replies: list[Comment]) -> Said:
        owner = self.subject.author_id
        visible = comment.state == CommentState.VISIBLE
        return Said(
            comment=comment,
            decision=next(iter(comment.decisions.all()), None),
            by_owner=owner is not None and comment.author_id == owner,
            mine=permissions.wrote(self.person, comment),
            editable=self.opened and permissions.can_edit(self.person, comment, self.at),
            removable=permissions.can_remove(self.person, comment),
            reportable=visible and not permissions.wrote(self.person, comment),
            reported=comment.pk in self.reported,
            answers=self.opened and visible,
            replies=[self.said(reply, []) for reply in replies],
        )

"""The moderation desk: what was reported, what waits, what is hidden, who disagrees."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Case, Count, IntegerField, Min, QuerySet, Value, When

from tequio.participation.discussion.models import Appeal, Comment, Decision, HouseRule, Report
from tequio.participation.discussion.queries.subjects import subjects
from tequio.participation.discussion.types import (
    AppealState,
    CommentState,
    Desk,
    ReportState,
    Subject,
)

# In one query, since every page of the office asks it for its menu.
_COUNTS = """
    SELECT (SELECT count(*) FROM (SELECT DISTINCT subject, comment_id
                                  FROM discussion_report WHERE state = %s) AS things),
           (SELECT count(*) FROM discussion_comment WHERE state = %s),
           (SELECT count(*) FROM discussion_decision WHERE lifted_at IS NULL),
           (SELECT count(*) FROM discussion_appeal WHERE state = %s)
"""


@dataclass(slots=True)
class Card:
    """One thing on the desk: a comment, or a subject itself."""

    key: str  # the comment's id, or the subject's key
    subject: Subject | None
    subject_key: str
    comment: Comment | None
    since: datetime
    reports: int = 0
    rules: list[tuple[HouseRule, int]] = field(default_factory=list)  # which were named, and how often
    notes: list[str] = field(default_factory=list)  # what reporters added
    decision: Decision | None = None
    appeal: Appeal | None = None


def counts() -> dict[Desk, int]:
    """Return how much lies in each drawer. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [ReportState.OPEN.value, CommentState.WAITING.value, AppealState.OPEN.value])
        found = cursor.fetchone()
    drawers = (Desk.REPORTED, Desk.WAITING, Desk.HIDDEN, Desk.APPEALS)
    return dict(zip(drawers, found, strict=True))


def open_appeals() -> list[Appeal]:
    """Return the appeals that wait for an answer, the one that is due first on top. One query."""
    return list(Appeal.objects.filter(state=AppealState.OPEN))


def desk(drawer: Desk) -> QuerySet[Any, Any]:
    """Return what lies in a drawer, in the order in which it should be looked at: rows for ``desk_cards``."""
    if drawer == Desk.WAITING:
        return Comment.objects.filter(state=CommentState.WAITING).order_by("created_at", "pk")
    if drawer == Desk.HIDDEN:
        standing = Decision.objects.filter(lifted_at=None).select_related("comment", "rule", "by", "appeal")
        return standing.order_by("-at", "-pk")
    if drawer == Desk.APPEALS:
        first = Case(When(state=AppealState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
        found = Appeal.objects.select_related("decision__comment", "decision__rule", "decision__by")
        return found.order_by(first, "due_at", "pk")
    things = Report.objects.filter(state=ReportState.OPEN).order_by().values("subject", "comment")
    return things.annotate(n=Count("pk"), since=Min("created_at")).order_by("-n", "since", "subject", "comment")


def desk_cards(drawer: Desk, rows: Sequence[Any], at: datetime) -> list[Card]:
    """Return the cards of some rows of ``desk``, in their order, in a constant number of queries."""
    make: dict[Desk, Callable[[Sequence[Any]], list[Card]]] = {
        Desk.WAITING: _waiting,
        Desk.HIDDEN: _hidden,
        Desk.APPEALS: _appealed,
        Desk.REPORTED: _reported,
    }
    cards = make[drawer](rows)
    known = subjects({card.subject_key for card in cards}, at)
    for card in cards:
        card.subject = known.get(card.subject_key)
    return cards


def _waiting(rows: Iterable[Comment]) -> list[Card]:
    return [_card(c.subject, c, c.created_at) for c in rows]


def _hidden(rows: Iterable[Decision]) -> list[Card]:
    found = []
    for decision in rows:
        card = _card(decision.subject, decision.comment, decision.at)
        card.decision, card.appeal = decision, getattr(decision, "appeal", None)
        found.append(card)
    return found


def _appealed(rows: Iterable[Appeal]) -> list[Card]:
    found = []
    for appeal in rows:
        card = _card(appeal.decision.subject, appeal.decision.comment, appeal.created_at)
        card.decision, card.appeal = appeal.decision, appeal
        found.append(card)
    return found


def _reported(rows: Iterable[dict[str, Any]]) -> list[Card]:
    things = list(rows)
    comments = Comment.objects.in_bulk([row["comment"] for row in things if row["comment"]])
    cards = {
        (row["subject"], row["comment"]): _card(row["subject"], comments.get(row["comment"]), row["since"])
        for row in things
    }
    keys = {row["subject"] for row in things}
    told = Report.objects.filter(state=ReportState.OPEN, subject__in=keys).select_related("rule")
    for report in told.order_by("rule__number", "created_at"):
        card = cards.get((report.subject, report.comment_id))
        if card is not None:
            _tell(card, report)
    return list(cards.values())


def _tell(card: Card, report: Report) -> None:
    card.reports += 1
    if card.rules and card.rules[-1][0].number == report.rule.number:
        card.rules[-1] = (card.rules[-1][0], card.rules[-1][1] + 1)
    else:
        card.rules.append((report.rule, 1))
    if report.text:
        card.notes.append(report.text)


def _card(subject: str, comment: Comment | None, since: datetime) -> Card:
    key = str(comment.pk) if comment else subject
    return Card(key=key, subject=None, subject_key=subject, comment=comment, since=since)

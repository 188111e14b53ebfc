"""One comment, one decision, one appeal, and what a person said."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from tequio.participation.discussion.models import Appeal, Comment, Decision
from tequio.participation.discussion.queries.subjects import subject


def comment(pk: int) -> Comment | None:
    """Return the comment whatever its state, with what it answers, or None."""
    return Comment.objects.select_related("parent").filter(pk=pk).first()


def decision(pk: int) -> Decision | None:
    """Return a decision with what it is about, its rule as it read, and its appeal, or None."""
    return Decision.objects.select_related("comment", "rule", "appeal").filter(pk=pk).first()


def standing(key: str) -> Decision | None:
    """Return the decision by which this subject is hidden now, or None."""
    found = Decision.objects.select_related("comment", "rule", "appeal")
    return found.filter(subject=key, comment=None, lifted_at=None).first()


def appeal(pk: int) -> Appeal | None:
    """Return an appeal with the decision that it is about, or None."""
    found = Appeal.objects.select_related("decision__comment", "decision__rule", "decided_by", "hidden_by")
    return found.filter(pk=pk).first()


def author_of(about: Decision, at: datetime) -> int | None:
    """Return who wrote what the decision hid; None if nobody, or if that person was erased."""
    if about.comment is not None:
        return about.comment.author_id
    found = subject(about.subject, at)
    return found.author_id if found else None


def mine(person: Any) -> QuerySet[Comment]:
    """Return what a person said, the newest first, each with its decisions and their appeals."""
    decisions = Decision.objects.select_related("rule", "appeal").order_by("-at", "-pk")
    return (
        Comment.objects.filter(author=person)
        .order_by("-created_at", "-pk")
        .prefetch_related(Prefetch("decisions", decisions))
    )

"""Who may speak, change what they said, disagree, and moderate."""

from datetime import datetime
from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.participation.discussion.models import Appeal, Comment, Decision
from tequio.participation.discussion.types import AppealState, CommentState

_OWN_TO_CHANGE = (CommentState.VISIBLE.value, CommentState.WAITING.value)


def can_moderate(actor: Any) -> bool:
    """Return whether the actor sits at the moderation desk."""
    return can(actor, Permission.MODERATE_PROPOSALS)


def wrote(actor: Any, comment: Comment) -> bool:
    """Return whether the actor wrote the comment."""
    return bool(actor.is_authenticated and comment.author_id == actor.pk)


def can_edit(actor: Any, comment: Comment, at: datetime) -> bool:
    """Return whether the actor may still correct the comment: their own, within its first minutes."""
    return wrote(actor, comment) and comment.state in _OWN_TO_CHANGE and at < comment.editable_until


def can_remove(actor: Any, comment: Comment) -> bool:
    """Return whether the actor may take the comment away: their own, unless moderation hid it."""
    return wrote(actor, comment) and comment.state in _OWN_TO_CHANGE


def can_report(actor: Any, comment: Comment) -> bool:
    """Return whether the actor may report the comment: somebody else's that is in view."""
    return bool(
        actor.is_authenticated and comment.state == CommentState.VISIBLE.value and comment.author_id != actor.pk
    )


def can_appeal(decision: Decision, at: datetime) -> bool:
    """Return whether a decision may still be disagreed with: it stands, in time, and for the first time."""
    return decision.lifted_at is None and at < decision.appeal_until and not hasattr(decision, "appeal")


def can_answer(actor: Any, appeal: Appeal) -> bool:
    """Return whether the actor may answer the appeal: a moderator, neither who hid the thing nor its author."""
    return (
        can_moderate(actor)
        and appeal.state == AppealState.OPEN.value
        and actor.pk not in {appeal.hidden_by_id, appeal.author_id}
    )

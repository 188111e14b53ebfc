"""Who may judge, assign and publish. A liaison acts for the offices of their memberships alone."""

from typing import Any

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission
from tequio.participation.feasibility.models import Review


def can_assign(actor: Any) -> bool:
    """Return whether the actor decides which office judges what."""
    return can(actor, Permission.ASSIGN_REVIEWS)


def can_publish(actor: Any) -> bool:
    """Return whether the actor publishes the outcomes."""
    return can(actor, Permission.PUBLISH_OPINIONS)


def can_open_desk(actor: Any) -> bool:
    """Return whether the actor has anything to do with feasibility."""
    return can_assign(actor) or can(actor, Permission.GIVE_OPINION)


def can_judge(actor: Any, review: Review) -> bool:
    """Return whether the actor gives the opinion of this review's office."""
    return can(actor, Permission.GIVE_OPINION, office_id=review.office_id)


def can_read(actor: Any, review: Review) -> bool:
    """Return whether the actor may read an opinion before it is public."""
    return can_assign(actor) or can_judge(actor, review)


def desk_offices(actor: User) -> set[int] | None:
    """Return the offices whose reviews the actor sees; None means all of them."""
    return None if can_assign(actor) else offices(actor, Permission.GIVE_OPINION)

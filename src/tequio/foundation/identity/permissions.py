"""Who looks at other people's identification."""

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission


def can_review(actor: Any) -> bool:
    """Return whether the actor decides on documents and cases."""
    return can(actor, Permission.REVIEW_IDENTITY)


def can_register(actor: Any) -> bool:
    """Return whether the actor registers people at a counter."""
    return can(actor, Permission.REGISTER_PEOPLE)

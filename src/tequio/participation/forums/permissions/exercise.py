from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.models import Forum


def can_manage(actor: Any) -> bool:
    """Return whether the actor sets up forums."""
    return can(actor, Permission.MANAGE_FORUMS)


def can_see(actor: Any, forum: Forum) -> bool:
    """Return whether the actor may see the exercise: anyone once it is published, its office before."""
    return forum.published_at is not None or can_manage(actor)

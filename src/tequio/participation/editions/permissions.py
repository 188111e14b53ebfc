"""Who may see and change an edition."""

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.participation.editions.models import Edition


def can_manage(actor: Any) -> bool:
    """Return whether the actor sets up editions."""
    return can(actor, Permission.MANAGE_EDITIONS)


def can_see(actor: Any, edition: Edition) -> bool:
    """Return whether the actor may see the edition: anyone once it is published, its office before."""
    return edition.published_at is not None or can_manage(actor)

"""Who writes a plan and decides where voices end: whoever coordinates it for the whole government."""

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission


def can_manage(actor: Any) -> bool:
    """Return whether the actor may write plans and decide where voices end."""
    return can(actor, Permission.MANAGE_PLAN)

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission


def can_manage(actor: Any) -> bool:
    """Return whether the actor writes the texts of notices and settles what could not be sent."""
    return can(actor, Permission.MANAGE_MESSAGES)

"""Who keeps the catalogue: those who publish data. Reading it is everybody's."""

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission


def can_keep(actor: Any) -> bool:
    """Return whether this person looks after the datasets."""
    return can(actor, Permission.PUBLISH_DATA)

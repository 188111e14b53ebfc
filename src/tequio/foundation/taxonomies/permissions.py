from typing import Any

from tequio.foundation.web import access

# Who makes forums keeps the lists: the themes of a forum come from them.
MANAGE = "manage_forums"


def can_manage(actor: Any) -> bool:
    """Return whether the person keeps the lists."""
    return access.allows(actor, MANAGE)

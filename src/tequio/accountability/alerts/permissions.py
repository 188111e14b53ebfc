"""Who may answer a flag: the liaison of its office, and whoever coordinates projects."""

from typing import Any

from tequio.accountability.alerts.models import Flag
from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission


def duty(flag: Flag) -> Permission:
    """Return the permission of who answers: for a process who records contracts, for a project who reports."""
    return Permission.RECORD_CONTRACTS if flag.process_id else Permission.REPORT_PROGRESS


def can_answer(actor: Any, flag: Flag) -> bool:
    """Return whether the actor may answer this flag in public."""
    held = (duty(flag), Permission.MANAGE_PROJECTS)
    return any(can(actor, permission, office_id=flag.office_id) for permission in held)


def answered_offices(actor: Any) -> set[int] | None:
    """Return the offices whose flags the actor answers; None means all."""
    mine: set[int] = set()
    for permission in (Permission.RECORD_CONTRACTS, Permission.REPORT_PROGRESS, Permission.MANAGE_PROJECTS):
        found = offices(actor, permission)
        if found is None:
            return None
        mine |= found
    return mine


def can_set_limits(actor: Any) -> bool:
    """Return whether the actor may move the limits, which hold for the whole city."""
    return can(actor, Permission.MANAGE_PROJECTS) and offices(actor, Permission.MANAGE_PROJECTS) is None

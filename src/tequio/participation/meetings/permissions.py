"""Who may do what with meetings."""

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.participation.meetings.models import Meeting
from tequio.participation.meetings.types import kinds, parts


def can_call(actor: Any) -> bool:
    """Return whether the person calls meetings at all: who makes forums does."""
    return can(actor, Permission.MANAGE_FORUMS)


def can_manage(actor: Any, meeting: Meeting) -> bool:
    """Return whether the person keeps this meeting: its subject's owner says so."""
    name, pk = parts(meeting.subject)
    kind = kinds().get(name)
    return can_call(actor) and kind is not None and kind.may_manage(actor, pk)


def can_attend_desk(actor: Any) -> bool:
    """Return whether the person works at the table of a meeting: who captures voices at tables does."""
    return can(actor, Permission.CAPTURE_VOICES)

"""Who groups and hands out what people said, and who answers it: a liaison for the own offices alone."""

from typing import Any

from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.models import Assignment


def can_analyse(actor: Any) -> bool:
    """Return whether the actor groups, labels, merges and hands out voices."""
    return can(actor, Permission.ANALYSE_VOICES)


def can_open_duties(actor: Any) -> bool:
    """Return whether the actor has anything to do with answering."""
    return can(actor, Permission.ANSWER_VOICES)


def can_answer(actor: Any, assignment: Assignment) -> bool:
    """Return whether the actor answers for the office that a voice was handed to, or sends it on."""
    return can(actor, Permission.ANSWER_VOICES, office_id=assignment.office_id)


def duty_offices(actor: Any) -> set[int] | None:
    """Return the offices whose duties the actor sees; None for all of them."""
    return offices(actor, Permission.ANSWER_VOICES)

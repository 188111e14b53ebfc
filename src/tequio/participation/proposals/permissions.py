"""Who may see and change a proposal."""

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.participation.proposals.models import PUBLIC_STATES, Proposal


def owns(actor: Any, proposal: Proposal) -> bool:
    """Return whether the actor is the author."""
    return bool(actor.is_authenticated and proposal.author_id == actor.pk)


def can_moderate(actor: Any) -> bool:
    """Return whether the actor may hide proposals."""
    return can(actor, Permission.MODERATE_PROPOSALS)


def can_see(actor: Any, proposal: Proposal) -> bool:
    """Return whether the actor may read the proposal.

    Anyone if it is public; else its author, and moderators once it was handed in.
    """
    public = proposal.state in PUBLIC_STATES and proposal.hidden_at is None
    handed_in = proposal.folio is not None
    return public or owns(actor, proposal) or (handed_in and can_moderate(actor))

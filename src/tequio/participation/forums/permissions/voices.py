"""Who may see, change and capture a voice."""

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.models import Contribution
from tequio.participation.forums.models.voices import PUBLIC_STATES


def owns(actor: Any, voice: Contribution) -> bool:
    """Return whether the actor is who handed it in."""
    return bool(actor.is_authenticated and voice.author_id == actor.pk)


def can_moderate(actor: Any) -> bool:
    """Return whether the actor may hide voices."""
    return can(actor, Permission.MODERATE_PROPOSALS)


def can_capture(actor: Any) -> bool:
    """Return whether the actor writes down what others say, at tables and from paper."""
    return can(actor, Permission.CAPTURE_VOICES)


def can_see(actor: Any, voice: Contribution) -> bool:
    """Return whether the actor may read the voice.

    Anyone if it is public; else its author, and moderators once it was handed in.
    """
    return is_public(voice) or owns(actor, voice) or (voice.folio is not None and can_moderate(actor))


def is_public(voice: Contribution) -> bool:
    """Return whether anyone may read it."""
    return voice.state in PUBLIC_STATES and voice.hidden_at is None

"""Who issues and revokes certificates, and who may take one home."""

from typing import Any

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.foundation.certificates.models import Certificate


def can_issue(actor: Any) -> bool:
    """Return whether the actor issues and revokes certificates."""
    return can(actor, Permission.ISSUE_CERTIFICATES)


def can_take(actor: Any, certificate: Certificate) -> bool:
    """Return whether the actor may take the PDF and the credential home: they carry the full name.

    It is the holder, or who issues them and hands them over at a counter.
    """
    return (actor.is_authenticated and certificate.holder_id == actor.pk) or can_issue(actor)

"""Who issues and revokes certificates, and who may take one home."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.foundation.certificates.models import Certificate

Taker = Callable[[HttpRequest, Certificate], bool]
_takers: list[Taker] = []


def register_taker(taker: Taker) -> None:
    """Add another way in which somebody shows that a certificate is theirs. Register in ``apps.ready``."""
    _takers.append(taker)


def can_issue(actor: Any) -> bool:
    """Return whether the actor issues and revokes certificates."""
    return can(actor, Permission.ISSUE_CERTIFICATES)


def can_take(request: HttpRequest, certificate: Certificate) -> bool:
    """Return whether who asks may take the PDF and the credential home: they carry the full name.

    It is the holder, who issues them and hands them over at a counter, or who has shown otherwise that it is
    theirs (a folio and a code).
    """
    actor = request.user
    if actor.is_authenticated and certificate.holder_id == actor.pk:
        return True
    return can_issue(actor) or any(taker(request, certificate) for taker in _takers)

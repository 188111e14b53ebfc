"""Who attends the voting in person: the coordination everywhere, and whoever a shift names, in that shift."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tequio.foundation.accounts.permissions import can
from tequio.foundation.accounts.types import Permission
from tequio.participation.ballots.models import Shift
from tequio.participation.editions.models import Edition


def can_attend(actor: Any, edition: Edition) -> bool:
    """Return whether the actor attends some table of the edition. At most one query."""
    if not can(actor, Permission.ATTEND_VOTING):
        return False
    return _everywhere(actor) or Shift.objects.filter(edition=edition, officers=actor.pk).exists()


def can_attend_shift(actor: Any, shift: Shift) -> bool:
    """Return whether the actor attends this shift, and captures what comes out of its urn."""
    if not can(actor, Permission.ATTEND_VOTING):
        return False
    return _everywhere(actor) or shift.officers.filter(pk=actor.pk).exists()


def can_coordinate(actor: Any) -> bool:
    """Return whether the actor plans shifts, hands folios and codes, and puts packages in the box."""
    return can(actor, Permission.COUNT_VOTES)


def demand_attending(actor: Any, edition: Edition) -> None:
    """Let through who attends some table of the edition.

    Raises:
        PermissionDenied: saying who can name them.
    """
    if not can_attend(actor, edition):
        _refuse()


def demand_attending_shift(actor: Any, shift: Shift) -> None:
    """Let through who attends this shift.

    Raises:
        PermissionDenied: saying who can name them.
    """
    if not can_attend_shift(actor, shift):
        _refuse()


def _everywhere(actor: Any) -> bool:
    return can(actor, Permission.COUNT_VOTES) or can(actor, Permission.REGISTER_PEOPLE)


def _refuse() -> None:
    raise PermissionDenied(
        _("No está en ningún turno de esta votación. La coordinación puede anotarle en uno.")
    )

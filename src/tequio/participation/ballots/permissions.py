"""Who counts and looks at a count, who answers what contests it, and who attends the voting in person.

The coordination attends everywhere; whoever a shift names, in that shift.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files.models import StoredFile
from tequio.participation.ballots.models import Contest, Count, Shift
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import Preview


def can_count(actor: Any) -> bool:
    """Return whether the actor counts and publishes."""
    return can(actor, Permission.COUNT_VOTES)


def can_look(actor: Any, edition: Edition) -> bool:
    """Return whether the actor sees a count before it is public: who counts; auditors if the rules do."""
    audits = edition.preview == Preview.AUDITORS and can(actor, Permission.READ_AUDIT)
    return can_count(actor) or audits


def can_examine(actor: Any) -> bool:
    """Return whether the actor sees how rights to vote were given, and the public votes of groups."""
    return can_count(actor) or can(actor, Permission.READ_AUDIT)


def can_review(actor: Any, count: Count) -> bool:
    """Return whether the actor may answer for a count as its second person."""
    return can_look(actor, count.edition) and actor.pk != count.counted_by_id


def can_answer(actor: Any, contest: Contest) -> bool:
    """Return whether the actor answers a contest: the office it was given to, and the coordination."""
    if can_count(actor):
        return True
    return can(actor, Permission.USE_OFFICE) and contest.office_id in (
        offices(actor, Permission.USE_OFFICE) or set()
    )


def can_read_file(actor: Any, file: StoredFile) -> bool:
    """Return whether what was sent with a contest is the actor's to read: of those who answer it."""
    found = Contest.objects.filter(file=file).first()
    return found is not None and can_answer(actor, found)


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

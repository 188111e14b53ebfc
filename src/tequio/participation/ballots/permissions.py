"""Who counts, who looks at a count for the second time, and who answers what contests it."""

from typing import Any

from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files.models import StoredFile
from tequio.participation.ballots.models import Contest, Count
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

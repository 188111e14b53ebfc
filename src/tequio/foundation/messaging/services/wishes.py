"""What each person wants: how the mail of each kind comes, in which language, and what they follow.

These are a person's own habits: they leave no event, since the log is kept for ever.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tequio.foundation.messaging import queries
from tequio.foundation.messaging.models import Follow, Mailbox, Message, Preference
from tequio.foundation.messaging.services.errors import AlwaysSent, NothingToFollow
from tequio.foundation.messaging.types import Cadence, Place, State, kind_of


@transaction.atomic
def choose(*, person_id: int, kind: str, cadence: Cadence) -> None:
    """Send a person the mail of one kind as they wish, also what waits already.

    Raises:
        AlwaysSent: the kind is sent to everybody it concerns.
        UnknownKindError: nobody registered it.
    """
    if kind_of(kind).transactional:
        raise AlwaysSent
    Preference.objects.update_or_create(person_id=person_id, kind=kind, defaults={"cadence": cadence.value})
    waiting = Message.objects.filter(recipient_id=person_id, kind=kind)
    held = waiting.filter(state=State.HELD)
    if cadence is Cadence.NEVER:
        waiting.filter(state__in=[State.QUEUED, State.HELD]).update(state=State.SUPPRESSED)
    elif cadence is not Cadence.NOW:
        held.update(cadence=cadence.value)


@transaction.atomic
def choose_all(*, person_id: int, language: str, cadences: Mapping[str, Cadence]) -> None:
    """Keep the whole page of preferences: the language of the mail, and the cadence of each kind.

    Raises:
        AlwaysSent: see ``choose``.
    """
    Mailbox.objects.update_or_create(person_id=person_id, defaults={"language": queries.language(language)})
    before = dict(Preference.objects.filter(person_id=person_id).values_list("kind", "cadence"))
    for kind, cadence in cadences.items():
        if before.get(kind, kind_of(kind).cadence) != cadence:
            choose(person_id=person_id, kind=kind, cadence=cadence)


@transaction.atomic
def follow(*, person_id: int, subject_key: str, at: datetime) -> Place:
    """Follow something; its news reach the person from now on. Twice is the same as once.

    Returns:
        The subject's name and page.

    Raises:
        NothingToFollow: if there is no such subject, or it is not for everybody to see.
    """
    place = queries.places([subject_key]).get(subject_key)
    if place is None:
        raise NothingToFollow
    Follow.objects.get_or_create(person_id=person_id, subject_key=subject_key, defaults={"since": at})
    return place


@transaction.atomic
def unfollow(*, person_id: int, subject_key: str) -> Place | None:
    """Stop following something. Returns its name and page, or None if it is no longer to be seen."""
    Follow.objects.filter(person_id=person_id, subject_key=subject_key).delete()
    return queries.places([subject_key]).get(subject_key)


@transaction.atomic
def open_notice(*, person_id: int, message_id: int) -> str | None:
    """Mark one's own notice as read. Returns the path it leads to, or None if there is no such notice."""
    found = Message.objects.notices().filter(pk=message_id, recipient_id=person_id)
    row = found.first()
    if row is None:
        return None
    found.filter(read_at__isnull=True).update(read_at=timezone.now())
    return row.url


@transaction.atomic
def open_all(*, person_id: int, at: datetime) -> int:
    """Mark all of a person's notices as read. Returns how many were not."""
    return Message.objects.notices().filter(recipient_id=person_id, read_at__isnull=True).update(read_at=at)


@transaction.atomic
def forget(*, person_id: int) -> None:
    """Leave nothing here of a person who asked to be erased: notices, preferences, what they followed."""
    Message.objects.filter(recipient_id=person_id).delete()
    Follow.objects.filter(person_id=person_id).delete()
    Preference.objects.filter(person_id=person_id).delete()
    Mailbox.objects.filter(person_id=person_id).delete()

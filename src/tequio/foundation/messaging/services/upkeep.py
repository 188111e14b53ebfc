"""What the office decides about messages that did not simply leave, and what is forgotten with time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tequio.foundation.audit import services as audit
from tequio.foundation.messaging.events import AddressReleased, DoubtSettled, MessageRetried
from tequio.foundation.messaging.models import Mailbox, Message
from tequio.foundation.messaging.services.errors import NothingToSettle
from tequio.foundation.messaging.services.posting import wake
from tequio.foundation.messaging.types import State

_WAITING = [State.QUEUED, State.CLAIMED, State.HANDING, State.HELD, State.DOUBTFUL]


@transaction.atomic
def settle_doubt(*, message_id: int, resend: bool, at: datetime, actor: int) -> None:
    """Say of a doubtful message that it arrived, or send it again with the same Message-ID.

    Raises:
        NothingToSettle: if it is not doubtful (any more).
    """
    values = {"state": State.QUEUED, "due_at": at} if resend else {"state": State.SENT}
    if not Message.objects.filter(pk=message_id, state=State.DOUBTFUL).update(**values):
        raise NothingToSettle
    if resend:
        wake()
    decision = "resent" if resend else "taken_as_sent"
    audit.record(DoubtSettled(message_id=message_id, decision=decision), actor=actor)


@transaction.atomic
def retry(*, message_id: int, at: datetime, actor: int) -> None:
    """Put a failed message back in the queue, with its tries at zero.

    Raises:
        NothingToSettle: if it has not failed.
    """
    failed = Message.objects.filter(pk=message_id, state=State.FAILED)
    if not failed.update(state=State.QUEUED, due_at=at, attempts=0):
        raise NothingToSettle
    wake()
    audit.record(MessageRetried(message_id=message_id), actor=actor)


@transaction.atomic
def release_address(*, person_id: int, actor: int) -> None:
    """Write again to a person whose address bounced: they say that it works now. Twice is the same as once."""
    silenced = Mailbox.objects.filter(person_id=person_id, suppressed_at__isnull=False)
    if silenced.update(suppressed_at=None, bounces=0):
        audit.record(AddressReleased(user_id=person_id), actor=actor)


@transaction.atomic
def forget_bodies(*, at: datetime) -> int:
    """Empty the text of messages older than the settings say; what waits for something keeps it.

    Returns:
        How many were emptied. Their subjects and links stay on each person's page.
    """
    before = at - timedelta(days=settings.MESSAGES_KEPT_DAYS)
    old = Message.objects.filter(created_at__lt=before).exclude(state__in=_WAITING).exclude(body="", answer="")
    return old.update(body="", answer="")


@transaction.atomic
def forget_told(*, event_keys: Iterable[str]) -> None:
    """Empty what others were told of these events, which names somebody who was erased; unsent, it rests.

    Running it twice is the same as once. Subjects and links stay.
    """
    told = Message.objects.filter(event_key__in=list(event_keys))
    told.filter(state__in=[State.QUEUED, State.HELD]).update(state=State.SUPPRESSED)
    told.update(body="", answer="")


@transaction.atomic
def let_rest(*, before: datetime) -> int:
    """Send no mail of what was told before an instant: history that was brought in, or a demonstration's.

    It stays on each person's page, as read. Returns how many messages will not leave.
    """
    old = Message.objects.filter(created_at__lte=before)
    old.filter(read_at__isnull=True).update(read_at=before)
    return old.filter(state__in=[State.QUEUED, State.HELD]).update(state=State.SUPPRESSED)

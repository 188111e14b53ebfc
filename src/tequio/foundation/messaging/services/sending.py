"""Emptying the outbox (docs/rules/messages.md, MSG). Nothing is sent twice, whenever the worker dies.

Each message goes through three commits of its own: *claimed* before the server hears of it, *handing* just
before its text leaves, *sent* once the server has answered for it. So a row that a dead worker left tells how
far it got. Claimed: nothing had left, and it goes back to the queue. Handing: nobody can know, so nothing is
sent again by itself; it is doubtful, and a person decides in the office. These functions are therefore not one
transaction: each step must last.
"""

import logging
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from tequio.foundation.messaging.adapters.lines import Line, LineDown, Refused, get_line
from tequio.foundation.messaging.models import Mailbox, Message
from tequio.foundation.messaging.services import envelope
from tequio.foundation.messaging.services.posting import wake
from tequio.foundation.messaging.types import State

MOST_ATTEMPTS = 12
MOST_BOUNCES = 3  # refusals of an address, one after the other, after which it gets no more mail
_LONGEST_WAIT = timedelta(hours=6)
_TURN_SECONDS = 5.0
_LINE_WAIT = timedelta(minutes=1)
_MINUTE = timedelta(minutes=1)
_ONE_SENDER = 7_361_442_018  # the key of the advisory lock: any number that nobody else uses
_ADDRESS = re.compile(r"[^\s<>()]+@[^\s<>()]+")
log = logging.getLogger(__name__)
_KEPT = 300  # characters of a server's answer


class NotMine(RuntimeError):
    """Another worker took the message over: this one had been given up for dead."""


def drain() -> int:
    """Send what is due, as far as the rate per minute allows, and return how many messages left.

    One process sends at a time in the whole installation: the others return at once. What an earlier one left
    half done is settled first.
    """
    with _alone() as mine:
        if not mine:
            return 0
        settle_abandoned()
        line = get_line()
        try:
            left, unfinished = _send_due(line)
        finally:
            line.close()
    if unfinished:
        wake()
    return left


def wake_due() -> None:
    """Wake the sender if something is due, or a dead sender left something half done."""
    due = Q(state=State.QUEUED, due_at__lte=timezone.now())
    if Message.objects.filter(due | Q(state__in=[State.CLAIMED, State.HANDING])).exists():
        wake()


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the lock of the sender, which the database itself lets go when its holder dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_SENDER])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_SENDER])


@transaction.atomic
def settle_abandoned() -> None:
    """Settle what a dead sender left. Only who holds the sender's lock may call it."""
    Message.objects.filter(state=State.CLAIMED).update(state=State.QUEUED, claim=None)
    Message.objects.filter(state=State.HANDING).update(state=State.DOUBTFUL, claim=None)


def _send_due(line: Line) -> tuple[int, bool]:
    """Send until nothing is due, the minute is full, the line is down or the turn is over.

    A turn is shorter than a worker has to stop by itself, so that stopping one leaves nothing in doubt.

    Returns:
        How many messages left, and whether the turn ended before the work.
    """
    left, ends = 0, time.monotonic() + _TURN_SECONDS
    for _number in range(room()):
        message = claim(timezone.now())
        if message is None:
            return left, False
        try:
            left += _send(line, message)
        except LineDown as down:
            _line_down(message, down)
            return left, False
        if time.monotonic() > ends:
            return left, True
    return left, False


def room() -> int:
    """Return how many messages may leave now, so that no minute sees more than the settings say."""
    since = timezone.now() - _MINUTE
    return max(0, settings.MESSAGES_PER_MINUTE - Message.objects.filter(handed_at__gt=since).count())


@transaction.atomic
def claim(at: datetime) -> Message | None:
    """Take the message that has waited longest, or None. Nothing of it has left."""
    due = Message.objects.filter(state=State.QUEUED, due_at__lte=at).order_by("due_at", "id")
    message = due.select_for_update(skip_locked=True, of=("self",)).select_related("recipient").first()
    if message is None:
        return None
    message.state, message.claim = State.CLAIMED.value, uuid.uuid4()
    message.save(update_fields=["state", "claim"])
    return message


def _send(line: Line, message: Message) -> bool:
    """Carry one claimed message as far as it goes, and write down where that was. True if it left."""
    if not envelope.takes_mail(message):
        finish(message, State.SUPPRESSED)
        return False
    letter = _built(message)
    if letter is None:
        return False
    try:
        answer = line.send(letter, handing=partial(begin, message))
    except Refused as no:
        refused(message, no)
        return False
    finish(message, State.SENT, answer=_short(answer))
    Mailbox.objects.filter(person_id=message.recipient_id, bounces__gt=0).update(bounces=0)
    return True


def _built(message: Message) -> EmailMultiAlternatives | None:
    """Return the mail of a message; one that cannot be made fails alone, and does not stop those behind it."""
    try:
        return envelope.build(message)
    except Exception as error:
        log.exception("message %s cannot be made into a mail", message.pk)
        finish(message, State.FAILED, answer=_short(f"{type(error).__name__}: {error}"))
        return None


@transaction.atomic
def begin(message: Message) -> None:
    """Write down, for good, that the text of a message is about to leave.

    Raises:
        NotMine: the message was taken over meanwhile; its text must not leave from here.
    """
    _move(message, State.HANDING, handed_at=timezone.now(), attempts=F("attempts") + 1)


@transaction.atomic
def finish(message: Message, state: State, **values: Any) -> None:
    """Write down what became of a message."""
    _move(message, state, claim=None, **values)


@transaction.atomic
def refused(message: Message, no: Refused) -> None:
    """Try a message again later if the server asks for it, or give it up; count the refusals of the address."""
    answer = _short(str(no))
    tried, state = Message.objects.values_list("attempts", "state").get(pk=message.pk)
    if state == State.CLAIMED:
        tried += 1  # its text never began to leave, so this try is not counted yet
    if not no.for_good and tried < MOST_ATTEMPTS:
        due = timezone.now() + wait(tried)
        finish(message, State.QUEUED, answer=answer, attempts=tried, due_at=due)
        return
    finish(message, State.FAILED, answer=answer, attempts=tried)
    if no.for_good and no.address:
        _bounced(message.recipient_id)


def wait(tried: int) -> timedelta:
    """Return how long a message waits after so many tries: twice as long each time, six hours at most."""
    return min(timedelta(minutes=2 ** min(tried, 10)), _LONGEST_WAIT)


def _bounced(person_id: int) -> None:
    """Count a refusal of a person's address; after the third without a delivery they get no more mail."""
    Mailbox.objects.get_or_create(person_id=person_id)
    Mailbox.objects.filter(person_id=person_id).update(bounces=F("bounces") + 1)
    worn = Mailbox.objects.filter(person_id=person_id, bounces__gte=MOST_BOUNCES, suppressed_at__isnull=True)
    if worn.update(suppressed_at=timezone.now()):
        waiting = Message.objects.filter(recipient_id=person_id, state__in=[State.QUEUED, State.HELD])
        waiting.update(state=State.SUPPRESSED)


def _line_down(message: Message, down: LineDown) -> None:
    """Put back what had not begun to leave; what had is doubtful, for its answer was never heard."""
    answer = _short(str(down))
    if down.handing:
        finish(message, State.DOUBTFUL, answer=answer)
    else:
        finish(message, State.QUEUED, answer=answer, due_at=timezone.now() + _LINE_WAIT)


def _move(message: Message, state: State, **values: Any) -> None:
    mine = Message.objects.filter(pk=message.pk, claim=message.claim)
    if not mine.update(state=state.value, **values):
        raise NotMine(f"message {message.pk}")


def _short(answer: str) -> str:
    """Return a server's answer to keep: in one line, without anybody's address."""
    return _ADDRESS.sub("…", " ".join(answer.split()))[:_KEPT]

"""Writing to the audit log, and telling the handlers."""

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tequio.foundation.audit import outbox, registry, tasks
from tequio.foundation.audit.chain import GENESIS, check_plain, digest
from tequio.foundation.audit.models import AuditEvent, Delivery, Head
from tequio.foundation.audit.types import Event

_ROUNDS = 50  # how deep handlers may call each other by events before deliver_now gives up


_gathered: ContextVar[list[Event] | None] = ContextVar("gathered", default=None)


class BrokenChainError(RuntimeError):
    """The head of the chain is gone while there are events: somebody changed the database by hand."""


def record(event: Event, *, actor: int | None = None, at: datetime | None = None) -> AuditEvent:
    """Append the event to the chain and queue its handlers, all in the caller's transaction.

    A service ends with this call. Handlers run in the worker after commit, at least once each.

    Args:
        event: what happened.
        actor: the id of the person who did it; None for the system or someone who has no account.
        at: when it happened; now unless an import says otherwise.
    """
    return record_all([event], actor=actor, at=at)[0]


@transaction.atomic
def record_all(
    events: Sequence[Event], *, actor: int | None = None, at: datetime | None = None
) -> list[AuditEvent]:
    """Append many events of one act (a bulk load, an import) in their order, as ``record`` does with one.

    Raises:
        TypeError: if an event carries anything but text, whole numbers and booleans.
        BrokenChainError: if the chain has lost its head.
    """
    instant = at or timezone.now()
    gathered = _gathered.get()
    if gathered is not None:
        gathered.extend(events)
        return [AuditEvent(kind=event.kind(), at=instant, actor=actor) for event in events]
    head = _locked_head()
    rows = []
    for event in events:
        row = _next(head, event, actor=actor, at=instant)
        head.position, head.hash = row.position, row.hash
        rows.append(row)
    AuditEvent.objects.bulk_create(rows)
    Head.objects.filter(pk=1).update(position=head.position, hash=head.hash)
    deliveries = [Delivery(event=row, handler=name) for row in rows for name in registry.names(row.kind)]
    tasks.enqueue([delivery.pk for delivery in Delivery.objects.bulk_create(deliveries)])
    return rows


@contextmanager
def gathering() -> Iterator[list[Event]]:
    """Keep the events of the services called inside, instead of appending them, and give the list of them.

    For acts of many parts (a bulk load): whoever writes the chain holds its head until the transaction ends, so
    such an act tells everything at its end, with ``record_all``. What is not told there is lost.
    """
    events: list[Event] = []
    before = _gathered.set(events)
    try:
        yield events
    finally:
        _gathered.reset(before)


def _locked_head() -> Head:
    """Return the head with its row locked: writers of the chain go one after the other, to their commit."""
    head = Head.objects.select_for_update().first()
    if head is None:  # the first writers of all may meet here: one lays the head, the others wait for it
        Head.objects.bulk_create([Head(position=0, hash=GENESIS)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get()
    if head.position == 0 and AuditEvent.objects.exists():
        raise BrokenChainError("audit_head is empty but audit_auditevent is not")
    return head


def _next(head: Head, event: Event, *, actor: int | None, at: datetime) -> AuditEvent:
    payload = dataclasses.asdict(event)
    check_plain(event.kind(), payload)
    row = AuditEvent(
        position=head.position + 1,
        at=at,
        kind=event.kind(),
        actor=actor,
        payload=payload,
        previous_hash=bytes(head.hash),
    )
    row.hash = digest(
        position=row.position,
        at=at,
        kind=row.kind,
        actor=actor,
        payload=payload,
        previous=bytes(row.previous_hash),
    )
    return row


def deliver_now() -> int:
    """Run every pending delivery here and now until none is left, and return how many ran.

    For tests and for building the demonstration, where no worker runs. A handler's error is raised as it is.

    Raises:
        RuntimeError: if handlers keep causing new events without end.
    """
    ran = 0
    for _ in range(_ROUNDS):
        waiting = list(outbox.pending())
        if not waiting:
            tasks.forget_delivered()
            return ran
        for delivery_id in waiting:
            outbox.deliver(delivery_id)
            ran += 1
    raise RuntimeError(f"After {_ROUNDS} rounds there are still new deliveries: handlers answer each other")


@transaction.atomic
def redeliver_pending(*, parked: bool = False) -> int:
    """Queue again every waiting delivery that has no job waiting or running; return how many.

    The periodic sweep calls it: a delivery whose job was lost is found here. With ``parked``, what was given up
    after too many attempts is tried again too, once its handler has been mended.
    """
    orphans = outbox.orphans(parked=parked)
    tasks.enqueue(orphans)
    return len(orphans)

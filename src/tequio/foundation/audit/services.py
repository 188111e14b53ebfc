"""Writing to the audit log, and telling the handlers."""

import dataclasses
import hashlib
from datetime import datetime

import orjson
from django.db import connection, transaction
from django.utils import timezone

from tequio.foundation.audit import registry, tasks
from tequio.foundation.audit.models import AuditEvent, Delivery
from tequio.foundation.audit.types import Event

GENESIS = bytes(32)
_CHAIN_LOCK = 0x7E901  # the advisory lock that orders the writers of the chain


def record(event: Event, *, actor: int | None = None, at: datetime | None = None) -> AuditEvent:
    """Append the event to the chain and queue its handlers, all in the caller's transaction.

    A service ends with this call. Handlers run in the worker after commit, at least once each.

    Args:
        event: what happened.
        actor: the id of the person who did it; None for the system or someone who has no account.
        at: when it happened; now unless an import says otherwise.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
        last = AuditEvent.objects.order_by("-position").first()
        row = AuditEvent(
            position=last.position + 1 if last else 1,
            at=at or timezone.now(),
            kind=event.kind(),
            actor=actor,
            payload=dataclasses.asdict(event),
            previous_hash=bytes(last.hash) if last else GENESIS,
        )
        row.hash = digest(row)
        row.save(force_insert=True)
        for name in registry.names(row.kind):
            delivery = Delivery.objects.create(event=row, handler=name)
            tasks.deliver.defer(delivery_id=delivery.pk)
    return row


def digest(row: AuditEvent) -> bytes:
    """Return the SHA-256 of a row's content and of the hash before it."""
    content = orjson.dumps(
        [row.position, row.at.isoformat(), row.kind, row.actor, row.payload], option=orjson.OPT_SORT_KEYS
    )
    return hashlib.sha256(bytes(row.previous_hash) + content).digest()

"""Delivering events to their handlers: at least once each, with what went wrong kept in the row."""

import traceback
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from tequio.foundation.audit import registry
from tequio.foundation.audit.models import Delivery

MAX_ATTEMPTS = 8
_KEPT = 4_000  # characters of an error's traceback that the row keeps, from its end


def deliver(delivery_id: int) -> None:
    """Call one handler for one event and mark the delivery, in one transaction.

    Safe to run twice: what is delivered is skipped, and the handler's own writes commit with the mark. If the
    handler fails, its writes are undone, and the attempt and its error are kept; after ``MAX_ATTEMPTS`` the
    delivery is parked. The error is raised again.
    """
    try:
        with transaction.atomic():
            _deliver(delivery_id)
    except Exception:
        _note_failure(delivery_id, traceback.format_exc()[-_KEPT:])
        raise


def _deliver(delivery_id: int) -> None:
    delivery = (
        Delivery.objects.select_for_update(of=("self",)).select_related("event").filter(pk=delivery_id).first()
    )
    if delivery is None or delivery.delivered_at:
        return
    now = timezone.now()
    Delivery.objects.filter(pk=delivery_id).update(
        attempts=F("attempts") + 1, last_attempt_at=now, delivered_at=now, parked_at=None
    )
    registry.call(delivery.event.kind, delivery.handler, delivery.event.payload)


def _note_failure(delivery_id: int, error: str) -> None:
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().filter(pk=delivery_id, delivered_at=None).first()
        if delivery is None:
            return
        now = timezone.now()
        delivery.attempts += 1
        delivery.last_attempt_at = now
        delivery.last_error = error
        if delivery.attempts >= MAX_ATTEMPTS:
            delivery.parked_at = now
        delivery.save(update_fields=["attempts", "last_attempt_at", "last_error", "parked_at"])


def pending() -> Iterable[int]:
    """Return the ids of what still waits, oldest first, without what is parked."""
    return (
        Delivery.objects.filter(delivered_at=None, parked_at=None).order_by("id").values_list("id", flat=True)
    )


_ORPHANS = """
    SELECT d.id FROM audit_delivery d
    WHERE d.delivered_at IS NULL AND (d.parked_at IS NULL OR %s) AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs j
        WHERE j.task_name = 'audit.deliver' AND j.status IN ('todo', 'doing')
          AND (j.args->>'delivery_id')::bigint = d.id)
    ORDER BY d.id LIMIT 10000
"""


@transaction.atomic
def orphans(*, parked: bool = False) -> list[int]:
    """Return the ids of waiting deliveries that have no job waiting or running; with ``parked``, given up too.

    What was parked waits again with its attempts at zero.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ORPHANS, [parked])
        found = [row[0] for row in cursor.fetchall()]
    Delivery.objects.filter(pk__in=found, parked_at__isnull=False).update(parked_at=None, attempts=0)
    return found

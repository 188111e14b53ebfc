"""Delivering events to their handlers, in the worker."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from procrastinate import RetryStrategy

from tequio.foundation.audit import registry
from tequio.foundation.audit.models import Delivery
from tequio.foundation.jobs.app import task


@task(retry=RetryStrategy(max_attempts=8, exponential_wait=2), name="audit.deliver")
def deliver(delivery_id: int) -> None:
    """Call one handler for one event and mark the delivery, in one transaction.

    Safe to run twice: a delivered row is skipped, and the handler's own writes commit with the mark.
    """
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().select_related("event").get(pk=delivery_id)
        if delivery.delivered_at:
            return
        Delivery.objects.filter(pk=delivery_id).update(attempts=F("attempts") + 1, delivered_at=timezone.now())
        registry.call(delivery.event.kind, delivery.handler, delivery.event.payload)

"""Notices in the worker: sending, digests, forgetting. What must be done stands in the rows."""

from django.utils import timezone

from tequio.foundation.jobs.app import periodic, task
from tequio.foundation.messaging import services


@task(name=services.SEND)
def send() -> None:
    """Empty the outbox as far as it goes. Safe to run twice, and at the same time."""
    services.drain()


@periodic(cron="* * * * *")
@task(name="messaging.sweep", queueing_lock="messaging.sweep")
def sweep(timestamp: int) -> None:
    """Wake the sender where something is due: what waited for its turn, another try or a lost job goes on."""
    del timestamp
    services.wake_due()


@periodic(cron="5,35 * * * *")
@task(name="messaging.digests", queueing_lock="messaging.digests")
def digests(timestamp: int) -> None:
    """Make the digests whose hour has come. Safe to run twice: one for each person and day."""
    del timestamp
    services.compose_digests(at=timezone.now())


@periodic(cron="50 4 * * *")
@task(name="messaging.forget", queueing_lock="messaging.forget")
def forget(timestamp: int) -> None:
    """Empty the text of old messages, every night."""
    del timestamp
    services.forget_bodies(at=timezone.now())

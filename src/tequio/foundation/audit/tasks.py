"""The job that wakes the worker for one delivery. What must be done stands in the row, not in the job."""

from typing import TYPE_CHECKING

from django.db import connection, transaction
from procrastinate import RetryStrategy

from tequio.foundation.audit import outbox
from tequio.foundation.jobs.app import periodic, task

if TYPE_CHECKING:
    from procrastinate.types import JSONDict


@task(retry=RetryStrategy(max_attempts=outbox.MAX_ATTEMPTS - 1, exponential_wait=2), name="audit.deliver")
def deliver(delivery_id: int) -> None:
    """Call one handler for one event. Safe to run twice."""
    outbox.deliver(delivery_id)


def enqueue(delivery_ids: list[int]) -> None:
    """Queue the deliveries, in the caller's transaction."""
    jobs: list[JSONDict] = [{"delivery_id": pk} for pk in delivery_ids]
    if jobs:
        deliver.batch_defer(*jobs)


@periodic(cron="* * * * *")
@task(name="audit.sweep", queueing_lock="audit.sweep")
def sweep(timestamp: int) -> None:
    """Queue again the deliveries whose job was lost. The time it was due is of no use here."""
    del timestamp
    with transaction.atomic():
        enqueue(outbox.orphans())


_SPENT = """
    DELETE FROM procrastinate_jobs j USING audit_delivery d
    WHERE j.task_name = 'audit.deliver' AND j.status = 'todo'
      AND d.id = (j.args->>'delivery_id')::bigint AND d.delivered_at IS NOT NULL
"""


def forget_delivered() -> None:
    """Take from the queue the jobs of what was delivered without them: the worker would find nothing to do."""
    with connection.cursor() as cursor:
        cursor.execute(_SPENT)

"""The task decorator of Tequio: Procrastinate's, on the site's own database connection.

A job may run twice, so each is idempotent. What must be done stands in domain rows; the queue only wakes
the worker.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

task = app.task
periodic = app.periodic

__all__ = ["app", "periodic", "queue_once", "task"]

# Who is done first when many jobs wait (procrastinate: the higher first). A person who waits before a bar, then
# what was promised in seconds, then what may come a little later.
WAITED_FOR, PROMISED, LATER = 10, 5, -5


def queue_once(
    name: str,
    *,
    once: str = "",
    lock: str = "",
    wait: timedelta = timedelta(0),
    priority: int = 0,
    **arguments: Any,
) -> None:
    """Queue a job, unless the same one waits already: it will see what changed since.

    Args:
        name: of the task.
        once: what no two waiting jobs share; the name of the task if nothing is said.
        lock: what no two running jobs share; the same as ``once`` if nothing is said.
        wait: how long to wait for other changes to come along.
        priority: ``WAITED_FOR``, ``PROMISED``, 0 or ``LATER``.
        arguments: of the task, as JSON can hold them.
    """
    once = once or name
    seconds = int(wait.total_seconds())
    job = app.configure_task(
        name,
        lock=lock or once,
        queueing_lock=once,
        schedule_in={"seconds": seconds} if seconds else None,
        priority=priority,
    )
    try:
        with transaction.atomic():  # a savepoint: the refusal must not spoil the caller's transaction
            job.defer(**arguments)
    except AlreadyEnqueued:
        return

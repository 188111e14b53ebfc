"""Counting in the worker: when somebody looks, and every few minutes where nobody does."""

from django.utils import timezone
from procrastinate import RetryStrategy

from tequio.foundation.jobs.app import periodic, task
from tequio.participation.forums.services import figures


@task(name=figures.REFRESH, retry=RetryStrategy(max_attempts=3, exponential_wait=2))
def refresh(forum_id: int) -> None:
    """Count the figures of one exercise, if its interval is over."""
    figures.refresh(forum_id=forum_id, at=timezone.now())


@periodic(cron="*/5 * * * *")
@task(name="forums.figures_all", queueing_lock="forums.figures_all")
def refresh_all(timestamp: int) -> None:
    """Count what nobody looks at, say what is final, and let go of what was shown before."""
    del timestamp
    figures.refresh_all(at=timezone.now())

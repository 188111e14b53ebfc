"""The job that issues the certificates of a batch. What must be done stands in the batch."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy

from tequio.foundation.certificates import services
from tequio.foundation.jobs.app import task


@task(name=services.WORK, retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def issue(batch_id: str) -> None:
    """Issue what a batch lacks. Safe to run twice: who has one is passed over."""
    services.work(batch_id=UUID(batch_id), at=timezone.now())

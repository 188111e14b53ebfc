"""The job that carries on a load in the background. What must be done stands in the batch."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from procrastinate import RetryStrategy

from tequio.foundation.jobs.app import task
from tequio.foundation.loads import services
from tequio.foundation.loads.adapters.progress import Reporter


@task(name=services.WORK, retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def work(batch_id: str) -> None:
    """Read, look at, write or take back a large load. Safe to run twice: what was done is left alone."""
    with Reporter(UUID(batch_id)) as report, translation.override(settings.LANGUAGE_CODE):
        services.work(batch_id=UUID(batch_id), at=timezone.now(), report=report)

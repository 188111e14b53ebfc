"""Publishing in the worker. One publication runs at a time for each process; each may run twice."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy

from tequio.accountability.contracting import permissions, services
from tequio.accountability.contracting.models import LoadBatch
from tequio.accountability.contracting.services import loading
from tequio.accountability.contracting.services.loading import batches
from tequio.foundation.jobs.app import periodic, task


@task(name=services.PUBLISH, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def publish(process_id: int) -> None:
    """Publish one process; what fails is kept for the office to see, and tried again."""
    try:
        services.publish(process_id=process_id, at=timezone.now())
    except Exception as error:
        services.refuse(process_id=process_id, error=f"{type(error).__name__}: {error}")
        raise


@task(name=services.PUBLISH_CITY, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def publish_city() -> None:
    """Bring the files of the whole city up to date."""
    services.publish_city(at=timezone.now())


@task(name=services.PUBLISH_YEARS, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def publish_years() -> None:
    """Bring up to date the years, the tables and the workbooks."""
    services.publish_years(at=timezone.now())


@periodic(cron="*/5 * * * *")
@task(name="contracting.sweep", queueing_lock="contracting.sweep")
def sweep(timestamp: int) -> None:
    """Wake again what is due and nobody is working on: a lost job never loses a publication."""
    del timestamp
    services.wake_due()


@task(name=batches.CHECK)
def check_batch(batch_id: str) -> None:
    """Check a large bulk load in the background."""
    loading.check_batch(batch_id=UUID(batch_id), offices=_offices(batch_id))


@task(name=batches.LOAD)
def load_batch(batch_id: str) -> None:
    """Write a large bulk load in the background. Safe to run twice: a written load is left alone."""
    try:
        loading.load_batch(batch_id=UUID(batch_id), offices=_offices(batch_id), at=timezone.now())
    except services.ContractingError:
        return  # the preview says which rows and why; or it was written by the run before


def _offices(batch_id: str) -> set[int] | None:
    """Return the offices whose projects the person who loads may write."""
    person = LoadBatch.objects.select_related("created_by").get(pk=batch_id).created_by
    return permissions.loaded_offices(person) if person else None

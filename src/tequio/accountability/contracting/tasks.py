"""Publishing in the worker. One publication runs at a time for each process; each may run twice."""

from django.utils import timezone
from procrastinate import RetryStrategy

from tequio.accountability.contracting import services
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

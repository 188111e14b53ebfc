"""Computing the flags in the worker: a project after it changed, everything each night."""

from django.utils import timezone
from procrastinate import RetryStrategy

from tequio.accountability.alerts import services
from tequio.foundation.jobs.app import periodic, task


@task(name=services.REFRESH, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def refresh(project_id: int) -> None:
    """Compute the flags of one project and of its processes."""
    services.refresh(project_ids=[project_id], at=timezone.now())


@task(name=services.REFRESH_ALL, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def refresh_all() -> None:
    """Compute every flag."""
    services.refresh_all(at=timezone.now())


@periodic(cron="20 8 * * *")  # UTC: in the small hours of Mexico
@task(name="alerts.nightly", queueing_lock="alerts.nightly")
def nightly(timestamp: int) -> None:
    """Time alone raises and clears flags, and so do other processes of the same office."""
    del timestamp
    services.wake_all()

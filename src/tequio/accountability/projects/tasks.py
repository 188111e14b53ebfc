"""What the worker does for projects by the clock."""

from django.utils import timezone

from tequio.accountability.projects import services
from tequio.foundation.jobs.app import periodic, task


@periodic(cron="7 * * * *")
@task(name="projects.publish_datasets", queueing_lock="projects.publish_datasets")
def publish_datasets(timestamp: int) -> None:
    """Bring the open data of projects up to date. Safe to run twice."""
    del timestamp
    services.publish_datasets(at=timezone.now())

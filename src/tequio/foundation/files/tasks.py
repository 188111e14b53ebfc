"""The nightly sweep of bytes that no row needs."""

from django.utils import timezone

from tequio.foundation.files import services
from tequio.foundation.jobs.app import periodic, task


@periodic(cron="40 3 * * *", periodic_id="files.remove_orphans")
@task(name="files.remove_orphans", queueing_lock="files.remove_orphans")
def remove_orphans(timestamp: int) -> None:
    """Remove what uploads that were undone left behind. Safe to run twice."""
    del timestamp
    services.remove_orphans(at=timezone.now())

"""What editions do by the clock, in the worker."""

from django.utils import timezone

from tequio.foundation.jobs.app import periodic, task
from tequio.participation.editions.services import reminders


@periodic(cron="15 * * * *")
@task(name="editions.remind", queueing_lock="editions.remind")
def remind(timestamp: int) -> None:
    """Tell followers of what opens tomorrow and closes in two days. Safe to run twice."""
    del timestamp
    reminders.remind(at=timezone.now())

"""What meetings do by the clock, in the worker."""

from django.utils import timezone

from tequio.foundation.jobs.app import periodic, task
from tequio.participation.meetings import services


@periodic(cron="20 * * * *")
@task(name="meetings.remind", queueing_lock="meetings.remind")
def remind(timestamp: int) -> None:
    """Remind of tomorrow's meetings, and forget old needs. Safe to run twice."""
    del timestamp
    now = timezone.now()
    services.remind(at=now)
    services.forget_needs(at=now)

"""Keeping the tables of open data up to date. Each job may run twice: what did not change is left as it is."""

from django.utils import timezone

from tequio.foundation.jobs.app import periodic, task
from tequio.publishing.opendata import services


@periodic(cron="12 * * * *")
@task(name="opendata.sweep", queueing_lock="opendata.sweep")
def sweep(timestamp: int) -> None:
    """Have the tables of every dataset written anew, each in a job of its own."""
    del timestamp
    services.ask_refresh()


@task(name=services.REFRESH)
def refresh(slug: str) -> None:
    """Write the tables of one dataset anew; what fails is noted, and tried again within the hour."""
    services.refresh(slug=slug, at=timezone.now())

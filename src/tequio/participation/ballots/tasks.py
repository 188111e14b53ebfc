"""What happens to ballots by the clock."""

from django.utils import timezone

from tequio.foundation.jobs.app import periodic, task
from tequio.participation.ballots import services
from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import PhaseKind


@periodic(cron="* * * * *")
@task(name="ballots.freeze_catalogues", queueing_lock="ballots.freeze_catalogues", pass_context=False)
def freeze_catalogues(timestamp: int) -> None:
    """Freeze the ballot of every edition whose voting has opened. Freezing again changes nothing."""
    del timestamp
    now = timezone.now()
    for edition in editions.current(now):
        if editions.is_open(edition, PhaseKind.VOTING, now):
            services.freeze_catalogue(edition=edition, at=now)

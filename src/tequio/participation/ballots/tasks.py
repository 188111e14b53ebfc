"""What happens to ballots by the clock."""

from django.utils import timezone
from procrastinate import RetryStrategy

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


@task(name=services.COUNT, retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def count_box(run_id: int) -> None:
    """Do a count that somebody asked for."""
    services.do_count(run_id=run_id, at=timezone.now())


@task(name=services.FILES, retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def write_files(count_id: int) -> None:
    """Write the files with which anyone counts again."""
    services.write_files(count_id=count_id, at=timezone.now())


@periodic(cron="*/5 * * * *")
@task(name="ballots.wake_counts", queueing_lock="ballots.wake_counts", pass_context=False)
def wake_counts(timestamp: int) -> None:
    """Wake the counts and simulations that were asked for and whose job was lost."""
    del timestamp
    services.wake_counts()
    services.wake_simulations()


@task(name=services.SIMULATE, retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def simulate(simulation_id: int) -> None:
    """Count past elections by the rules that somebody asked for."""
    services.do_simulation(simulation_id=simulation_id)


@task(name=services.EXAMINE, retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def examine(count_id: int) -> None:
    """Make the report of integrity of a public count."""
    services.make_integrity(count_id=count_id, at=timezone.now())

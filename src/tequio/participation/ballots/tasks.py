"""What happens to ballots by the clock: the catalogue freezes, the log grows, the bell rings."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from procrastinate import RetryStrategy

from tequio.foundation.jobs.app import periodic, task
from tequio.participation.ballots import queries, services
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind

log = logging.getLogger(__name__)


@periodic(cron="* * * * *")
@task(name="ballots.freeze_catalogues", queueing_lock="ballots.freeze_catalogues", pass_context=False)
def freeze_catalogues(timestamp: int) -> None:
    """Freeze the ballot of every edition whose voting has opened, and make the keys of its places.

    Doing it again changes nothing.
    """
    del timestamp
    now = timezone.now()
    for edition in _voting(now):
        services.freeze_catalogue(edition=edition, at=now)
        services.make_zone_keys(edition=edition, units=queries.places(edition) or [None])


@periodic(cron="0 * * * *")
@task(name="ballots.publish_heads", queueing_lock="ballots.publish_heads", pass_context=False)
def publish_heads(timestamp: int) -> None:
    """Put the ballots of the hour in the log of every open box, and sign its new head.

    Run twice, the second head says the same of the same leaves.
    """
    del timestamp
    now = timezone.now()
    for edition in _voting(now):
        services.freeze_catalogue(edition=edition, at=now)
        services.publish_head(edition=edition, at=now)


@periodic(cron="* * * * *")
@task(name="ballots.close_boxes", queueing_lock="ballots.close_boxes", pass_context=False)
def close_boxes(timestamp: int) -> None:
    """Close every box whose voting is over, and go on where an earlier run was cut off.

    One that cannot be opened (its key is missing) does not keep the others waiting.
    """
    del timestamp
    now = timezone.now()
    for edition in queries.boxes_to_close(now):
        try:
            services.close_box(edition=edition, at=now)
        except services.VotingOpen:
            continue
        except services.BoxUnreadable:
            log.exception("the box of %s cannot be opened: is TEQUIO_BOX_KEY the one of then?", edition.slug)
    for edition in queries.boxes_to_draw():
        services.open_mix(edition=edition, at=now)


def _voting(now: datetime) -> Iterator[Edition]:
    for edition in editions.current(now):
        if editions.is_open(edition, PhaseKind.VOTING, now):
            yield edition


@task(name=services.COUNT, retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def count_box(run_id: int) -> None:
    """Do a count that somebody asked for."""
    services.do_count(run_id=run_id, at=timezone.now())


@task(name=services.FILES, retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def write_files(count_id: int) -> None:
    """Write the files with which anyone counts again."""
    services.write_files(count_id=count_id, at=timezone.now())


@task(name=services.EXPLAIN, retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def explain_count(count_id: int) -> None:
    """Reckon what would have made each project win."""
    services.explain_count(count_id=count_id, at=timezone.now())


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


@periodic(cron="25 * * * *")
@task(name="ballots.remind_last_day", queueing_lock="ballots.remind_last_day", pass_context=False)
def remind_last_day(timestamp: int) -> None:
    """Tell the followers of an edition that the last day to vote has come. Safe to run twice."""
    del timestamp
    services.remind_last_day(at=timezone.now())

"""What feasibility does by the clock."""

from datetime import UTC, datetime

from tequio.foundation.jobs.app import periodic, task
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility import services


@periodic(cron="7 * * * *")
@task(name="feasibility.watch", queueing_lock="feasibility.watch")
def watch(timestamp: int) -> None:
    """Every hour, ask for the opinions that nobody has asked for in the editions under review, and remind."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    under_review = Edition.objects.published().filter(
        phases__kind=PhaseKind.FEASIBILITY.value, phases__opens__lte=at, phases__closes__gt=at
    )
    for edition in under_review:
        services.assign_required(edition=edition, at=at)
    services.remind(at=at)

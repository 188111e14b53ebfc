"""What the analysis does in the background and by the clock."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone, translation

from tequio.foundation.jobs.app import periodic, task
from tequio.participation.forums.services import analysis


@task(name=analysis.WORK)
def suggest(search_id: int) -> None:
    """Search for groups of voices. If it fails, the search says so and another may be asked for."""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            analysis.work(search_id=search_id, at=timezone.now())
    except Exception:
        analysis.give_up(search_id=search_id, at=timezone.now())
        raise


@periodic(cron="23 * * * *")
@task(name="forums.remind_duties", queueing_lock="forums.remind_duties")
def remind(timestamp: int) -> None:
    """Every hour, remind the offices of what falls due and of what has passed its day."""
    analysis.remind(at=datetime.fromtimestamp(timestamp, tz=UTC))

"""Winners become projects."""

from tequio.accountability.projects import services
from tequio.foundation.audit.registry import on
from tequio.participation.ballots.events import ResultsPublished


@on(ResultsPublished)
def create_projects(event: ResultsPublished) -> None:
    services.create_from_results(count_id=event.count_id)

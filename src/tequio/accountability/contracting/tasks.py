"""Publishing in the worker. One publication runs at a time for each process; each may run twice."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import HistoryImport
from tequio.accountability.contracting.services import importing
from tequio.foundation.files import queries as files
from tequio.foundation.jobs.app import periodic, task


@task(name=services.PUBLISH, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def publish(process_id: int) -> None:
    """Publish one process; what fails is kept for the office to see, and tried again."""
    try:
        services.publish(process_id=process_id, at=timezone.now())
    except Exception as error:
        services.refuse(process_id=process_id, error=f"{type(error).__name__}: {error}")
        raise


@task(name=services.PUBLISH_CITY, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def publish_city() -> None:
    """Bring the files of the whole city up to date."""
    services.publish_city(at=timezone.now())
    services.wake_state()


@task(name=services.oc4ids.PUBLISH_PROJECT, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def publish_project(project_id: int) -> None:
    """Write the OC4IDS file of one project."""
    services.oc4ids.put_project(project_id=project_id)


@task(name=services.oc4ids.PUBLISH_PROJECTS, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def publish_projects() -> None:
    """Write the OC4IDS package of all projects."""
    services.oc4ids.put_projects(at=timezone.now())


@task(name=services.PUBLISH_YEARS, retry=RetryStrategy(max_attempts=6, exponential_wait=2))
def publish_years() -> None:
    """Bring up to date the years, the tables and the workbooks."""
    services.publish_years(at=timezone.now())


@periodic(cron="*/5 * * * *")
@task(name="contracting.sweep", queueing_lock="contracting.sweep")
def sweep(timestamp: int) -> None:
    """Wake again what is due and nobody is working on: a lost job never loses a publication."""
    del timestamp
    services.wake_due()


@task(name=importing.CHECK)
def check_history(history_id: str) -> None:
    """Look at a file of histories in the background."""
    importing.check(history_id=UUID(history_id), data=_of_history(history_id))


@task(name=importing.BRING, retry=RetryStrategy(max_attempts=3, exponential_wait=2))
def bring_history(history_id: str) -> None:
    """Bring a file of histories in, in the background. Run again, it goes on where it stopped."""
    importing.bring(history_id=UUID(history_id), data=_of_history(history_id), at=timezone.now())


def _of_history(history_id: str) -> bytes:
    """Return the bytes of the stored file."""
    history = HistoryImport.objects.select_related("file").get(pk=history_id)
    return files.content(history.file) if history.file else b""


@task(name=services.KEEP_STATE)
def keep_state() -> None:
    """Look at all published processes together, and keep how the data stands."""
    services.keep_state(at=timezone.now())


@periodic(cron="17 * * * *")
@task(name="contracting.state", queueing_lock="contracting.state")
def look(timestamp: int) -> None:
    """Look again each hour, whether anything changed or not: what is missing is seen, too."""
    del timestamp
    services.wake_state()

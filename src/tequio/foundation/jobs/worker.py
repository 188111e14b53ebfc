"""The worker: does the jobs, tells that it lives, and rescues the jobs of workers that died."""

import asyncio
import logging
from contextlib import suppress

from procrastinate import App, jobs
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.manager import JobManager

from tequio.foundation.jobs.app import app

HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 10.0
RESCUE_SECONDS = 3.0
MOST_ATTEMPTS = 10
_GRACE_SECONDS = 15.0

log = logging.getLogger(__name__)


async def work(*, threads: int, wait: bool = True) -> None:
    """Do jobs until told to stop by SIGTERM or SIGINT; with ``wait`` off, until none is left.

    Rescue runs beside the jobs and not as one of them, so that long jobs in every thread cannot delay it.

    Args:
        threads: how many jobs at a time.
        wait: whether to wait for jobs that do not exist yet.
    """
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]
        async with worker_app.open_async():
            rescuer = asyncio.create_task(_rescue_for_ever(worker_app))
            try:
                await worker_app.run_worker_async(
                    concurrency=threads,
                    wait=wait,
                    delete_jobs="successful",
                    fetch_job_polling_interval=2.0,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                    shutdown_graceful_timeout=_GRACE_SECONDS,
                )
            finally:
                rescuer.cancel()


async def rescue(worker_app: App) -> int:
    """Put the jobs of workers that stopped telling they live back in the queue; return how many.

    A job that has been tried too often, as one that kills its worker each time, is marked as failed instead.
    """
    stalled = await worker_app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
    return sum([await _rescue_one(worker_app.job_manager, job) for job in stalled])


async def _rescue_one(manager: JobManager, job: jobs.Job) -> bool:
    """Queue one job again, unless it is hopeless, an equal one waits, or another worker was first."""
    if job.attempts >= MOST_ATTEMPTS:
        log.error("job %s (%s) failed %s times with its worker", job.id, job.task_name, job.attempts)
        return await _finish(manager, job, jobs.Status.FAILED)
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        # An equal job waits in the queue, and this one's lock would keep it waiting for ever.
        log.warning("job %s (%s) lost its worker; an equal one waits and does its work", job.id, job.task_name)
        return await _finish(manager, job, jobs.Status.ABORTED)
    except ConnectorException:
        return False
    log.warning("job %s (%s) lost its worker; it starts again", job.id, job.task_name)
    return True


async def _finish(manager: JobManager, job: jobs.Job, status: jobs.Status) -> bool:
    with suppress(ConnectorException):  # another worker was first
        await manager.finish_job(job, status=status, delete_job=status is jobs.Status.ABORTED)
    return False


async def _rescue_for_ever(worker_app: App) -> None:
    while True:
        try:
            await rescue(worker_app)
        except ConnectorException as error:
            log.warning("the rescue of stalled jobs will try again: %s", error)
        await asyncio.sleep(RESCUE_SECONDS)

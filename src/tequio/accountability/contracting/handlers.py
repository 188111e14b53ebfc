"""Every change of a process, and every change of its project, is published."""

from django.utils import timezone

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.events import BatchLoaded, BatchUndone, ProcessChanged
from tequio.accountability.contracting.models import LoadBatch
from tequio.accountability.projects.events import ActivityReported, OfficeAssigned, StageChanged
from tequio.foundation.audit.registry import on


@on(ProcessChanged)
def publish_process(event: ProcessChanged) -> None:
    services.request_publication(process_id=event.process_id, at=timezone.now())


@on(BatchLoaded)
def publish_batch(event: BatchLoaded) -> None:
    _publish_batch(event.batch_id)


@on(BatchUndone)
def publish_undone_batch(event: BatchUndone) -> None:
    _publish_batch(event.batch_id)


@on(StageChanged)
def publish_stage(event: StageChanged) -> None:
    _publish_project(event.project_id)


@on(ActivityReported)
def publish_activity(event: ActivityReported) -> None:
    _publish_project(event.project_id)


@on(OfficeAssigned)
def publish_office(event: OfficeAssigned) -> None:
    _publish_project(event.project_id)


def _publish_project(project_id: int) -> None:
    for process_id in queries.ids_of_project(project_id):
        services.request_publication(process_id=process_id, at=timezone.now())


def _publish_batch(batch_id: str) -> None:
    batch = LoadBatch.objects.get(pk=batch_id)
    for process_id in queries.processes_of_batch(batch):
        services.request_publication(process_id=process_id, at=timezone.now())

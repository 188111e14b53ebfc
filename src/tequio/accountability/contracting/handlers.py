"""Every change of a process or its project is published; who follows the project hears of its contracts."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.events import (
    BatchLoaded,
    BatchUndone,
    ProcessChanged,
    ReleasePublished,
)
from tequio.accountability.contracting.models import Contract, LoadBatch, Process
from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.events import (
    ActivityReported,
    OfficeAssigned,
    ProjectCreated,
    StageChanged,
)
from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import services as notices
from tequio.foundation.messaging.types import Audience, Kind, Letter, key, register
from tequio.foundation.web.templatetags.tequio import day_long, money

_day = lazy(day_long, str)
_money = lazy(money, str)

register(
    Kind(
        code="contracting.signed",
        label=_("Se firma el contrato de un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("Ya hay contrato: {titulo}"),
        body=_("Se firmó un contrato para «{titulo}» por {monto}. Debe terminar el {termina}."),
        samples={
            "titulo": _("Árboles para el andador"),
            "monto": _("$1.2 millones"),
            "termina": _("viernes 22"),
        },
    )
)


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


@on(ProjectCreated)
def publish_new_project(event: ProjectCreated) -> None:
    services.oc4ids.wake_project(event.project_id)


@on(ReleasePublished)
def publish_project_of_release(event: ReleasePublished) -> None:
    services.oc4ids.wake_project(Process.objects.get(pk=event.process_id).project_id)


def _publish_project(project_id: int) -> None:
    services.oc4ids.wake_project(project_id)
    for process_id in queries.ids_of_project(project_id):
        services.request_publication(process_id=process_id, at=timezone.now())


def _publish_batch(batch_id: str) -> None:
    batch = LoadBatch.objects.get(pk=batch_id)
    for process_id in queries.processes_of_batch(batch):
        services.request_publication(process_id=process_id, at=timezone.now())


@on(ProcessChanged)
def tell_of_the_contract(event: ProcessChanged) -> None:
    """Tell who follows the project that a contract was signed; each contract once. Bulk loads tell nobody."""
    if event.tag != "contract":
        return
    signed = Contract.objects.filter(process=event.process_id).select_related("process__project")
    notices.notify_all(kind="contracting.signed", letters=[_letter(contract) for contract in signed])


def _letter(contract: Contract) -> Letter:
    project = contract.process.project
    return Letter(
        recipients=projects.followers(project),
        subject_key=key("project", project.pk),
        context={
            "titulo": project.title,
            "monto": _money(contract.amount_centavos),
            "termina": _day(contract.ends_on),
            "enlace": reverse("projects:detail", args=[project.folio]),
        },
        event_key=f"contract:{contract.pk}",
    )

"""Every change of a process or its project is published; who follows the project hears of its contracts."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.events import (
    GateDecided,
    HistoryImported,
    ProcessChanged,
    ReleasePublished,
    SupplierCorrected,
    SuppliersRenamed,
)
from tequio.accountability.contracting.models import Contract, Process
from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.events import (
    ActivityReported,
    AttachmentChanged,
    DateChanged,
    OfficeAssigned,
    PlanChanged,
    ProjectCancelled,
    ProjectCreated,
    ProjectPaused,
    ProjectPlaced,
    ProjectReceived,
    ProjectResumed,
    StageChanged,
)
from tequio.foundation.audit.registry import on
from tequio.foundation.loads import queries as loads
from tequio.foundation.loads.events import BatchLoaded, BatchUndone
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
def publish_load(event: BatchLoaded) -> None:
    _publish_load(event.batch_id)


@on(BatchUndone)
def publish_undone_load(event: BatchUndone) -> None:
    _publish_load(event.batch_id)


@on(HistoryImported)
def publish_history(event: HistoryImported) -> None:
    for process_id in queries.processes_of_history(UUID(event.history_id)):
        services.request_publication(process_id=process_id, at=timezone.now())


@on(GateDecided)
def publish_who_is_concerned(event: GateDecided) -> None:
    """What a rule held back may pass now, and what it let pass may be held at its next change."""
    for process_id in queries.ids_affected(event.code):
        services.request_publication(process_id=process_id, at=timezone.now())


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


@on(PlanChanged)
def publish_plan(event: PlanChanged) -> None:
    _publish_project(event.project_id)


@on(DateChanged)
def publish_date(event: DateChanged) -> None:
    _publish_project(event.project_id)


@on(ProjectPlaced)
def publish_place(event: ProjectPlaced) -> None:
    _publish_project(event.project_id)


@on(ProjectPaused)
def publish_pause(event: ProjectPaused) -> None:
    _publish_project(event.project_id)


@on(ProjectResumed)
def publish_resumption(event: ProjectResumed) -> None:
    _publish_project(event.project_id)


@on(ProjectCancelled)
def publish_cancellation(event: ProjectCancelled) -> None:
    _publish_project(event.project_id)


@on(ProjectReceived)
def publish_receipt(event: ProjectReceived) -> None:
    _publish_project(event.project_id)


@on(AttachmentChanged)
def publish_evidence(event: AttachmentChanged) -> None:
    _publish_project(event.project_id)


@on(SupplierCorrected)
def publish_supplier(event: SupplierCorrected) -> None:
    _publish(queries.processes_naming({event.supplier_id}))


@on(SuppliersRenamed)
def publish_natural_persons(event: SuppliersRenamed) -> None:
    del event
    _publish(queries.processes_naming(queries.natural_persons()))


def _publish(processes: Iterable[int]) -> None:
    for process_id in processes:
        services.request_publication(process_id=process_id, at=timezone.now())


def _publish_project(project_id: int) -> None:
    services.oc4ids.wake_project(project_id)
    _publish(queries.ids_of_project(project_id))


def _publish_load(batch_id: str) -> None:
    """Publish each process that a bulk load wrote on, or whose project or supplier it did, once (LOAD-8)."""
    named: dict[str, set[int]] = {"process": set(), "project": set(), "supplier": set()}
    for subject in loads.subjects(UUID(batch_id)):
        what, _colon, pk = subject.partition(":")
        if what in named:
            named[what].add(int(pk))
    of_projects = queries.ids_of_projects(named["project"])
    _publish(sorted(named["process"] | set(of_projects) | set(queries.processes_naming(named["supplier"]))))


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

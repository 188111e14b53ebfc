"""Opening, calling and closing contracting processes."""

import re
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import ProcedureType, Process
from tequio.accountability.contracting.queries import money_of_project
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import ContractingError, UnknownError
from tequio.accountability.contracting.types import (
    DEFAULT_PROCEDURES,
    DEMONSTRATION_PREFIX,
    Category,
    ContractStatus,
    ProcessStatus,
)
from tequio.accountability.projects import services as projects
from tequio.accountability.projects.models import Project
from tequio.foundation.audit import services as audit


def prefix() -> str:
    """Return the registered OCID prefix, or the demonstration one that is nobody's."""
    return settings.OCID_PREFIX or DEMONSTRATION_PREFIX


def official() -> bool:
    """Return whether a registered OCID prefix is set; without one, nothing published is official."""
    return bool(settings.OCID_PREFIX)


@transaction.atomic
def open_process(
    *,
    project_id: int,
    title: str,
    procedure: str,
    category: Category = Category.WORKS,
    office_id: int | None = None,
    method_rationale: str = "",
    tender_start: date | None = None,
    tender_end: date | None = None,
    tenderers: int | None = None,
    actor: int | None = None,
    alone: bool = True,
) -> Process:
    """Open a contracting process of a project and give it its ocid.

    Args:
        project_id: what it is for.
        title: what is contracted.
        procedure: code of the procedure type.
        category: works, goods or services.
        office_id: the one that contracts; the project's own if not named.
        method_rationale: article and fraction; needed where it is awarded directly (CON-10).
        tender_start: first day that offers are received.
        tender_end: last day that offers are received.
        tenderers: how many made an offer.
        actor: who opens it.
        alone: False where a larger act (a bulk load) tells what happened.

    Raises:
        ContractingError: if the title is empty or a direct award has no legal basis.
        UnknownError: if there is no such procedure.
        DatesError: if the call ends before it starts.
    """
    project = Project.objects.select_for_update().get(pk=project_id)
    kind = _procedure(procedure)
    _check_rationale(kind, method_rationale)
    checks.tender_dates(tender_start, tender_end)
    number = project.processes.count() + 1
    process = Process.objects.create(
        project=project,
        number=number,
        ocid=_ocid(project, number),
        title=checks.words(title, _("Escriba qué se contrata.")),
        procedure=kind,
        method_rationale=method_rationale.strip(),
        category=category.value,
        office_id=office_id or project.office_id,
        status=_status(tender_start).value,
        tender_start=tender_start,
        tender_end=tender_end,
        tenderers=tenderers,
    )
    if alone:
        tag = "tender" if tender_start else "planning"
        audit.record(ProcessChanged(process_id=process.pk, tag=tag), actor=actor)
    return process


@transaction.atomic
def change_tender(
    *,
    process_id: int,
    tender_start: date | None = None,
    tender_end: date | None = None,
    tenderers: int | None = None,
    actor: int | None = None,
) -> Process:
    """Say when offers are received and how many came.

    Raises:
        ClosedProcessError: if the process takes no more changes.
        DatesError: if the call ends before it starts, or after something was awarded.
    """
    process = locked(process_id)
    checks.still_open(process)
    checks.tender_dates(tender_start, tender_end)
    first_award = process.awards.filter(cancelled=False).first()
    process.tender_start, process.tender_end, process.tenderers = tender_start, tender_end, tenderers
    if first_award:
        checks.award_date(process, first_award.date)
    if process.status == ProcessStatus.PLANNED:
        process.status = _status(tender_start).value
    process.save()
    audit.record(ProcessChanged(process_id=process.pk, tag="tenderUpdate"), actor=actor)
    return process


@transaction.atomic
def cancel_process(
    *,
    process_id: int,
    reason: str,
    status: ProcessStatus = ProcessStatus.CANCELLED,
    actor: int | None = None,
) -> Process:
    """Cancel, withdraw or declare without award a process, with what hangs on it. What was published stays.

    Raises:
        ClosedProcessError: if it was closed already.
        ContractingError: if there is no reason, or something was paid already (CON-11).
    """
    process = locked(process_id)
    checks.still_open(process)
    process.status_reason = checks.words(reason, _("Escriba por qué se cancela; el motivo se publica."))
    if money_of_process(process) > 0:
        raise ContractingError(
            _("Este proceso ya tiene pagos. No se cancela: concluya el contrato."), status=409
        )
    process.status = status.value
    process.save()
    process.awards.update(cancelled=True)
    process.contracts.update(status=ContractStatus.CANCELLED.value)
    keep_money(process)
    audit.record(ProcessChanged(process_id=process.pk, tag="tenderCancellation"), actor=actor)
    return process


def locked(process_id: int) -> Process:
    """Return the process, locked until the caller's transaction ends, so that checks of sums hold."""
    try:
        return Process.objects.select_for_update().get(pk=process_id)
    except Process.DoesNotExist as error:
        raise UnknownError(_("No existe ese proceso."), status=404) from error


def keep_money(process: Process) -> None:
    """Write on the project what its contracts now sum up to."""
    money = money_of_project(process.project_id)
    projects.record_money(
        project_id=process.project_id, contracted_centavos=money.contracted, paid_centavos=money.paid
    )


def money_of_process(process: Process) -> int:
    """Return the centavos paid in a process."""
    payments = (p for c in process.contracts.prefetch_related("payments") for p in c.payments.all())
    return sum(p.amount_centavos for p in payments if not p.voided)


def _procedure(code: str) -> ProcedureType:
    found = ProcedureType.objects.filter(code=code).first()
    if found:
        return found
    for default, name, method in DEFAULT_PROCEDURES:
        if default == code:
            return ProcedureType.objects.create(code=code, name=name, method=method)
    raise UnknownError(_("No existe ese tipo de procedimiento."), status=422)


def _check_rationale(kind: ProcedureType, rationale: str) -> None:
    if kind.method == "direct" and not rationale.strip():
        raise ContractingError(
            _("Una adjudicación directa necesita su fundamento: el artículo y la fracción."), status=422
        )


def _ocid(project: Project, number: int) -> str:
    local = re.sub(r"[^A-Za-z0-9]+", "-", project.folio).strip("-")
    return f"{prefix()}-{local}-{number}"


def _status(tender_start: date | None) -> ProcessStatus:
    return ProcessStatus.ACTIVE if tender_start else ProcessStatus.PLANNED

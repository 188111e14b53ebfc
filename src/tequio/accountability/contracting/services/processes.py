"""Opening, planning, calling and closing contracting processes."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import ProcedureType, Process
from tequio.accountability.contracting.queries import judging, money_of_project
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import ContractingError, UnknownError
from tequio.accountability.contracting.types import (
    CLOSED,
    DEFAULT_PROCEDURES,
    DEMONSTRATION_PREFIX,
    AdditionalCategory,
    Category,
    ContractStatus,
    ProcessStatus,
)
from tequio.accountability.projects import services as projects
from tequio.accountability.projects.models import Project
from tequio.core.procurement import calls
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.foundation.audit import services as audit

_CALL = (
    "notice_on", "enquiry_start", "enquiry_end", "tender_start", "tender_end", "award_start", "award_end",
)  # fmt: skip


def prefix() -> str:
    """Return the registered OCID prefix, or the demonstration one that is nobody's."""
    return settings.OCID_PREFIX or DEMONSTRATION_PREFIX


def official() -> bool:
    """Return whether a registered OCID prefix is set; without one, nothing published is official."""
    return bool(settings.OCID_PREFIX)


def about_opening(
    said: Mapping[str, Any], *, on: date | None = None, clock: Clock = SILENT
) -> Iterator[Remark]:
    """Say what is wrong with a process about to be opened (CON-2, CON-10, CON-13).

    Args:
        said: ``procedure`` by its code, ``method_rationale`` and the days of the call, where known.
        on: the day by which the procedure must be in force, where the call has no day yet.
        clock: today and the working days.
    """
    kind = procedure(said["procedure"]) if said.get("procedure") else None
    if kind is None:
        return
    judged = judging.procedure(kind)
    day = said.get("notice_on") or said.get("tender_start") or on
    yield from calls.opening(judged, said.get("method_rationale") or "", day)
    yield from calls.call(judged, _call(said), clock=clock)


def about_call(process: Process, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with the days of a call (CON-2, CON-3, CON-14, CON-15)."""
    first = process.awards.filter(cancelled=False).first()
    call = _call(said, awarded=first.date if first else None)
    yield from calls.call(judging.procedure(process.procedure), call, clock=clock)


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
    notice_on: date | None = None,
    on: date | None = None,
    actor: int | None = None,
    alone: bool = True,
) -> Process:
    """Open a contracting process of a project and give it its ocid.

    Args:
        project_id: what it is for.
        title: what is contracted.
        procedure: code of the procedure type; in force on the day of the notice or the call, else on ``on``.
        category: works, goods or services.
        office_id: the one that contracts; the project's own if not named.
        method_rationale: article and fraction; needed where the procedure asks for it (CON-10).
        tender_start: first day that offers are received.
        tender_end: last day that offers are received.
        tenderers: how many made an offer, where they are not named.
        notice_on: the day the call was published.
        on: the day it is opened, where it matters.
        actor: who opens it.
        alone: False where a larger act (a bulk load) tells what happened.

    Raises:
        ContractingError: if the title is empty, a legal basis is missing or the procedure is not in force.
        UnknownError: if there is no such procedure.
        DatesError: if the call ends before it starts.
    """
    project = Project.objects.select_for_update().get(pk=project_id)
    kind = _procedure(procedure)
    said = {
        "procedure": procedure,
        "method_rationale": method_rationale,
        "notice_on": notice_on,
        "tender_start": tender_start,
        "tender_end": tender_end,
    }
    checks.refuse(about_opening(said, on=on))
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
        status=_status(tender_start, own_work=kind.own_work).value,
        notice_on=notice_on,
        tender_start=tender_start,
        tender_end=tender_end,
        tenderers=tenderers,
    )
    if alone:
        tag = "tender" if tender_start else "planning"
        audit.record(ProcessChanged(process_id=process.pk, tag=tag), actor=actor)
    return process


@transaction.atomic
def plan_process(
    *,
    process_id: int,
    title: str,
    description: str = "",
    file_number: str = "",
    method_rationale: str = "",
    additional_category: AdditionalCategory | None = None,
    estimated_centavos: int | None = None,
    requesting_office_id: int | None = None,
    responsible_office_id: int | None = None,
    actor: int | None = None,
) -> Process:
    """Say what is contracted, for how much, and which offices ask for it and answer for it.

    Args:
        process_id: the process.
        title: what is contracted.
        description: the same at length.
        file_number: the office's own number of the expediente.
        method_rationale: article and fraction (CON-10).
        additional_category: what is bought, more closely.
        estimated_centavos: what it should cost, with VAT.
        requesting_office_id: who asks for it; the project's office if None.
        responsible_office_id: who answers for the works; the project's office if None.
        actor: who says it.

    Raises:
        ClosedProcessError, ContractingError, AmountError: see docs/rules/contracting.md.
    """
    process = locked(process_id)
    checks.still_open(process)
    checks.refuse(calls.opening(judging.procedure(process.procedure), method_rationale, None))
    process.title = checks.words(title, _("Escriba qué se contrata."))
    process.description, process.file_number = description.strip(), file_number.strip()
    process.method_rationale = method_rationale.strip()
    process.additional_category = additional_category.value if additional_category else ""
    process.estimated_centavos = estimated_centavos
    process.requesting_office_id, process.responsible_office_id = requesting_office_id, responsible_office_id
    process.save()
    audit.record(ProcessChanged(process_id=process.pk, tag="planningUpdate"), actor=actor)
    return process


@transaction.atomic
def change_tender(
    *,
    process_id: int,
    tender_start: date | None = None,
    tender_end: date | None = None,
    tenderers: int | None = None,
    notice_on: date | None = None,
    enquiry_start: date | None = None,
    enquiry_end: date | None = None,
    award_start: date | None = None,
    award_end: date | None = None,
    award_criteria: str = "",
    actor: int | None = None,
) -> Process:
    """Say when the call was published, questions and offers are received, and how many came.

    Raises:
        ClosedProcessError: if the process takes no more changes.
        DatesError: if a period ends before it starts, or offers close after something was awarded.
    """
    process = locked(process_id)
    checks.still_open(process)
    said = {
        "notice_on": notice_on,
        "enquiry_start": enquiry_start,
        "enquiry_end": enquiry_end,
        "tender_start": tender_start,
        "tender_end": tender_end,
        "award_start": award_start,
        "award_end": award_end,
    }
    checks.refuse(about_call(process, said))
    for name, value in said.items():
        setattr(process, name, value)
    process.tenderers, process.award_criteria = tenderers, award_criteria
    if process.status == ProcessStatus.PLANNED:
        process.status = _status(tender_start, own_work=process.procedure.own_work).value
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
        ContractingError: if there is no reason, something was paid already (CON-11), or the state is no ending.
    """
    process = locked(process_id)
    checks.still_open(process)
    if status not in CLOSED:
        raise ContractingError(_("Elija cómo termina el proceso."), status=422)
    process.status_reason = checks.words(reason, _("Escriba por qué se cancela; el motivo se publica."))
    if money_of_process(process) > 0:
        raise ContractingError(
            _("Este proceso ya tiene pagos. No se cancela: concluya el contrato."), status=409
        )
    process.status = status.value
    process.save()
    process.awards.filter(cancelled=False).update(cancelled=True, cancelled_reason=process.status_reason)
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


def changing(process_id: int) -> Process:
    """Return the process, locked. Raises ClosedProcessError if it takes no more changes (CON-1)."""
    process = locked(process_id)
    checks.still_open(process)
    return process


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


def procedure(code: str) -> ProcedureType | None:
    """Return the kind of procedure with that code, or None."""
    return ProcedureType.objects.filter(code=code).first()


def _procedure(code: str) -> ProcedureType:
    found = procedure(code)
    if found:
        return found
    for default, name, method in DEFAULT_PROCEDURES:
        if default == code:
            return ProcedureType.objects.create(code=code, name=name, method=method)
    raise UnknownError(_("No existe ese tipo de procedimiento."), status=422)


def _call(said: Mapping[str, Any], *, awarded: date | None = None) -> calls.Call:
    days = {name.removesuffix("_on"): said.get(name) for name in _CALL}
    return calls.Call(**days, awarded=awarded)


def _ocid(project: Project, number: int) -> str:
    local = re.sub(r"[^A-Za-z0-9]+", "-", project.folio).strip("-")
    return f"{prefix()}-{local}-{number}"


def _status(tender_start: date | None, *, own_work: bool) -> ProcessStatus:
    return ProcessStatus.ACTIVE if tender_start and not own_work else ProcessStatus.PLANNED

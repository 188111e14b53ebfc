"""The desk where an office records how its projects are contracted and paid."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.accountability.contracting import permissions, queries, services
from tequio.accountability.contracting.forms import (
    AmendmentForm,
    AwardForm,
    ContractForm,
    EndForm,
    PaymentForm,
    ProcessForm,
    TenderForm,
    today_for,
)
from tequio.accountability.contracting.models import Process
from tequio.accountability.contracting.types import Category, ProcessStatus, TransactionKind
from tequio.accountability.contracting.views.public import found_or_404
from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.models import Project
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.pending import Item

PER_PAGE = 50
_record = requires(Permission.RECORD_CONTRACTS)


@require_safe
@_record
def listing(request: HttpRequest) -> HttpResponse:
    mine = permissions.recorded_offices(request.user)
    page = Paginator(queries.of_offices(mine), PER_PAGE).get_page(request.GET.get("pagina"))
    without = queries.projects_without_process(mine)
    return render(request, "contracting/office_list.html", {"page": page, "without": without})


@require_http_methods(["GET", "POST"])
@_record
def open_process(request: HttpRequest, folio: str) -> HttpResponse:
    project = _project(request, folio)
    form = ProcessForm(request.POST or None, initial={"title": project.title})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"category": Category(form.cleaned_data["category"])}
        try:
            opened = services.open_process(project_id=project.pk, actor=request.user.pk, **said)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Se abrió el proceso %(ocid)s.") % {"ocid": opened.ocid})
            return redirect("contracting:desk", opened.ocid)
    status = 422 if form.errors else 200
    return render(request, "contracting/open.html", {"form": form, "project": project}, status=status)


@require_safe
@_record
def desk(request: HttpRequest, ocid: str) -> HttpResponse:
    return _desk(request, _process(request, ocid))


@require_POST
@_record
def tender(request: HttpRequest, ocid: str) -> HttpResponse:
    process = _process(request, ocid)

    def act(said: dict[str, Any]) -> None:
        services.change_tender(process_id=process.pk, actor=request.user.pk, **said)

    return _recorded(request, process, "tender", act)


@require_POST
@_record
def award(request: HttpRequest, ocid: str) -> HttpResponse:
    process = _process(request, ocid)

    def act(said: dict[str, Any]) -> None:
        services.record_award(process_id=process.pk, actor=request.user.pk, **said)

    return _recorded(request, process, "award", act)


@require_POST
@_record
def contract(request: HttpRequest, ocid: str, award_id: int) -> HttpResponse:
    process = _process(request, ocid)
    _belongs(award_id, [one.pk for one in process.awards.all()])

    def act(said: dict[str, Any]) -> None:
        services.sign_contract(award_id=award_id, actor=request.user.pk, **said)

    return _recorded(request, process, "contract", act)


@require_POST
@_record
def payment(request: HttpRequest, ocid: str, contract_id: int) -> HttpResponse:
    process = _process(request, ocid)
    _belongs(contract_id, [one.pk for one in process.contracts.all()])

    def act(said: dict[str, Any]) -> None:
        kind = TransactionKind(said.pop("kind"))
        services.record_payment(contract_id=contract_id, kind=kind, actor=request.user.pk, **said)

    return _recorded(request, process, "payment", act)


@require_POST
@_record
def amendment(request: HttpRequest, ocid: str, contract_id: int) -> HttpResponse:
    process = _process(request, ocid)
    _belongs(contract_id, [one.pk for one in process.contracts.all()])

    def act(said: dict[str, Any]) -> None:
        services.amend_contract(contract_id=contract_id, actor=request.user.pk, **said)

    return _recorded(request, process, "amendment", act)


@require_POST
@_record
def conclude(request: HttpRequest, ocid: str, contract_id: int) -> HttpResponse:
    process = _process(request, ocid)
    _belongs(contract_id, [one.pk for one in process.contracts.all()])
    services.conclude_contract(contract_id=contract_id, actor=request.user.pk)
    messages.success(request, _("El contrato quedó concluido."))
    return redirect("contracting:desk", ocid)


@require_POST
@_record
def void(request: HttpRequest, ocid: str, payment_id: int) -> HttpResponse:
    process = _process(request, ocid)
    _belongs(payment_id, [p.pk for c in process.contracts.all() for p in c.payments.all()])
    services.void_payment(payment_id=payment_id, actor=request.user.pk)
    messages.success(request, _("El pago quedó anulado. Sigue en el historial, sin monto."))
    return redirect("contracting:desk", ocid)


@require_POST
@_record
def end(request: HttpRequest, ocid: str) -> HttpResponse:
    process = _process(request, ocid)

    def act(said: dict[str, Any]) -> None:
        services.cancel_process(
            process_id=process.pk,
            reason=said["reason"],
            status=ProcessStatus(said["status"]),
            actor=request.user.pk,
        )

    return _recorded(request, process, "end", act)


_FORMS: dict[str, type[forms.Form]] = {
    "tender": TenderForm,
    "award": AwardForm,
    "contract": ContractForm,
    "payment": PaymentForm,
    "amendment": AmendmentForm,
    "end": EndForm,
}


def _recorded(
    request: HttpRequest, process: Process, name: str, act: Callable[[dict[str, Any]], None]
) -> HttpResponse:
    """Do what the form says, or draw the desk again with what it needs."""
    form = _FORMS[name](request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            act(dict(form.cleaned_data))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Quedó registrado. En unos segundos estará publicado."))
            return redirect("contracting:desk", process.ocid)
    return _desk(request, process, came_back={name: form}, status=422)


def _desk(
    request: HttpRequest,
    process: Process,
    *,
    came_back: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    blank = {name: form(auto_id=f"{name}_%s", initial=_initial(name, process)) for name, form in _FORMS.items()}
    values = {
        "process": process,
        "project": process.project,
        "publication": queries.publication_of(process),
        "advice": queries.advice(process, today=timezone.localdate()),
        "forms": blank | (came_back or {}),
        "open": next(iter(came_back or {}), ""),
        "contracts": [(one, queries.paid(one)) for one in process.contracts.all()],
        "unsigned": queries.unsigned(process),
        "closed": process.status in queries.CLOSED,
    }
    return render(request, "contracting/desk.html", values, status=status)


def project_panel(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return the processes of a project, for its desk."""
    if not permissions.can_open(request.user, project):
        return None
    return {"processes": queries.of_project(project.pk), "project": project}


def pending_items(request: HttpRequest) -> list[Item]:
    """Return what waits for the person in contracting: contracts that ran out, publications held back."""
    mine = permissions.recorded_offices(request.user)
    today = timezone.localdate()
    expired = [
        Item(
            folio=contract.process.project.folio,
            what=contract.process.title,
            missing=_("Concluir o ampliar el contrato"),
            url=reverse("contracting:desk", args=[contract.process.ocid]),
            due=contract.ends_on,
        )
        for contract in queries.expired(mine, today=today)
    ]
    held = [
        Item(
            folio=one.process.project.folio,
            what=one.process.title,
            missing=_("Corregir para publicar"),
            url=reverse("contracting:desk", args=[one.process.ocid]),
        )
        for one in queries.held_back(mine)
    ]
    return expired + held


def _initial(name: str, process: Process) -> dict[str, Any]:
    """Return what the office most likely will write."""
    if name == "tender":
        return {
            "tender_start": process.tender_start,
            "tender_end": process.tender_end,
            "tenderers": process.tenderers,
        }
    return today_for("date", "signed_on", "starts_on", "paid_on")


def _project(request: HttpRequest, folio: str) -> Project:
    project = projects.detail(folio)
    if project is None:
        raise Http404(_("No hay un proyecto con ese folio."))
    if not permissions.can_open(request.user, project):
        raise PermissionDenied(_refusal(project.office.name))
    return project


def _process(request: HttpRequest, ocid: str) -> Process:
    process = found_or_404(ocid)
    if not permissions.can_record(request.user, process):
        raise PermissionDenied(_refusal(process.office.name))
    return process


def _refusal(office: str) -> str:
    return _("Este proceso es de %(office)s. Su cuenta no puede registrar sus contratos.") % {"office": office}


def _belongs(wanted: int, those: list[int]) -> None:
    if wanted not in those:
        raise Http404(_("Eso no es de este proceso."))

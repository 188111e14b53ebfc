"""The desk where an office records how its projects are contracted and paid."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.contracting import permissions, queries, services
from tequio.accountability.contracting.forms.planning import ProcessForm
from tequio.accountability.contracting.models import Process
from tequio.accountability.contracting.types import Category
from tequio.accountability.contracting.views import steps
from tequio.accountability.contracting.views.reading import told
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
    """Open a process of a project; a POST with ``revisar`` answers only the remarks so far."""
    project = _project(request, folio)
    data = request.POST if request.method == "POST" else None
    form = ProcessForm(
        data, initial={"title": project.title}, offices=_offices(request), own=project.office.name
    )
    if request.method == "POST":
        sound, today = form.is_valid(), timezone.localdate()
        remarks = list(services.about_opening(form.cleaned_data, on=today, clock=steps.clock()))
        if "revisar" in request.POST:
            return steps.look(request, form, remarks)
        opened = _opened(request, project, form) if sound and steps.blame(form, remarks) else None
        if opened:
            steps.say_warnings(request, remarks)
            messages.success(request, _("Se abrió el proceso %(ocid)s.") % {"ocid": opened.ocid})
            return redirect("contracting:desk", opened.ocid)
    status = 422 if form.errors else 200
    return render(request, "contracting/open.html", {"form": form, "project": project}, status=status)


def _offices(request: HttpRequest) -> list[tuple[int, str]]:
    """Return the offices in whose name the person may contract."""
    mine = permissions.recorded_offices(request.user)
    return [one for one in queries.offices() if mine is None or one[0] in mine]


def _opened(request: HttpRequest, project: Project, form: ProcessForm) -> Process | None:
    said = form.cleaned_data | {"category": Category(form.cleaned_data["category"])}
    try:
        return services.open_process(
            project_id=project.pk, on=timezone.localdate(), actor=request.user.pk, **said
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return None


@require_safe
@_record
def desk(request: HttpRequest, ocid: str) -> HttpResponse:
    process = steps.process_of(request, ocid)
    unsigned = queries.unsigned(process)
    values = told(process) | {
        "project": process.project,
        "publication": queries.publication_of(process),
        "advice": queries.advice(process, today=timezone.localdate()),
        "unsigned": unsigned,
        "closed": steps.closed(process),
        "missing": [] if steps.closed(process) else list(queries.missing_in(process)),
        "next": _next(process, unsigned),
        "desk": True,
    }
    return render(request, "contracting/desk.html", values)


def _next(process: Process, unsigned: list[Any]) -> tuple[str, str] | None:
    """Return the address and the words of what most likely is recorded next."""
    if steps.closed(process) or process.procedure.own_work:
        return None
    if unsigned:
        return reverse("contracting:contract", args=[process.ocid, unsigned[0].pk]), _("Registrar el contrato")
    going = [one for one in process.contracts.all() if one.status == "active"]
    if going:
        return reverse("contracting:payment", args=[process.ocid, going[-1].pk]), _("Registrar un pago")
    if process.contracts.all():
        return None
    if process.tender_end is None and process.procedure.method != "direct":
        return reverse("contracting:tender", args=[process.ocid]), _("Registrar la convocatoria")
    return reverse("contracting:award", args=[process.ocid]), _("Registrar el fallo")


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


def _project(request: HttpRequest, folio: str) -> Project:
    project = projects.detail(folio)
    if project is None:
        raise Http404(_("No hay un proyecto con ese folio."))
    if not permissions.can_open(request.user, project):
        raise PermissionDenied(steps.refusal(project.office.name))
    return project

"""The desk of the offices: the projects that they answer for."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.projects import permissions, queries, services
from tequio.accountability.projects.forms import ActivityForm, OfficeForm, StageForm
from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.types import StageState
from tequio.accountability.projects.views.public import card, found
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.pending import Item

PER_PAGE = 50
SOON = timedelta(days=15)  # a stage that ends within this is pending work


@require_safe
@requires(Permission.USE_OFFICE)
def listing(request: HttpRequest) -> HttpResponse:
    mine = permissions.visible_offices(request.user)
    page = Paginator(queries.of_offices(mine), PER_PAGE).get_page(request.GET.get("pagina"))
    names, today = queries.stage_names(), timezone.localdate()
    cards = [card(project, names, today) for project in page]
    return render(request, "projects/office_list.html", {"page": page, "cards": cards})


@require_safe
@requires(Permission.USE_OFFICE)
def desk(request: HttpRequest, folio: str) -> HttpResponse:
    return _desk(request, _mine(request, folio))


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def report(request: HttpRequest, folio: str, code: str) -> HttpResponse:
    """Report an activity of a stage, with its photographs and documents: all of it or nothing."""
    project = _mine(request, folio)
    form = ActivityForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _report(request, _stage(project, code), form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Quedó reportado y ya se ve en la página del proyecto."))
            return redirect("projects:desk", folio)
    return _desk(request, project, activity=form, code=code, status=422)


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def change_stage(request: HttpRequest, folio: str, code: str) -> HttpResponse:
    project = _mine(request, folio)
    form = StageForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.change_stage(
                project_id=project.pk,
                code=code,
                state=StageState(said["state"]),
                on=said["on"],
                planned_end=said["planned_end"],
                at=timezone.now(),
                actor=request.user.pk,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La etapa quedó al día."))
            return redirect("projects:desk", folio)
    return _desk(request, project, stage=form, code=code, status=422)


@require_http_methods(["POST"])
@requires(Permission.MANAGE_PROJECTS)
def assign(request: HttpRequest, folio: str) -> HttpResponse:
    project = found(folio)
    form = OfficeForm(request.POST)
    if not permissions.can_manage(request.user, project):
        raise PermissionDenied(_("Usted no administra los proyectos de esta área."))
    if form.is_valid():
        office = form.cleaned_data["office"]
        services.assign_office(project_id=project.pk, office_id=office.pk, actor=request.user.pk)
        messages.success(request, _("Ahora responde %(office)s.") % {"office": office.name})
        return redirect("projects:desk", folio)
    return _desk(request, project, office=form, status=422)


def pending_items(request: HttpRequest) -> list[Item]:
    """Return the stages of the person's projects that end soon or ended without being finished."""
    mine = permissions.visible_offices(request.user)
    soon = timezone.localdate() + SOON
    return [
        Item(
            folio=stage.project.folio,
            what=stage.project.title,
            missing=_("Terminar «%(stage)s»") % {"stage": stage.name},
            url=reverse("projects:desk", args=[stage.project.folio]),
            due=stage.planned_end,
        )
        for stage in queries.stages_due(mine, by=soon)
    ]


def _mine(request: HttpRequest, folio: str) -> Project:
    project = found(folio)
    if not permissions.can_report(request.user, project):
        raise PermissionDenied(
            _("De este proyecto responde %(office)s. Pida acceso a su coordinación.")
            % {"office": project.office.name}
        )
    return project


def _stage(project: Project, code: str) -> Stage:
    for stage in project.stages.all():
        if stage.code == code:
            return stage
    raise services.UnknownStageError(_("Este proyecto no tiene esa etapa."), status=404)


def _report(request: HttpRequest, stage: Stage, form: ActivityForm) -> None:
    said = form.cleaned_data
    actor = request.user.pk
    stored = [
        *_store(said["photos"], FileKind.IMAGE, said["title"], actor),
        *_store(said["documents"], FileKind.DOCUMENT, "", actor),
    ]
    services.report_activity(
        stage_id=stage.pk,
        title=said["title"],
        description=said["description"],
        happened_on=said["happened_on"],
        physical_percent=said["physical_percent"],
        files=stored,
        at=timezone.now(),
        actor=actor,
    )


def _store(uploads: Iterable[object], kind: FileKind, alt: str, actor: int | None) -> list[UUID]:
    return [
        files.store(upload=upload, kind=kind, uploaded_by=actor, public=True, alt=alt).pk  # type: ignore[arg-type]
        for upload in uploads
    ]


def _desk(
    request: HttpRequest,
    project: Project,
    *,
    activity: ActivityForm | None = None,
    stage: StageForm | None = None,
    office: OfficeForm | None = None,
    code: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw the desk, with the form that came back if one did."""
    today = timezone.localdate()
    code = code or project.stage
    present = next((s for s in project.stages.all() if s.code == code), None)
    blank_stage = StageForm(initial={"on": today, "state": _following(present)}, auto_id="stage_%s")
    blank_office = OfficeForm(initial={"office": project.office_id}, auto_id="office_%s")
    values = {
        "project": project,
        "card": card(project, queries.stage_names(), today),
        "present": present,
        "activity": activity or ActivityForm(initial={"happened_on": today}),
        "stage_form": stage or blank_stage,
        "office_form": office or blank_office if permissions.can_manage(request.user, project) else None,
    }
    return render(request, "projects/desk.html", values, status=status)


def _following(stage: Stage | None) -> str:
    """Return what usually comes next for a stage."""
    going = stage is not None and stage.state == StageState.IN_PROGRESS
    return StageState.DONE.value if going else StageState.IN_PROGRESS.value

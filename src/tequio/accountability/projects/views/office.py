"""The desk of the offices: the projects that they answer for, and what they report of each."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.projects import permissions, queries, services
from tequio.accountability.projects.forms import ActivityForm, EvidenceForm, LastStageForm, StageForm
from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.types import StageState
from tequio.accountability.projects.views.acting import done
from tequio.accountability.projects.views.cards import card
from tequio.accountability.projects.views.finding import reported, stage_of
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.pending import Item

PER_PAGE = 30
_SHOWN = {"area": "", "mios": "mine", "cerrados": "closed"}  # the tabs of the list, as the address says them


@require_safe
@requires(Permission.USE_OFFICE)
def listing(request: HttpRequest) -> HttpResponse:
    """Show the desk: what is due, what is missing for publication, and one click to report."""
    offices = permissions.visible_offices(request.user)
    tab = request.GET.get("ver", "area")
    tab = tab if tab in _SHOWN else "area"
    person = signed_in(request).pk if tab == "mios" else None
    projects = queries.desk_projects(offices, person=person, show=_SHOWN[tab])
    page = Paginator(projects, PER_PAGE).get_page(request.GET.get("pagina"))
    names, today = queries.stage_names(), timezone.localdate()
    rows = [(row, card(row.project, names, today)) for row in queries.desk_rows(page, today)]
    values = {
        "page": page,
        "rows": rows,
        "tab": tab,
        "asked": f"ver={tab}",
        "everything": offices is None,
        "creates": permissions.can_create(request.user),
    }
    return render(request, "projects/office_list.html", values)


@require_safe
@requires(Permission.USE_OFFICE)
def desk(request: HttpRequest, folio: str) -> HttpResponse:
    return _desk(request, reported(request, folio), code=request.GET.get("etapa", ""))


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def report(request: HttpRequest, folio: str, code: str) -> HttpResponse:
    """Report an activity of a stage, with its photographs and documents: all of it or nothing."""
    project = reported(request, folio)
    form = ActivityForm(request.POST, request.FILES, stage=stage_of(project, code))
    if done(form, lambda said: _report(project, code, said, request.user.pk)):
        messages.success(request, _("Quedó reportado y ya se ve en la página del proyecto."))
        return redirect("projects:desk", folio)
    return _desk(request, project, activity=form, code=code, status=422)


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def change_stage(request: HttpRequest, folio: str, code: str) -> HttpResponse:
    project = reported(request, folio)
    form = _stage_form(request, project, stage_of(project, code), request.POST)

    def change(said: dict[str, Any]) -> None:
        services.change_stage(
            project_id=project.pk,
            code=code,
            state=StageState(said["state"]),
            on=said["on"],
            planned_end=said["planned_end"],
            reason=said["reason"],
            without_signature=said.get("without_signature", ""),
            at=timezone.now(),
            actor=request.user.pk,
        )

    if done(form, change):
        messages.success(request, _("La etapa quedó al día."))
        return redirect("projects:desk", folio)
    return _desk(request, project, stage=form, code=code, status=422)


@require_safe
@requires(Permission.USE_OFFICE)
def evidence(request: HttpRequest, folio: str) -> HttpResponse:
    """Show every photograph and document of a project, each with its form."""
    return _evidence(request, reported(request, folio))


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def change_evidence(request: HttpRequest, folio: str, pk: int) -> HttpResponse:
    """Say of one evidence who sees it, when it was taken, and what it shows."""
    project = reported(request, folio)
    own = {
        one.pk for stage in project.stages.all() for a in stage.activities.all() for one in a.attachments.all()
    }
    form = EvidenceForm(request.POST, auto_id=f"evidence_{pk}_%s")

    def change(said: dict[str, Any]) -> None:
        services.change_attachment(attachment_id=pk if pk in own else 0, actor=request.user.pk, **said)

    if done(form, change):
        messages.success(request, _("La evidencia quedó al día."))
        return redirect("projects:evidence", folio)
    return _evidence(request, project, wrong=(pk, form), status=422)


def pending_items(request: HttpRequest) -> list[Item]:
    """Return the stages of the person's projects that end soon or ended without being finished."""
    mine = permissions.visible_offices(request.user)
    soon = timezone.localdate() + queries.SOON
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


def _report(project: Project, code: str, said: dict[str, Any], actor: int | None) -> None:
    planned = said.pop("planned", "")
    report = services.Report(code=code, planned_id=int(planned) if planned else None, **said)
    services.report(project_id=project.pk, report=report, at=timezone.now(), actor=actor)


def _evidence(
    request: HttpRequest, project: Project, *, wrong: tuple[int, EvidenceForm] | None = None, status: int = 200
) -> HttpResponse:
    rows = []
    for stage in project.stages.all():
        for activity in stage.activities.all():
            for one in activity.attachments.all():
                initial = {"public": one.file.public, "moment": one.moment, "alt": one.file.alt}
                form = EvidenceForm(initial=initial, auto_id=f"evidence_{one.pk}_%s")
                form = wrong[1] if wrong and wrong[0] == one.pk else form
                rows.append((activity, one, form))
    values = {"project": project, "rows": rows[::-1], "tab": "evidence"}
    return render(request, "projects/evidence.html", values, status=status)


def _desk(
    request: HttpRequest,
    project: Project,
    *,
    activity: ActivityForm | None = None,
    stage: StageForm | None = None,
    code: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw the desk of a project, with the form that came back if one did."""
    today = timezone.localdate()
    present = stage_of(project, code) or stage_of(project, project.stage)
    values = {
        "project": project,
        "card": card(project, {}, today),
        "row": queries.desk_rows([project], today)[0],
        "present": present,
        "activity": activity or ActivityForm(initial={"happened_on": today, "key": uuid4()}, stage=present),
        "stage_form": stage or _stage_form(request, project, present),
        "tab": "desk",
        "manages": permissions.can_manage(request.user, project),
    }
    return render(request, "projects/desk.html", values, status=status)


def _stage_form(request: HttpRequest, project: Project, stage: Stage | None, sent: Any = None) -> StageForm:
    """Return the form of a stage; of the last one, whoever coordinates may say why nobody signed."""
    last = stage is not None and stage == list(project.stages.all())[-1]
    kind = LastStageForm if last and permissions.can_manage(request.user, project) else StageForm
    initial = {"on": timezone.localdate(), "state": _following(stage)}
    return kind(sent, initial=initial, auto_id="stage_%s")


def _following(stage: Stage | None) -> str:
    """Return what usually comes next for a stage."""
    going = stage is not None and stage.state == StageState.IN_PROGRESS
    return StageState.DONE.value if going else StageState.IN_PROGRESS.value

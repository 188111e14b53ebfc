"""The plan of a project: its stages, the activities planned in them, and what it will deliver."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.projects import queries, services
from tequio.accountability.projects.forms import (
    NewStageForm,
    PlannedForm,
    PlannedStateForm,
    ProductForm,
    StagePlanForm,
)
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import StageState
from tequio.accountability.projects.views.acting import done
from tequio.accountability.projects.views.finding import people_of, reported, stage_of
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission


@require_safe
@requires(Permission.USE_OFFICE)
def plan(request: HttpRequest, folio: str) -> HttpResponse:
    return _plan(request, reported(request, folio))


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def add_stage(request: HttpRequest, folio: str) -> HttpResponse:
    project = reported(request, folio)
    form = NewStageForm(request.POST, stages=project.stages.all())

    def add(said: dict[str, Any]) -> None:
        after = said.pop("after", "")
        services.add_stage(
            project_id=project.pk, plan=services.StagePlan(**said), after=after, actor=request.user.pk
        )

    return _acted(request, project, form, add, key="new_stage")


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def save_stage(request: HttpRequest, folio: str, code: str) -> HttpResponse:
    """Write what is planned for a stage, or take it out of the plan."""
    project = reported(request, folio)
    stage = stage_of(project, code)
    if stage is None or request.POST.get("act") == "remove":
        return _acted(
            request,
            project,
            Form(request.POST),
            lambda _said: services.remove_stage(project_id=project.pk, code=code, actor=request.user.pk),
            key="refused",
        )
    form = StagePlanForm(request.POST, stage=stage)

    def save(said: dict[str, Any]) -> None:
        services.plan_stage(
            project_id=project.pk,
            code=code,
            reason=said.pop("reason", ""),
            plan=services.StagePlan(**said),
            at=timezone.now(),
            actor=request.user.pk,
        )

    return _acted(request, project, form, save, key=code)


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def plan_activity(request: HttpRequest, folio: str) -> HttpResponse:
    project = reported(request, folio)
    form = PlannedForm(request.POST, stages=project.stages.all(), people=people_of(project))

    def add(said: dict[str, Any]) -> None:
        responsible = said.pop("responsible")
        services.plan_activity(
            project_id=project.pk,
            code=said.pop("stage"),
            responsible_id=int(responsible) if responsible else None,
            actor=request.user.pk,
            **said,
        )

    return _acted(request, project, form, add, key="planned")


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def move_activity(request: HttpRequest, folio: str, pk: int) -> HttpResponse:
    """Say how a planned activity goes, or take it out of the plan."""
    project = reported(request, folio)
    actor = request.user.pk

    def move(said: dict[str, Any]) -> None:
        if said["state"] == "drop":
            services.drop_activity(project_id=project.pk, planned_id=pk, actor=actor)
        else:
            state, at = StageState(said["state"]), timezone.now()
            services.move_activity(
                project_id=project.pk, planned_id=pk, state=state, on=timezone.localdate(at), at=at, actor=actor
            )

    return _acted(request, project, PlannedStateForm(request.POST), move, key="refused")


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def add_product(request: HttpRequest, folio: str) -> HttpResponse:
    project = reported(request, folio)
    form = ProductForm(request.POST, auto_id="new_product_%s")

    def add(said: dict[str, Any]) -> None:
        services.keep_product(project_id=project.pk, actor=request.user.pk, **said)

    return _acted(request, project, form, add, key="new_product")


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def save_product(request: HttpRequest, folio: str, pk: int) -> HttpResponse:
    """Change something that the project delivers, or take it off the list."""
    project = reported(request, folio)
    actor = request.user.pk
    if request.POST.get("act") == "remove":
        return _acted(
            request,
            project,
            Form(request.POST),
            lambda _said: services.remove_product(project_id=project.pk, product_id=pk, actor=actor),
            key="refused",
        )
    form = ProductForm(request.POST, auto_id=f"product_{pk}_%s")

    def save(said: dict[str, Any]) -> None:
        services.keep_product(project_id=project.pk, product_id=pk, actor=actor, **said)

    return _acted(request, project, form, save, key=f"product_{pk}")


def _acted(
    request: HttpRequest, project: Project, form: Form, act: Callable[[dict[str, Any]], object], *, key: str
) -> HttpResponse:
    """Act and go back to the plan; or draw it again with the form that was refused in its place."""
    if done(form, act):
        messages.success(request, _("El plan quedó al día."))
        return redirect("projects:plan", project.folio)
    return _plan(request, project, wrong={key: form}, status=422)


def _plan(
    request: HttpRequest, project: Project, *, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    wrong = wrong or {}
    stages = list(project.stages.all())
    people = people_of(project)
    products = [(one, wrong.get(f"product_{one.pk}") or _product_form(one)) for one in project.products.all()]
    values = {
        "project": project,
        "stages": [(stage, wrong.get(stage.code) or StagePlanForm(stage=stage)) for stage in stages],
        "wrong": next((key for key in wrong if key != "refused"), ""),
        "refused": wrong.get("refused"),
        "new_stage": wrong.get("new_stage") or NewStageForm(stages=stages),
        "planned": wrong.get("planned") or PlannedForm(stages=stages, people=people),
        "has_planned": any(stage.planned.all() for stage in stages),
        "states": PlannedStateForm.base_fields["state"],
        "products": products,
        "new_product": wrong.get("new_product") or ProductForm(auto_id="new_product_%s"),
        "percent": queries.plan_progress(project),
        "tab": "plan",
    }
    return render(request, "projects/plan.html", values, status=status)


def _product_form(product: Any) -> ProductForm:
    initial = {name: getattr(product, name) for name in ProductForm.base_fields}
    return ProductForm(initial=initial, auto_id=f"product_{product.pk}_%s")

"""The stages that new projects get, as the office edits them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tequio.accountability.projects import queries, services
from tequio.accountability.projects.forms import TemplateForm
from tequio.accountability.projects.models import StageTemplate
from tequio.accountability.projects.views.acting import done
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission

_STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PROJECTS)
def template(request: HttpRequest) -> HttpResponse:
    """Show the template; add a stage to it."""
    form = TemplateForm(request.POST or None, auto_id="new_%s")

    def add(said: dict[str, Any]) -> None:
        services.add_template_stage(actor=request.user.pk, **said)

    if request.method == "POST" and done(form, add):
        return _done(request)
    return _template(request, new=form, status=422 if form.errors else 200)


@require_http_methods(["POST"])
@requires(Permission.MANAGE_PROJECTS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a stage of the template, move it, retire it, or bring it back."""
    actor, act = request.user.pk, request.POST.get("act", "save")
    if act in _STEPS:
        services.move_template_stage(stage_id=pk, steps=_STEPS[act], actor=actor)
        return _done(request)
    if act == "retire":
        services.retire_template_stage(stage_id=pk, at=timezone.now(), actor=actor)
        return _done(request)
    if act == "restore":
        services.restore_template_stage(stage_id=pk, actor=actor)
        return _done(request)
    form = TemplateForm(request.POST, auto_id=f"stage_{pk}_%s")

    def save(said: dict[str, Any]) -> None:
        services.change_template_stage(stage_id=pk, actor=actor, **said)

    if done(form, save):
        return _done(request)
    return _template(request, wrong=(pk, form), status=422)


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(
        request, _("Las etapas quedaron al día. Los proyectos que ya existen conservan las suyas.")
    )
    return redirect("projects:template")


def _template(
    request: HttpRequest,
    *,
    new: TemplateForm | None = None,
    wrong: tuple[int, TemplateForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    stages = queries.templates()
    rows = [(one, wrong[1] if wrong and wrong[0] == one.pk else _form(one)) for one in stages]
    values = {
        "rows": [row for row in rows if row[0].retired_at is None],
        "retired": [row[0] for row in rows if row[0].retired_at],
        "wrong": wrong[0] if wrong else 0,
        "new": new or TemplateForm(auto_id="new_%s"),
    }
    return render(request, "projects/template.html", values, status=status)


def _form(stage: StageTemplate) -> TemplateForm:
    initial = {name: getattr(stage, name) for name in TemplateForm.base_fields}
    return TemplateForm(initial=initial, auto_id=f"stage_{stage.pk}_%s")

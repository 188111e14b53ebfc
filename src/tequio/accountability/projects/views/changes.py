"""What stops a project, ends it, or hands it over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.projects import permissions, queries, services
from tequio.accountability.projects.forms import ActForm, CancelForm, CommitteeForm, PauseForm, ResumeForm
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import HandoverResult, Signer
from tequio.accountability.projects.views.acting import done, stored_act, stored_paper
from tequio.accountability.projects.views.finding import managed, reported
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission


@require_safe
@requires(Permission.USE_OFFICE)
def changes(request: HttpRequest, folio: str) -> HttpResponse:
    return _changes(request, reported(request, folio))


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def pause(request: HttpRequest, folio: str) -> HttpResponse:
    project = reported(request, folio)

    def act(said: dict[str, Any]) -> None:
        services.pause(project_id=project.pk, at=timezone.now(), actor=request.user.pk, **said)

    form = PauseForm(request.POST, auto_id="pause_%s")
    return _acted(request, project, form, act, key="pause", said=_("El proyecto quedó en pausa."))


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def resume(request: HttpRequest, folio: str) -> HttpResponse:
    project = reported(request, folio)

    def act(said: dict[str, Any]) -> None:
        services.resume(project_id=project.pk, on=said["on"], at=timezone.now(), actor=request.user.pk)

    form = ResumeForm(request.POST, auto_id="resume_%s")
    said = _("El proyecto se reanudó y sus fechas se movieron.")
    return _acted(request, project, form, act, key="resume", said=said)


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def committee(request: HttpRequest, folio: str) -> HttpResponse:
    """Keep the act by which the neighbours' committee received the work. It carries names: it is not public."""
    project = reported(request, folio)
    actor = request.user.pk

    def act(said: dict[str, Any]) -> None:
        file = stored_paper(said["act"], public=False, actor=actor)
        services.record_committee(
            project_id=project.pk,
            result=HandoverResult(said["result"]),
            text=said["text"],
            signed_on=said["signed_on"],
            act=file.pk,
            at=timezone.now(),
            actor=actor,
        )

    form = CommitteeForm(request.POST, request.FILES, auto_id="committee_%s")
    return _acted(request, project, form, act, key="committee", said=_("La recepción quedó registrada."))


@require_http_methods(["POST"])
@requires(Permission.MANAGE_PROJECTS)
def cancel(request: HttpRequest, folio: str) -> HttpResponse:
    project = managed(request, folio)
    actor = request.user.pk

    def act(said: dict[str, Any]) -> None:
        services.cancel(
            project_id=project.pk,
            act=stored_act(said, actor),
            reason=said["reason"],
            at=timezone.now(),
            actor=actor,
        )

    form = CancelForm(request.POST, request.FILES, auto_id="cancel_%s")
    return _acted(request, project, form, act, key="cancel", said=_("El proyecto quedó cancelado."))


@require_http_methods(["POST"])
@requires(Permission.MANAGE_PROJECTS)
def substitute(request: HttpRequest, folio: str, option: int) -> HttpResponse:
    """Confirm that the next of the reserve list takes the place of the cancelled project."""
    project = managed(request, folio)
    actor = request.user.pk

    def act(said: dict[str, Any]) -> None:
        services.substitute(
            project_id=project.pk,
            option_id=option,
            act=stored_act(said, actor),
            at=timezone.now(),
            actor=actor,
        )

    form = ActForm(request.POST, request.FILES, auto_id="substitute_%s")
    return _acted(request, project, form, act, key="substitute", said=_("El sustituto ya es un proyecto."))


def _acted(
    request: HttpRequest,
    project: Project,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    key: str,
    said: str,
) -> HttpResponse:
    """Act and go back to the page; or draw it again with the form that was refused in its place."""
    if done(form, act):
        messages.success(request, said)
        return redirect("projects:changes", project.folio)
    return _changes(request, project, wrong={key: form}, status=422)


def _changes(
    request: HttpRequest, project: Project, *, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    wrong = wrong or {}
    manages = permissions.can_manage(request.user, project)
    waits = project.cancelled and project.cancellation.substitute is None
    today = {"on": timezone.localdate()}
    values = {
        "project": project,
        "pause": wrong.get("pause") or PauseForm(initial=today, auto_id="pause_%s"),
        "resume": wrong.get("resume") or ResumeForm(initial=today, auto_id="resume_%s"),
        "committee": wrong.get("committee") or CommitteeForm(auto_id="committee_%s"),
        "cancel": wrong.get("cancel") or CancelForm(auto_id="cancel_%s") if manages else None,
        "substitute": wrong.get("substitute") or ActForm(auto_id="substitute_%s"),
        "reserve": queries.reserve(project) if waits and manages else None,
        "goes_on": not (project.cancelled or project.finished),
        "built": queries.is_built(project),
        "committee_signed": any(one.signer == Signer.COMMITTEE for one in project.handovers.all()),
        "wrong": next(iter(wrong), ""),
        "tab": "changes",
    }
    return render(request, "projects/changes.html", values, status=status)

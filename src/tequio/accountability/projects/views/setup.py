"""What a project is: creating one that comes from no vote, where it stands, and who answers for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.projects import permissions, services
from tequio.accountability.projects.forms import NewProjectForm, OfficeForm, PlaceForm, ResponsibleForm
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.views.acting import done
from tequio.accountability.projects.views.finding import managed, people_of, reported
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import Version
from tequio.foundation.web import maps


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PROJECTS)
def create(request: HttpRequest) -> HttpResponse:
    """Create a project that comes from no vote."""
    version = territory.in_force(on=timezone.localdate())
    form = NewProjectForm(request.POST or None, version=version, initial={"drawing": "street"})
    made: list[Project] = []

    def make(said: dict[str, Any]) -> None:
        office = said.pop("office")
        del said["lat"], said["lon"]
        made.append(
            services.create_project(**said, office_id=office.pk, at=timezone.now(), actor=request.user.pk)
        )

    if request.method == "POST" and done(form, make):
        messages.success(request, _("El proyecto quedó creado y ya es público. Siga con su plan."))
        return redirect("projects:plan", made[0].folio)
    values = {"form": form, "map": _map(version)}
    return render(request, "projects/new.html", values, status=422 if form.errors else 200)


@require_safe
@requires(Permission.USE_OFFICE)
def data(request: HttpRequest, folio: str) -> HttpResponse:
    """Show where a project stands and who answers for it."""
    return _data(request, reported(request, folio))


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def place(request: HttpRequest, folio: str) -> HttpResponse:
    project = reported(request, folio)
    form = PlaceForm(request.POST, version=territory.in_force(on=timezone.localdate()))

    def mark(said: dict[str, Any]) -> None:
        services.place_project(project_id=project.pk, point=said["point"], actor=request.user.pk)

    if done(form, mark):
        messages.success(request, _("El lugar quedó marcado."))
        return redirect("projects:data", folio)
    return _data(request, project, place=form, status=422)


@require_http_methods(["POST"])
@requires(Permission.USE_OFFICE)
def name_responsible(request: HttpRequest, folio: str) -> HttpResponse:
    project = reported(request, folio)
    form = ResponsibleForm(request.POST, people=people_of(project))

    def name(said: dict[str, Any]) -> None:
        user_id = int(said["responsible"]) if said["responsible"] else None
        services.name_responsible(project_id=project.pk, user_id=user_id, actor=request.user.pk)

    if done(form, name):
        messages.success(request, _("Quedó dicho quién responde."))
        return redirect("projects:data", folio)
    return _data(request, project, responsible=form, status=422)


@require_http_methods(["POST"])
@requires(Permission.MANAGE_PROJECTS)
def assign(request: HttpRequest, folio: str) -> HttpResponse:
    project = managed(request, folio)
    form = OfficeForm(request.POST, auto_id="office_%s")

    def give(said: dict[str, Any]) -> None:
        services.assign_office(project_id=project.pk, office_id=said["office"].pk, actor=request.user.pk)

    if done(form, give):
        messages.success(
            request, _("Ahora responde %(office)s.") % {"office": form.cleaned_data["office"].name}
        )
        return redirect("projects:data", folio)
    return _data(request, project, office=form, status=422)


def _data(
    request: HttpRequest,
    project: Project,
    *,
    place: PlaceForm | None = None,
    responsible: ResponsibleForm | None = None,
    office: OfficeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    version = territory.in_force(on=timezone.localdate())
    where = {"lon": project.lon, "lat": project.lat}
    who = {"responsible": project.responsible_id or ""}
    manages = permissions.can_manage(request.user, project)
    blank_office = OfficeForm(initial={"office": project.office_id}, auto_id="office_%s")
    values = {
        "project": project,
        "place": place or PlaceForm(initial=where, version=version),
        "responsible": responsible or ResponsibleForm(initial=who, people=people_of(project)),
        "office_form": office or blank_office if manages else None,
        "map": _map(version),
        "tab": "data",
    }
    return render(request, "projects/data.html", values, status=status)


def _map(version: Version | None) -> maps.MapFigure | None:
    """Return the map on which the place is marked, if there is one."""
    if version is None:
        return None
    shapes = [maps.Shape(unit.name, unit.geometry) for unit in territory.units(version) if unit.geometry]
    return maps.figure(_("Dónde está"), shapes, []) if shapes else None

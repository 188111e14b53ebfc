"""The report from the works, made for a telephone held with one hand."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tequio.accountability.projects import services
from tequio.accountability.projects.forms import SiteForm
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.views.acting import done
from tequio.accountability.projects.views.finding import reported
from tequio.core.geo import Point
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.USE_OFFICE)
def site(request: HttpRequest, folio: str) -> HttpResponse:
    """Report from the works. The form carries a key: sent again after a lost answer, it counts once."""
    project = reported(request, folio)
    if request.method != "POST":
        initial = {"happened_on": timezone.localdate(), "key": uuid4(), "code": project.stage}
        return _drawn(request, project, SiteForm(initial=initial, project=project))
    form = SiteForm(request.POST, request.FILES, project=project)
    if done(form, lambda said: _report(project, said, request.user.pk)):
        messages.success(request, _("Llegó: su reporte ya se ve en la página del proyecto."))
        return redirect("projects:desk", folio)
    return _drawn(request, project, form, status=422)


@transaction.atomic
def _report(project: Project, said: dict[str, Any], actor: int | None) -> None:
    lon, lat, is_place = said.pop("lon"), said.pop("lat"), said.pop("is_place", False)
    point = Point(lon, lat) if lon is not None and lat is not None else None
    report = services.Report(place=point, **said)
    services.report(project_id=project.pk, report=report, at=timezone.now(), actor=actor)
    if is_place and point:
        services.place_project(project_id=project.pk, point=point, actor=actor)


def _drawn(request: HttpRequest, project: Project, form: SiteForm, *, status: int = 200) -> HttpResponse:
    return render(request, "projects/site.html", {"project": project, "form": form}, status=status)

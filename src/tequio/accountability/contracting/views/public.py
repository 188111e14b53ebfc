"""What anyone sees of a contracting process, and what contracting adds to a project's page."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.models import Process, Release
from tequio.accountability.contracting.types import TAG_LABELS
from tequio.accountability.contracting.views.reading import told
from tequio.accountability.projects.models import Project

_JUST_NOW = timedelta(minutes=1)


@require_safe
def process(request: HttpRequest, ocid: str) -> HttpResponse:
    found = found_or_404(ocid)
    releases = list(queries.history(found.pk))
    values = told(found) | {
        "project": found.project,
        "desk": False,
        "history": [(one, [TAG_LABELS.get(tag, tag) for tag in one.tags]) for one in releases],
        "files": services.files(found.ocid) if releases else [],
        "official": services.official(),
    }
    return render(request, "contracting/process.html", values)


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def release(request: HttpRequest, ocid: str, number: int) -> HttpResponse:
    """Answer the bytes of one release, as they were published. They never change."""
    del request
    found = Release.objects.filter(process__ocid=ocid, number=number).first()
    if found is None:
        raise Http404(_("No hay una versión con ese número."))
    return HttpResponse(bytes(found.document), content_type="application/json")


def found_or_404(ocid: str) -> Process:
    """Return the process, whole. Raises Http404 if there is none."""
    found = queries.detail(ocid)
    if found is None:
        raise Http404(_("No hay un proceso con esa clave."))
    return found


def thread(request: HttpRequest, project: Project) -> dict[str, Any]:
    """Return the knots of the project's contracts."""
    return {"knots": queries.knots(project, _processes(request, project))}


def badge(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return when the project's data was last published."""
    dates = [p.publication.published_at for p in _processes(request, project) if queries.publication_of(p)]
    known = [date for date in dates if date]
    if not known:
        return None
    now = timezone.now()
    return {"published_at": max(known), "now": now, "just_now": now - max(known) < _JUST_NOW}


def data_panel(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return the published data of each process of the project."""
    processes = _processes(request, project)
    if not processes:
        return None
    published = [(one, queries.publication_of(one), services.files(one.ocid)) for one in processes]
    known = any(publication and publication.number for _one, publication, _files in published)
    whole = services.oc4ids.project_path(project.folio) if known else ""
    return {"processes": published, "official": services.official(), "whole": whole}


def _processes(request: HttpRequest, project: Project) -> list[Process]:
    """Return the project's processes, read once for all the panels of one page."""
    kept: dict[int, list[Process]] = request.__dict__.setdefault("_processes", {})
    if project.pk not in kept:
        kept[project.pk] = queries.of_project(project.pk)
    return kept[project.pk]

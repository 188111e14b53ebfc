"""The first board, of projects being carried out, and the files of every figure."""

from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.web.downloads import csv_response
from tequio.frontdoors.dashboards import exports, queries
from tequio.frontdoors.dashboards.forms import FilterForm
from tequio.frontdoors.dashboards.types import Filters
from tequio.frontdoors.dashboards.views import drawing


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the projects being carried out, to everyone."""
    return render(request, "dashboards/index.html", board(FilterForm(request.GET), "dashboards:csv"))


@require_safe
def download(request: HttpRequest, group: str) -> StreamingHttpResponse:
    """Give one figure of the public boards as CSV."""
    return table(group, FilterForm(request.GET).filters())


@require_safe
def download_json(request: HttpRequest, group: str) -> HttpResponse:
    """Give one figure of the public boards as JSON."""
    columns, rows = _file(group, FilterForm(request.GET).filters())
    named = [dict(zip((str(column) for column in columns), row, strict=True)) for row in rows]
    return HttpResponse(orjson.dumps({"total": len(named), "filas": named}), content_type="application/json")


def table(name: str, filters: Filters) -> StreamingHttpResponse:
    """Return one figure as CSV. Raises Http404 if there is none by that name."""
    columns, rows = _file(name, filters)
    return csv_response(f"proyectos-por-{name}", columns, rows)


def board(form: FilterForm, csv_name: str) -> dict[str, Any]:
    """Return what the first board shows."""
    filters = form.filters()
    found = queries.board(queries.projects(filters, today=timezone.localdate()))
    return {
        "form": form,
        "tail": filters.query(),
        "totals": found.totals,
        "sentence": drawing.sentence(found.totals),
        "charts": drawing.drawn(found, filters, csv_name),
        "finished": filters.query(stage="finished"),
    }


def _file(name: str, filters: Filters) -> exports.File:
    found = exports.file(name, filters, today=timezone.localdate())
    if found is None:
        raise Http404(_("No hay una cifra con ese nombre."))
    return found

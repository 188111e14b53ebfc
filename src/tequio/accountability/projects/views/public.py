"""The list of projects as anyone sees it, with its map and its files."""

import orjson
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.accountability.projects import exports, queries
from tequio.accountability.projects.forms import FilterForm
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED
from tequio.accountability.projects.views.cards import card
from tequio.foundation.web import maps
from tequio.foundation.web.downloads import csv_response

PER_PAGE = 24
PINS = 500  # drawn on the map of the list


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    projects = queries.listing(form.filters())
    page = Paginator(projects, PER_PAGE).get_page(request.GET.get("pagina"))
    names, today = queries.stage_names(), timezone.localdate()
    values = {
        "form": form,
        "page": page,
        "cards": [card(project, names, today) for project in page],
        "figures": queries.figures(projects),
        "asked": _asked(request),
        "map": _map(projects, request),
    }
    return render(request, "projects/list.html", values)


@require_safe
def listing_csv(request: HttpRequest) -> HttpResponseBase:
    rows = queries.project_rows(queries.listing(FilterForm(request.GET).filters()))
    columns = [field.name for field in exports.PROJECTS.fields]
    return csv_response("proyectos", columns, (list(row.values()) for row in rows))


@require_safe
def listing_json(request: HttpRequest) -> HttpResponse:
    found = list(queries.project_rows(queries.listing(FilterForm(request.GET).filters())))
    body = orjson.dumps({"total": len(found), "proyectos": found})
    return HttpResponse(body, content_type="application/json")


@require_safe
def listing_geojson(request: HttpRequest) -> JsonResponse:
    projects = queries.listing(FilterForm(request.GET).filters())
    return JsonResponse(maps.geojson(_shapes(None), _pins(projects)), content_type="application/geo+json")


def _asked(request: HttpRequest) -> str:
    """Return the filters of the address, without the page, for the links of downloads and pages."""
    asked = request.GET.copy()
    asked.pop("pagina", None)
    return asked.urlencode()


def _pins(projects: QuerySet[Project]) -> list[maps.Pin]:
    located = projects.filter(lon__isnull=False).order_by().values_list("lon", "lat", "title", "folio", "stage")
    return [
        maps.Pin(lon, lat, title, reverse("projects:detail", args=[folio]), _tone(stage))
        for lon, lat, title, folio, stage in located[:PINS]
        if lon is not None and lat is not None
    ]


def _tone(stage: str) -> str:
    return "done" if stage == FINISHED else "now"


def _shapes(edition_id: int | None) -> list[maps.Shape]:
    return [maps.Shape(unit.name, unit.geometry) for unit in queries.sectors_of(edition_id)]


def _map(projects: QuerySet[Project], request: HttpRequest) -> maps.MapFigure | None:
    pins = _pins(projects)
    if not pins:
        return None
    url = f"{reverse('projects:geojson')}?{_asked(request)}"
    return maps.figure(_("Dónde están los proyectos"), _shapes(None), pins, geojson_url=url)

"""What anyone sees of the projects."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.accountability.projects import exports, queries
from tequio.accountability.projects.forms import FilterForm
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED, StageCode
from tequio.core import money
from tequio.foundation.web import charts, maps, panels
from tequio.foundation.web.downloads import csv_response
from tequio.foundation.web.hilo import Knot

PER_PAGE = 24
PINS = 500  # drawn on the map of the list


@dataclass(frozen=True, slots=True)
class Card:
    """A project as its card draws it."""

    project: Project
    state: str
    tone: str
    knots: list[Knot]


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
    rows = exports.rows(queries.listing(FilterForm(request.GET).filters()))
    return csv_response("proyectos", [name for name, _ in exports.COLUMNS], (list(r.values()) for r in rows))


@require_safe
def listing_json(request: HttpRequest) -> HttpResponse:
    found = list(exports.rows(queries.listing(FilterForm(request.GET).filters())))
    body = orjson.dumps({"total": len(found), "proyectos": found})
    return HttpResponse(body, content_type="application/json")


@require_safe
def listing_geojson(request: HttpRequest) -> JsonResponse:
    projects = queries.listing(FilterForm(request.GET).filters())
    return JsonResponse(maps.geojson(_shapes(None), _pins(projects)), content_type="application/geo+json")


@require_safe
def detail(request: HttpRequest, folio: str) -> HttpResponse:
    project = found(folio)
    knots = [*queries.decided(project), *_contributed(request, project), *queries.carried_out(project)]
    values = {
        "project": project,
        "card": card(project, queries.stage_names(), timezone.localdate()),
        "knots": knots,
        "activities": _activities(project),
        "money": _money(project),
        "photo": _photo(project),
    }
    return render(request, "projects/detail.html", values)


@require_safe
def money_csv(request: HttpRequest, folio: str) -> HttpResponseBase:
    del request
    project = found(folio)
    rows = [(item.label, item.value) for item in _bars(project)]
    return csv_response(f"dinero-{folio}", [_("concepto"), _("valor")], rows)


def found(folio: str) -> Project:
    """Return the project with everything its pages show. Raises Http404 if there is none."""
    project = queries.detail(folio)
    if project is None:
        raise Http404(_("No hay un proyecto con ese folio."))
    return project


def card(project: Project, names: dict[str, str], today: date) -> Card:
    """Return a project with its state in words and colour."""
    state, tone = _state(project, names, today)
    return Card(project, state, tone, queries.short(project))


def _state(project: Project, names: dict[str, str], today: date) -> tuple[str, str]:
    if project.finished:
        return _("Entregado"), "done"
    if project.promised_end and project.promised_end < today:
        return _("Atrasado"), "late"
    if project.stage == StageCode.EXECUTION:
        return _("En obra"), "now"
    return names.get(project.stage, project.stage), "info"


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


def _contributed(request: HttpRequest, project: Project) -> list[Knot]:
    """Return the knots that higher contexts tie into the thread, in the order they registered."""
    given = [panel.values(request, project) or {} for panel in panels.panels("projects.thread")]
    return [knot for values in given for knot in values.get("knots", [])]


def _activities(project: Project) -> list[Any]:
    reported = [a for stage in project.stages.all() for a in stage.activities.all()]
    return sorted(reported, key=lambda a: (a.happened_on, a.pk), reverse=True)


def _photo(project: Project) -> Any:
    """Return the latest picture of the works, if there is one."""
    for activity in _activities(project):
        for attachment in activity.attachments.all():
            if attachment.file.kind == "image":
                return attachment.file
    return None


def _bars(project: Project) -> list[charts.Item]:
    built = project.budget_centavos * project.physical_percent // 100
    return [
        charts.Item(_("Prometido"), project.budget_centavos, money.exact(project.budget_centavos), "pale"),
        charts.Item(_("Contratado"), project.contracted_centavos, money.exact(project.contracted_centavos)),
        charts.Item(_("Construido"), built, f"{project.physical_percent} %", "nopal"),
        charts.Item(_("Pagado"), project.paid_centavos, money.exact(project.paid_centavos), "cempasuchil"),
    ]


def _money(project: Project) -> charts.Chart:
    whole = max(project.budget_centavos, project.contracted_centavos)
    return charts.bars(
        _("El dinero"),
        _bars(project),
        columns=(_("Concepto"), _("Cantidad")),
        whole=whole,
        links=charts.Links(csv=reverse("projects:money", args=[project.folio])),
    )

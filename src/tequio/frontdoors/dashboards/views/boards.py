"""The other public boards: money, times, follow-up, feasibility, and comparisons."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.accountability.projects import queries as works
from tequio.foundation.web import maps
from tequio.frontdoors.dashboards import exports, queries
from tequio.frontdoors.dashboards.forms import FilterForm
from tequio.frontdoors.dashboards.types import Filters, Line, Table
from tequio.frontdoors.dashboards.views import judging, sketches

_SHOWN = 100  # lines of a comparison; its file has all
_ORDERS = {"contratado": "contracted", "pagado": "paid", "cuantos": "count", "nombre": "label"}


@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """Show what was promised, contracted and paid, when, by which procedure and to whom."""
    form = FilterForm(request.GET)
    filters, today = form.filters(), timezone.localdate()
    sums = works.figures(queries.projects(filters, today=today))
    charts = [
        sketches.funnel(sums, filters),
        *sketches.by_month(queries.months(filters), filters),
        *(
            sketches.largest(title, queries.compared(filters, table, today=today), table, filters)
            for table, title in (
                (Table.PROCEDURE, _("Por procedimiento")),
                (Table.SUPPLIER, _("Los proveedores con más")),
                (Table.CATEGORY, _("Por tema")),
            )
        ),
    ]
    values = _common(form, filters) | {"charts": charts, "totals": sums, "amended": queries.amended(filters)}
    return render(request, "dashboards/money.html", values)


@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """Show how long it takes from the vote to the contract and the delivery, and who has waited longest."""
    form = FilterForm(request.GET)
    filters, today = form.filters(), timezone.localdate()
    found = queries.times(filters, today=today)
    values = _common(form, filters) | {
        "charts": [
            *(sketches.stretch(days, filters) for days in found.days),
            sketches.promises(found, filters),
        ],
        "medians": [(exports.SPANS[days.span], days) for days in found.days],
        "waiting": queries.longest_waiting(filters, today=today),
        "overdue": queries.most_overdue(filters, today=today),
        "today": today,
    }
    return render(request, "dashboards/times.html", values)


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Show what is built against what is paid, where the works are, and how well they are followed."""
    form = FilterForm(request.GET)
    filters, today = form.filters(), timezone.localdate()
    told = queries.times(filters, today=today)
    values = _common(form, filters) | {
        "chart": sketches.progress(queries.dots(filters, today=today), filters),
        "indicators": queries.indicators(filters, told, today=today),
        "map": _map(filters),
    }
    return render(request, "dashboards/following.html", values)


@require_safe
def geojson(request: HttpRequest) -> JsonResponse:
    """Give the same map to the interactive one."""
    shapes, pins = _places(FilterForm(request.GET).filters())
    return JsonResponse(maps.geojson(shapes, pins), content_type="application/geo+json")


@require_safe
def feasibility(request: HttpRequest) -> HttpResponse:
    """Show how one edition's proposals were judged: by outcome, by office, and in how many days."""
    return render(request, "dashboards/feasibility.html", judging.values(request.GET.get("edicion", "")))


@require_safe
def compare(request: HttpRequest, table: str) -> HttpResponse:
    """Show sectors, offices, categories, suppliers or procedures side by side, in the order asked for."""
    if table not in set(Table):
        raise Http404(_("Eso no se compara."))
    chosen, form = Table(table), FilterForm(request.GET)
    filters = form.filters()
    order = request.GET.get("orden", "contratado")
    lines = _ordered(queries.compared(filters, chosen, today=timezone.localdate()), order)
    most = max((line.contracted for line in lines), default=0)
    values = _common(form, filters) | {
        "table": chosen,
        "heading": exports.NAMES[chosen],
        "by_contract": chosen in sketches.BY_CONTRACT,
        "lines": [
            (line, sketches.line_url(line, chosen, filters), 100 * line.contracted // most if most else 0)
            for line in lines[:_SHOWN]
        ],
        "more": len(lines) > _SHOWN,
        "order": order if order in _ORDERS else "contratado",
        "tables": [(one, exports.NAMES[one]) for one in Table],
    }
    return render(request, "dashboards/compare.html", values)


def _ordered(lines: list[Line], order: str) -> list[Line]:
    name = _ORDERS.get(order, "contracted")
    return sorted(lines, key=lambda line: getattr(line, name), reverse=name != "label")


def _common(form: FilterForm, filters: Filters) -> dict[str, Any]:
    return {"form": form, "tail": filters.query()}


def _places(filters: Filters) -> tuple[list[maps.Shape], list[maps.Pin]]:
    today = timezone.localdate()
    shapes = queries.sector_shapes(queries.projects(filters, today=today))
    return shapes, queries.pins(filters, today=today)


def _map(filters: Filters) -> maps.MapFigure | None:
    shapes, pins = _places(filters)
    tail = filters.query()
    return maps.figure(
        _("Dónde están las obras"),
        shapes,
        pins,
        geojson_url=reverse("dashboards:geojson") + tail,
        table_url=reverse("dashboards:projects") + tail,
        caption=_("Verde, entregadas; amarillo, en curso; rojo, vencidas. Más oscuro, más obras en el sector."),
    )

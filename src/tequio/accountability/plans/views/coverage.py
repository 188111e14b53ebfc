"""The coverage of a plan, from both sides: what nobody asked for, and what was asked for and is not there."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tequio.accountability.plans import queries
from tequio.accountability.plans.models import Plan
from tequio.accountability.plans.queries.matrix import WITHOUT
from tequio.accountability.plans.views.acting import find
from tequio.foundation.territory.models import Unit
from tequio.foundation.web import charts, maps
from tequio.foundation.web.downloads import csv_response

_SHOWN = 12  # bars of a kind of demand


@require_safe
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the coverage: actions without voices, demands without action, pillars against axes, the map."""
    plan = find(slug, public=True)
    found = queries.coverage(plan.pk)
    values = {
        "plan": plan,
        "found": found,
        "heard": found.actions - len(found.unasked),
        "grid": [(row, _cells(plan, found, row)) for row in found.grid],
        "without": sum(row.without for row in found.grid),
        "rows_url": reverse("plans:voices", args=[plan.slug]),
        "demands": _demands(plan, found),
        "map": _map(plan, found.units),
    }
    return render(request, "plans/coverage.html", values)


def _cells(plan: Plan, found: queries.Coverage, row: Any) -> list[dict[str, Any]]:
    """Return the cells of a pillar: the figure, its share of the row for the bar, and its rows."""
    rows = reverse("plans:voices", args=[plan.slug])
    cells = [
        {"value": value, "axis": axis, "url": f"{rows}?pilar={row.key}&eje={axis.code}"}
        for axis, value in zip(found.axes, row.cells, strict=True)
    ]
    cells.append({"value": row.without, "axis": None, "url": f"{rows}?pilar={row.key}&estado={WITHOUT}"})
    for cell in cells:
        cell["share"] = 100 * cell["value"] // row.voices if row.voices else 0
    return cells


def _demands(plan: Plan, found: queries.Coverage) -> list[charts.Chart]:
    kinds = (
        (_("Temas con aportaciones sin línea de acción"), _("Tema"), "tema", found.themes),
        (_("Grupos de aportaciones sin línea de acción"), _("Grupo"), "grupo", found.clusters),
        (_("Colonias con aportaciones sin línea de acción"), _("Colonia"), "colonia", found.units),
    )
    return [_bars(plan, *kind) for kind in kinds if any(one.unheard for one in kind[3])]


def _bars(plan: Plan, title: str, column: str, name: str, demands: tuple[queries.Demand, ...]) -> charts.Chart:
    rows = reverse("plans:voices", args=[plan.slug])
    items = [
        charts.Item(
            one.name,
            one.unheard,
            shown=_("%(n)s de %(all)s") % {"n": one.unheard, "all": one.voices},
            tone="grana",
            url=f"{rows}?{name}={one.key}&estado={WITHOUT}",
        )
        for one in demands
        if one.unheard
    ]
    rest = len(items) - _SHOWN
    summary = ngettext("Y %(n)s más.", "Y %(n)s más.", rest) % {"n": rest} if rest > 0 else ""
    csv = reverse("plans:units_csv", args=[plan.slug]) if name == "colonia" else ""
    return charts.bars(
        title,
        items[:_SHOWN],
        columns=(column, _("Sin línea de acción")),
        summary=summary,
        links=charts.Links(rows=f"{rows}?estado={WITHOUT}", csv=csv),
    )


def _map(plan: Plan, demands: tuple[queries.Demand, ...]) -> maps.MapFigure | None:
    """Draw the colonias, darker where more voices have no action; each leads to its voices."""
    forum = plan.forums.select_related("territory").first()
    by_unit = {one.key: one for one in demands}
    if forum is None or not by_unit:
        return None
    units = list(
        Unit.objects.filter(version=forum.territory_id, level__units__in=by_unit)
        .distinct()
        .only("name", "geometry", "sketch")
    )
    levels = maps.levels([by_unit[u.pk].unheard if u.pk in by_unit else 0 for u in units])
    rows = reverse("plans:voices", args=[plan.slug])
    shapes = [
        maps.Shape(
            unit.name,
            unit.drawing,
            url=f"{rows}?colonia={unit.pk}" if unit.pk in by_unit else "",
            level=level,
            detail=_detail(by_unit.get(unit.pk)),
        )
        for unit, level in zip(units, levels, strict=True)
    ]
    return maps.figure(
        _("Aportaciones sin línea de acción, por colonia"),
        shapes,
        caption=_("Más oscuro: más aportaciones sin línea de acción. Cada colonia lleva a las suyas."),
        table_url=reverse("plans:units_csv", args=[plan.slug]),
    )


def _detail(demand: queries.Demand | None) -> str:
    if demand is None:
        return ""
    return _("%(n)s de %(all)s sin línea de acción") % {"n": demand.unheard, "all": demand.voices}


@require_safe
def grid_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give pillars against axes."""
    del request
    plan = find(slug, public=True)
    found = queries.coverage(plan.pk)
    columns = ["pilar", *(str(axis) for axis in found.axes), "sin_linea", "aportaciones"]
    rows = ([row.name, *row.cells, row.without, row.voices] for row in found.grid)
    return csv_response(f"pilares-{plan.slug}", columns, rows)


@require_safe
def units_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the voices of each colonia, with and without action."""
    del request
    plan = find(slug, public=True)
    rows = ([one.name, one.voices, one.heard, one.unheard] for one in queries.coverage(plan.pk).units)
    columns = ["colonia", "aportaciones", "con_linea", "sin_linea"]
    return csv_response(f"colonias-{plan.slug}", columns, rows)

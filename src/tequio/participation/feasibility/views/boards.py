"""The boards: who has how much on the desk, how far each edition is, and how the process goes."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.downloads import csv_response
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.feasibility import exports, permissions, queries
from tequio.participation.feasibility.views import drawing


@require_safe
@requires(Permission.SEE_DASHBOARDS)
def office(request: HttpRequest) -> HttpResponse:
    """Show the load of each office and person, and how the chosen edition goes."""
    chosen, every = _chosen(request)
    scope, today = _scope(request), timezone.localdate()
    links = permissions.can_open_desk(request.user)
    tail = f"?{urlencode({'edicion': chosen.slug})}" if chosen else ""
    values = {
        "edition": chosen,
        "editions": every,
        "tail": tail,
        "slug": chosen.slug if chosen else "",
        "links": links,
        "offices": queries.load_by_office(chosen, offices=scope, today=today),
        "people": queries.load_by_person(chosen, offices=scope, today=today),
        "charts": drawing.office_charts(chosen, offices=scope, today=today, links=links),
        "indicators": list(exports.indicator_rows(queries.indicators(chosen, today=today))) if chosen else [],
    }
    return render(request, "feasibility/board.html", values)


@require_safe
@requires(Permission.SEE_DASHBOARDS)
def office_csv(request: HttpRequest, cut: str) -> StreamingHttpResponse:
    """Give the figures of one part of the board as CSV."""
    chosen, _every = _chosen(request)
    scope, today = _scope(request), timezone.localdate()
    if cut == "areas":
        found = queries.load_by_office(chosen, offices=scope, today=today)
        return csv_response("carga-por-area", exports.LOAD_COLUMNS, exports.load_rows(found))
    if cut == "personas":
        found = queries.load_by_person(chosen, offices=scope, today=today)
        return csv_response("carga-por-persona", exports.LOAD_COLUMNS, exports.load_rows(found))
    if cut == "edades":
        ages = queries.by_age(chosen, offices=scope, today=today)
        return csv_response("pendientes-por-edad", drawing.AGE_COLUMNS, drawing.age_rows(ages))
    if chosen is None:
        raise Http404
    return _edition_csv(chosen, cut)


@require_safe
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Show anyone how the review of an edition goes. Until the opinions are published it tells no outcome."""
    edition = _published(slug)
    found = queries.indicators(edition, today=timezone.localdate())
    values = {
        "edition": edition,
        "figures": found,
        "indicators": list(exports.indicator_rows(found)),
        "charts": drawing.edition_charts(edition, csv_name="feasibility:public_csv", args=[slug]),
    }
    return render(request, "feasibility/public.html", values)


@require_safe
def public_csv(request: HttpRequest, slug: str, cut: str) -> StreamingHttpResponse:
    """Give one part of the public figures as CSV."""
    del request
    return _edition_csv(_published(slug), cut)


def _edition_csv(edition: Edition, cut: str) -> StreamingHttpResponse:
    if cut == "indicadores":
        found = queries.indicators(edition, today=timezone.localdate())
        return csv_response(
            f"factibilidad-{edition.slug}", exports.INDICATOR_COLUMNS, exports.indicator_rows(found)
        )
    cuts = {"categorias": queries.by_category, "territorios": queries.by_territory}
    if cut not in cuts:
        raise Http404
    rows = exports.area_rows(cuts[cut](edition))
    return csv_response(f"factibilidad-{cut}-{edition.slug}", exports.AREA_COLUMNS, rows)


def _published(slug: str) -> Edition:
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    return edition


def _chosen(request: HttpRequest) -> tuple[Edition | None, list[Edition]]:
    """Return the edition that the address names, else the one with most to judge; and all that there are."""
    every = queries.editions_by_load()
    asked = request.GET.get("edicion", "")
    return next((e for e in every if e.slug == asked), every[0] if every else None), every


def _scope(request: HttpRequest) -> set[int] | None:
    """Return the offices whose load the person sees: a liaison's own; all of them for whoever oversees."""
    actor = signed_in(request)
    return permissions.desk_offices(actor) if permissions.can_open_desk(actor) else None

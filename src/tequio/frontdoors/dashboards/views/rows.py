"""The rows behind every figure, as a page and as files of exactly the same rows."""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.accountability.projects.models import Project
from tequio.foundation.web.downloads import csv_response
from tequio.frontdoors.dashboards import exports, queries
from tequio.frontdoors.dashboards.forms import FilterForm
from tequio.frontdoors.dashboards.types import CELL, Filters
from tequio.frontdoors.dashboards.views.sketches import month_name

PER_PAGE = 50


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """List the projects that a figure counts."""
    form = FilterForm(request.GET)
    filters = form.filters()
    page = Paginator(_projects(filters), PER_PAGE).get_page(request.GET.get("pagina"))
    values = {"form": form, "page": page, "tail": filters.query(), "said": said(filters)}
    return render(request, "dashboards/projects.html", values)


@require_safe
def projects_csv(request: HttpRequest) -> StreamingHttpResponse:
    found = exports.project_rows(_projects(FilterForm(request.GET).filters()))
    return csv_response("proyectos", exports.PROJECT_COLUMNS, found)


@require_safe
def projects_json(request: HttpRequest) -> HttpResponse:
    found = exports.project_rows(_projects(FilterForm(request.GET).filters()))
    return _json("proyectos", exports.PROJECT_COLUMNS, found)


@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """List the contracts that a figure counts."""
    form = FilterForm(request.GET)
    filters = form.filters()
    page = Paginator(queries.contract_rows(filters), PER_PAGE).get_page(request.GET.get("pagina"))
    values = {"form": form, "page": page, "tail": filters.query(), "said": said(filters)}
    return render(request, "dashboards/contracts.html", values)


@require_safe
def contracts_csv(request: HttpRequest) -> StreamingHttpResponse:
    found = exports.contract_rows(queries.contract_rows(FilterForm(request.GET).filters()))
    return csv_response("contratos", exports.CONTRACT_COLUMNS, found)


@require_safe
def contracts_json(request: HttpRequest) -> HttpResponse:
    found = exports.contract_rows(queries.contract_rows(FilterForm(request.GET).filters()))
    return _json("contratos", exports.CONTRACT_COLUMNS, found)


def said(filters: Filters) -> list[str]:
    """Say in words which figure the rows are of, beyond the boxes of the form."""
    told = []
    if filters.timing:
        told.append(str(exports.TIMINGS[filters.timing]))
    if filters.span:
        stretch = str(exports.SPANS[filters.span])
        told.append(
            stretch if filters.bucket is None else f"{stretch}: {exports.bucket_name(filters.bucket).lower()}"
        )
    if filters.month:
        told.append(_("Firmados en %(month)s") % {"month": month_name(filters.month)})
    if filters.category:
        told.append(_("Tema: %(name)s") % {"name": filters.category})
    for share, text in ((filters.built, _("Construido")), (filters.paid, _("Pagado"))):
        if share is not None:
            told.append(f"{text}: {share}–{share + CELL - 1} %")
    return told


def _projects(filters: Filters) -> QuerySet[Project]:
    return queries.projects(filters, today=timezone.localdate())


def _json(name: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> HttpResponse:
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    return HttpResponse(orjson.dumps({"total": len(found), name: found}), content_type="application/json")

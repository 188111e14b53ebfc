"""What anyone sees of the flags."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.accountability.alerts import exports, queries
from tequio.accountability.alerts.forms import FilterForm
from tequio.accountability.alerts.models import Answer, Flag
from tequio.accountability.alerts.types import BY_SLUG, GROUPS, MISSING, WORDS, Share, Words, explain
from tequio.accountability.contracting.models import Process
from tequio.accountability.projects.models import Project
from tequio.core.redflags import Code
from tequio.foundation.web.downloads import csv_response

PER_PAGE = 50
SUMMARY = (
    "alerta",
    "nombre",
    "encendidas",
    "sin alerta",
    "no se pudo calcular",
    "no aplica",
    "calculado, %",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One raised flag as pages draw it."""

    flag: Flag
    words: Words
    said: str
    answers: list[Answer]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    shares = queries.shares(form.filters())
    values = {
        "form": form,
        "tail": tail(request),
        "groups": [(title, [(WORDS[code], shares[code]) for code in codes]) for title, codes in GROUPS],
        "total": sum(share.raised for share in shares.values()),
        "computed": sum(share.computed for share in shares.values()),
        "applies": sum(share.applies for share in shares.values()),
    }
    return render(request, "alerts/index.html", values)


@require_safe
def index_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give how many each flag found and for how many it could be computed."""
    shares = queries.shares(FilterForm(request.GET).filters())
    return csv_response("alertas", SUMMARY, _summary(shares.values()))


@require_safe
def flag(request: HttpRequest, slug: str) -> HttpResponse:
    code, form = _code(slug), FilterForm(request.GET)
    filters = form.filters()
    page = Paginator(queries.listed(code, filters), PER_PAGE).get_page(request.GET.get("pagina"))
    values = {
        "form": form,
        "words": WORDS[code],
        "share": queries.shares(filters)[code],
        "missing": [(MISSING[why], count) for why, count in queries.missing(code, filters)],
        "page": page,
        "shown": [shown(one) for one in page],
        "tail": tail(request),
    }
    return render(request, "alerts/flag.html", values)


@require_safe
def flag_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Give exactly the rows of the list."""
    found = queries.listed(_code(slug), FilterForm(request.GET).filters())
    return csv_response(f"alerta-{slug}", exports.COLUMNS, (exports.row(one) for one in found))


@require_safe
def flag_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give exactly the rows of the list, with the figures each rests on."""
    found = queries.listed(_code(slug), FilterForm(request.GET).filters())
    rows = [
        dict(zip(exports.COLUMNS, exports.row(one), strict=True)) | {"cifras": one.evidence} for one in found
    ]
    return HttpResponse(orjson.dumps({"total": len(rows), "alertas": rows}), content_type="application/json")


def shown(one: Flag) -> Shown:
    """Return a flag with its words."""
    code = Code(one.code)
    return Shown(one, WORDS[code], explain(code, one.evidence), list(one.answers.all()))


def tail(request: HttpRequest) -> str:
    """Return the filters of the address, without the page, for links."""
    asked = request.GET.copy()
    asked.pop("pagina", None)
    return f"?{asked.urlencode()}" if asked else ""


def project_panel(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return the flags of a project and of its processes, for its public page."""
    del request
    return _panel(queries.of_project(project.pk))


def process_panel(request: HttpRequest, process: Process) -> dict[str, Any] | None:
    """Return the flags of a process, for its public page."""
    del request
    return _panel(queries.of_process(process.pk))


def _panel(found: list[Flag]) -> dict[str, Any] | None:
    return {"shown": [shown(one) for one in found]} if found else None


def _code(slug: str) -> Code:
    if slug not in BY_SLUG:
        raise Http404(_("No hay una alerta con ese nombre."))
    return BY_SLUG[slug]


def _summary(shares: Iterable[Share]) -> Iterator[tuple[Any, ...]]:
    for share in shares:
        counts = (share.raised, share.clear, share.unknown, share.outside, share.percent)
        yield (share.code.value, str(WORDS[share.code].title), *counts)

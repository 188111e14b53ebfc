"""The log for those who may read it: newest first, in words, with the state of its chain."""

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.foundation.audit import exports, queries
from tequio.foundation.web import access

READ = "read_audit"
_PER_PAGE = 50


@require_safe
@access.requires(READ)
def log(request: HttpRequest) -> HttpResponse:
    """Show what happened; with ``?comprobar``, walk the chain too."""
    kind = request.GET.get("tipo", "")
    page = Paginator(queries.events(kind=kind), _PER_PAGE).get_page(request.GET.get("pagina"))
    lines = [queries.line(event) for event in page]
    people = get_user_model()._default_manager.in_bulk({line.actor for line in lines if line.actor})  # noqa: SLF001 - the name Django gives to a model's own manager
    values = {
        "page": page,
        "lines": [(line, people.get(line.actor)) for line in lines],
        "kind": kind,
        "kinds": [(found, queries.label(found)) for found in queries.recorded_kinds()],
        "parked": queries.parked()[:20],
        "waiting": queries.waiting().count(),
        "chain": queries.verify() if "comprobar" in request.GET else None,
    }
    return render(request, "audit/log.html", values)


@require_safe
@access.requires(READ)
def log_csv(request: HttpRequest) -> HttpResponseBase:
    """Send the log as CSV, oldest first."""
    return exports.as_csv(queries.events(kind=request.GET.get("tipo", "")).order_by("position"))


@require_safe
@access.requires(READ)
def log_json(request: HttpRequest) -> HttpResponseBase:
    """Send the log as JSON, oldest first."""
    return exports.as_json(queries.events(kind=request.GET.get("tipo", "")).order_by("position"))

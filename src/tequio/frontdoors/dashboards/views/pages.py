"""The boards: projects being carried out, for everyone and for each office."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import can, offices, requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.downloads import csv_response
from tequio.frontdoors.dashboards import exports, queries
from tequio.frontdoors.dashboards.types import Group
from tequio.frontdoors.dashboards.views import drawing


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the projects being carried out, to everyone."""
    return _page(request, "dashboards/index.html", None, "dashboards:csv")


@require_safe
def download(request: HttpRequest, group: str) -> StreamingHttpResponse:
    """Give one cut of the public board as CSV."""
    return _csv(request, group, None)


@require_safe
@requires(Permission.SEE_DASHBOARDS)
def office(request: HttpRequest) -> HttpResponse:
    """Show the board of the person's offices."""
    return _page(request, "dashboards/office.html", _mine(request), "dashboards:office_csv")


@require_safe
@requires(Permission.SEE_DASHBOARDS)
def office_download(request: HttpRequest, group: str) -> StreamingHttpResponse:
    """Give one cut of the board of the person's offices as CSV."""
    return _csv(request, group, _mine(request))


def may_see(request: HttpRequest) -> bool:
    """Return whether the menu offers the boards."""
    return can(request.user, Permission.SEE_DASHBOARDS)


def _mine(request: HttpRequest) -> set[int] | None:
    return offices(request.user, Permission.SEE_DASHBOARDS)  # type: ignore[arg-type]  # signed in: see requires


def _page(request: HttpRequest, template: str, scope: set[int] | None, csv_name: str) -> HttpResponse:
    edition = request.GET.get("edicion", "")
    board = queries.board(queries.chosen(edition=edition, offices=scope))
    values = {
        "totals": board.totals,
        "sentence": drawing.sentence(board.totals),
        "charts": drawing.drawn(board, edition, csv_name),
        "editions": queries.editions(),
        "edition": edition,
    }
    return render(request, template, values)


def _csv(request: HttpRequest, group: str, scope: set[int] | None) -> StreamingHttpResponse:
    if group not in set(Group):
        raise Http404
    cut = Group(group)
    found = queries.chosen(edition=request.GET.get("edicion", ""), offices=scope)
    columns = (exports.NAMES[cut], *exports.COLUMNS)
    return csv_response(
        f"proyectos-por-{cut}", columns, exports.rows(drawing.labelled(queries.cut(found, cut)))
    )

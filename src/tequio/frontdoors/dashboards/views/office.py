"""The board of the person's own offices."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import can, offices, requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.frontdoors.dashboards.forms import FilterForm
from tequio.frontdoors.dashboards.views import pages


@require_safe
@requires(Permission.SEE_DASHBOARDS)
def board(request: HttpRequest) -> HttpResponse:
    """Show the board of the person's offices."""
    values = pages.board(FilterForm(request.GET, _mine(request)), "dashboards:office_csv")
    return render(request, "dashboards/office.html", values)


@require_safe
@requires(Permission.SEE_DASHBOARDS)
def download(request: HttpRequest, group: str) -> StreamingHttpResponse:
    """Give one figure of the board of the person's offices as CSV."""
    return pages.table(group, FilterForm(request.GET, _mine(request)).filters())


def may_see(request: HttpRequest) -> bool:
    """Return whether the menu offers the boards."""
    return can(request.user, Permission.SEE_DASHBOARDS)


def _mine(request: HttpRequest) -> set[int] | None:
    return offices(signed_in(request), Permission.SEE_DASHBOARDS)

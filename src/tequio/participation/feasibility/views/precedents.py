"""Precedents: why was something like this refused before."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.feasibility import permissions
from tequio.participation.feasibility.forms import PrecedentForm
from tequio.participation.feasibility.queries import precedents

PAGE = 20


@require_safe
@requires(Permission.USE_OFFICE)
def search(request: HttpRequest) -> HttpResponse:
    """Show the public opinions on what is alike, with their reasons."""
    if not permissions.can_open_desk(request.user):
        raise PermissionDenied(_("Su cuenta no dictamina propuestas."))
    years, categories = precedents.choices()
    form = PrecedentForm(request.GET, years=years, categories=categories)
    page = Paginator(precedents.search(form.filters()), PAGE).get_page(request.GET.get("pagina"))
    values = {
        "form": form,
        "page": page,
        "narrowed": any(v for k, v in request.GET.items() if k != "pagina"),
        "asked": urlencode([(k, v) for k, v in request.GET.items() if v and k != "pagina"]),
    }
    return render(request, "feasibility/precedents.html", values)

"""The catalogue of procedures, in the office."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.forms.catalogues import ProcedureForm
from tequio.accountability.contracting.models import ProcedureType
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError

_decide = requires(Permission.PUBLISH_DATA)
_NAMES = (
    "name", "method", "law", "requires_article", "requires_quotes", "own_work", "min_days", "valid_from",
    "valid_to",
)  # fmt: skip


@require_safe
@_decide
def listing(request: HttpRequest) -> HttpResponse:
    now, _other = queries.procedures_offered(timezone.localdate())
    in_force = {one.pk for one in now}
    kinds = [(one, one.pk in in_force) for one in queries.catalogue()]
    return render(request, "contracting/procedures.html", {"kinds": kinds})


@require_http_methods(["GET", "POST"])
@_decide
def add(request: HttpRequest) -> HttpResponse:
    return _keep(request, None)


@require_http_methods(["GET", "POST"])
@_decide
def change(request: HttpRequest, pk: int) -> HttpResponse:
    kind = ProcedureType.objects.filter(pk=pk).first()
    if kind is None:
        raise Http404(_("No existe ese tipo de procedimiento."))
    return _keep(request, kind)


def _keep(request: HttpRequest, kind: ProcedureType | None) -> HttpResponse:
    initial: dict[str, Any] = {name: getattr(kind, name) for name in _NAMES} if kind else {}
    form = ProcedureForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_procedure(
                procedure_id=kind.pk if kind else None, actor=request.user.pk, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Quedó en el catálogo."))
            return redirect("contracting:procedures")
    values = {"form": form, "kind": kind}
    return render(request, "contracting/procedure.html", values, status=422 if form.errors else 200)

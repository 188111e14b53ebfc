"""The desk of who answers: their flags, the answer in public, and the limits."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.accountability.alerts import permissions, queries, services
from tequio.accountability.alerts.forms import AnswerForm, LimitsForm
from tequio.accountability.alerts.views.public import PER_PAGE, shown
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError

_WRITES = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.USE_OFFICE)
def listing(request: HttpRequest) -> HttpResponse:
    """Show the flags that the person answers for, those without an answer first."""
    mine = permissions.answered_offices(request.user)
    page = Paginator(queries.answerable(mine), PER_PAGE).get_page(request.GET.get("pagina"))
    values = {
        "page": page,
        "shown": [(shown(one), one.__dict__["answered"]) for one in page],
        "waiting": queries.unanswered_count(mine),
        "sets_limits": permissions.can_set_limits(request.user),
    }
    return render(request, "alerts/office.html", values)


@require_http_methods(_WRITES)
@requires(Permission.USE_OFFICE)
def answer(request: HttpRequest, flag_id: int) -> HttpResponse:
    """Answer a flag in public."""
    flag = queries.find(flag_id)
    if flag is None:
        raise Http404(_("No hay una alerta con ese número."))
    if not permissions.can_answer(request.user, flag):
        raise PermissionDenied
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_flag(
                flag_id=flag.pk,
                text=form.cleaned_data["text"],
                at=timezone.now(),
                actor=signed_in(request).pk,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Su respuesta ya se ve junto a la alerta."))
            return redirect("alerts:office")
    values = {"one": shown(flag), "form": form, "raised": flag.raised_at is not None}
    return render(request, "alerts/answer.html", values, status=422 if form.errors else 200)


@require_http_methods(_WRITES)
@requires(Permission.MANAGE_PROJECTS)
def limits(request: HttpRequest) -> HttpResponse:
    """Move the limits from which on something is flagged."""
    if not permissions.can_set_limits(request.user):
        raise PermissionDenied
    form = LimitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change_limits(values=form.cleaned_data, actor=signed_in(request).pk)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said(changed))
            return redirect("alerts:limits")
    return render(request, "alerts/limits.html", {"form": form}, status=422 if form.errors else 200)


def _said(changed: int) -> str:
    if not changed:
        return _("Nada cambió.")
    return ngettext(
        "Cambió %(n)s límite. Las alertas se calculan de nuevo en unos minutos.",
        "Cambiaron %(n)s límites. Las alertas se calculan de nuevo en unos minutos.",
        changed,
    ) % {"n": changed}

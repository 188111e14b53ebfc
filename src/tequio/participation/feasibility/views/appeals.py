"""The office's side of appeals: those that wait, who answers each, and the answer."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.feasibility import permissions, queries, services
from tequio.participation.feasibility.forms import AppealOfficeForm, RulingForm
from tequio.participation.feasibility.models import Appeal
from tequio.participation.feasibility.types import deadline

if TYPE_CHECKING:
    from tequio.foundation.accounts.models import User

PAGE = 50


@require_safe
@requires(Permission.USE_OFFICE)
def listing(request: HttpRequest) -> HttpResponse:
    """List the appeals that the person's offices answer; ``?contestadas=1`` those already answered."""
    if not permissions.can_open_desk(request.user):
        raise PermissionDenied(_("Su cuenta no dictamina propuestas."))
    offices = permissions.desk_offices(cast("User", request.user))
    answered = bool(request.GET.get("contestadas"))
    found = queries.appeals(offices=offices, pending=not answered)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    today = timezone.localdate()
    values = {
        "page": page,
        "rows": [(appeal, deadline(appeal.due, today)) for appeal in page.object_list],
        "answered": answered,
    }
    return render(request, "feasibility/appeals.html", values)


@requires(Permission.USE_OFFICE)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the opinion beside the appeal and the form of its answer."""
    appeal = _readable(request, pk)
    form = RulingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not permissions.can_answer_appeal(request.user, appeal):
            raise PermissionDenied(_("Esta inconformidad la contesta otra área."))
        if form.is_valid() and _answered(request, appeal, form):
            return redirect("feasibility:appeals")
    values = {
        "appeal": appeal,
        "review": appeal.review,
        "proposal": appeal.review.proposal,
        "form": form,
        "writable": permissions.can_answer_appeal(request.user, appeal) and not appeal.ruling,
        "deadline": deadline(appeal.due, timezone.localdate()),
        "office_form": AppealOfficeForm(initial={"office": appeal.office_id})
        if permissions.can_assign(request.user) and not appeal.ruling
        else None,
        "changeable": queries.may_change(appeal.review.proposal, timezone.now()),
    }
    return render(request, "feasibility/appeal_office.html", values, status=422 if form.is_bound else 200)


def _answered(request: HttpRequest, appeal: Appeal, form: RulingForm) -> bool:
    try:
        services.answer_appeal(appeal=appeal, at=timezone.now(), actor=request.user.pk, **form.cleaned_data)
    except (services.CostOverCap, services.AppealIncomplete) as error:
        form.add_error("cost_centavos", str(error))
        return False
    messages.success(request, _("Respuesta publicada junto a la propuesta."))
    return True


@require_POST
@requires(Permission.ASSIGN_REVIEWS)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide who answers an appeal."""
    appeal = _readable(request, pk)
    form = AppealOfficeForm(request.POST)
    if form.is_valid():
        services.assign_appeal(appeal=appeal, actor=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Quedó decidido quién contesta. La fecha límite no cambia."))
    return redirect("feasibility:appeal", pk)


def _readable(request: HttpRequest, pk: int) -> Appeal:
    appeal = queries.find_appeal(pk)
    if appeal is None:
        raise Http404
    if not permissions.can_read_appeal(request.user, appeal):
        raise PermissionDenied(_("Esta inconformidad la contesta otra área."))
    return appeal

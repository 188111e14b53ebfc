"""Moderation: the least that keeps the house in order."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.forms import HideForm
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.views.explorer import card

PAGE = 25


@require_safe
@requires(Permission.MODERATE_PROPOSALS)
def listing(request: HttpRequest) -> HttpResponse:
    """List what was handed in, newest first; ``?ocultas=1`` only what is hidden."""
    now = timezone.now()
    hidden = True if request.GET.get("ocultas") else None
    page = Paginator(queries.moderation(hidden=hidden), PAGE).get_page(request.GET.get("pagina"))
    values = {"page": page, "cards": [card(p, now) for p in page.object_list], "hidden": hidden}
    return render(request, "proposals/office/list.html", values)


@requires(Permission.MODERATE_PROPOSALS)
def hide(request: HttpRequest, folio: str) -> HttpResponse:
    """Take a proposal out of the public pages, with a reason."""
    proposal = _handed_in(folio)
    form = HideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.hide(proposal=proposal, at=timezone.now(), actor=request.user.pk, **form.cleaned_data)
        messages.success(request, _("La propuesta ya no se ve en público. Quien la hizo puede leer el motivo."))
        return redirect("proposals:moderation")
    status = 422 if form.is_bound else 200
    return render(request, "proposals/office/hide.html", {"proposal": proposal, "form": form}, status=status)


@require_POST
@requires(Permission.MODERATE_PROPOSALS)
def show(request: HttpRequest, folio: str) -> HttpResponse:
    """Put a hidden proposal back."""
    services.show(proposal=_handed_in(folio), at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("La propuesta es pública otra vez."))
    return redirect("proposals:moderation")


def _handed_in(folio: str) -> Proposal:
    proposal = queries.any_by_folio(folio)
    if proposal is None:
        raise Http404
    return proposal

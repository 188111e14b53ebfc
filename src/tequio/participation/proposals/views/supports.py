"""Supporting proposals, and what a person supports."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.views.detail import seen
from tequio.participation.proposals.views.explorer import card

MOST = 200  # more than any edition lets one person support


@require_POST
@requires(Permission.PROPOSE)
def give(request: HttpRequest, folio: str) -> HttpResponse:
    """Support a proposal."""
    proposal, person = seen(request, folio), signed_in(request)
    services.support(proposal=proposal, person=person, at=timezone.now())
    left = queries.allowance(proposal.edition, person).left
    messages.success(
        request,
        _("Contamos su apoyo.") if left is None else _("Contamos su apoyo. Le quedan %s.") % left,
    )
    return redirect("proposals:detail", proposal.folio)


@require_POST
@requires(Permission.PROPOSE)
def take_back(request: HttpRequest, folio: str) -> HttpResponse:
    """Take a support back."""
    proposal = seen(request, folio)
    services.take_back_support(proposal=proposal, person=signed_in(request), at=timezone.now())
    messages.success(request, _("Quitamos su apoyo a %(folio)s.") % {"folio": proposal.folio})
    if request.POST.get("desde") == "lista":
        return redirect("proposals:my_supports")
    return redirect("proposals:detail", proposal.folio)


@require_safe
@requires(Permission.PROPOSE)
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the person supports, and how many supports are left."""
    person, now = signed_in(request), timezone.now()
    found = list(queries.supported_by(person)[:MOST])
    held = {p.edition_id: p.edition for p in found}
    open_now = {pk: edition for pk, edition in held.items() if queries.supports_open(edition, now)}
    values = {
        "cards": [card(p, now) for p in found],
        "open": set(open_now),
        "allowances": [(e, queries.allowance(e, person)) for e in open_now.values()],
    }
    return render(request, "proposals/my_supports.html", values)

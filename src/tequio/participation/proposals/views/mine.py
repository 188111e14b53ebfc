"""A person's own proposals: the receipt, the list, and taking one back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals import permissions, queries, services
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.views.explorer import card
from tequio.participation.proposals.views.wizard import person


@require_safe
@requires(Permission.PROPOSE)
def listing(request: HttpRequest) -> HttpResponse:
    """Show everything that the person proposed or signs, with what waits for their answer."""
    author, now = person(request), timezone.now()
    mine = list(queries.of_author(author))
    values = {
        "cards": [card(p, now) for p in mine],
        "proposals": mine,
        "signed": [card(p, now) for p in queries.coauthored_by(author)],
        "mergers": queries.mergers_for(author),
        "requests": queries.requests_for(author),
    }
    return render(request, "proposals/mine.html", values)


@require_safe
@requires(Permission.PROPOSE)
def receipt(request: HttpRequest, folio: str) -> HttpResponse:
    """Show the folio, and what happens next and when."""
    proposal = _own(request, folio)
    phases = {p.kind: p for p in editions.phases(proposal.edition)}
    values = {
        "proposal": proposal,
        "registration": phases.get(PhaseKind.REGISTRATION),
        "feasibility": phases.get(PhaseKind.FEASIBILITY),
        "voting": phases.get(PhaseKind.VOTING),
    }
    return render(request, "proposals/receipt.html", values)


@requires(Permission.PROPOSE)
def withdraw(request: HttpRequest, folio: str) -> HttpResponse:
    """Ask once, then take the proposal back."""
    proposal = _own(request, folio)
    if request.method == "POST":
        services.withdraw(proposal=proposal, at=timezone.now(), actor=request.user.pk)
        messages.success(request, _("Su propuesta quedó retirada. El folio %s ya no se usa.") % proposal.folio)
        return redirect("proposals:mine")
    return render(request, "proposals/withdraw.html", {"proposal": proposal})


def _own(request: HttpRequest, folio: str) -> Proposal:
    proposal = queries.any_by_folio(folio)
    if proposal is None or not permissions.owns(request.user, proposal):
        raise Http404
    return proposal

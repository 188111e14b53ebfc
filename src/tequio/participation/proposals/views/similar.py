"""What already exists that looks like what is being written."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.views.detail import seen
from tequio.participation.proposals.views.explorer import card
from tequio.participation.proposals.views.wizard import own_draft


@require_safe
@requires(Permission.PROPOSE)
def similar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what looks like the draft: a page of its own, or a fragment with the words that are being typed."""
    proposal, now = own_draft(request, slug, pk), timezone.now()
    title = request.GET.get("title", proposal.title)
    problem = request.GET.get("problem", proposal.problem)
    found = alike(proposal, title=title, problem=problem)
    values: dict[str, Any] = {
        "proposal": proposal,
        "edition": proposal.edition,
        "cards": [card(p, now) for p in found],
        "open": queries.supports_open(proposal.edition, now),
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "proposals/similar_list.html" if fragment else "proposals/similar.html", values)


def alike(proposal: Proposal, *, title: str, problem: str) -> list[Proposal]:
    """Return what looks like a draft with these words."""
    return queries.similar(
        proposal.edition, title=title, problem=problem, site=proposal.site_id, besides=proposal.pk
    )


@require_POST
@requires(Permission.PROPOSE)
def join(request: HttpRequest, folio: str) -> HttpResponse:
    """Ask the author of a proposal to sign it too."""
    proposal = seen(request, folio)
    services.ask_to_join(proposal=proposal, person=signed_in(request), at=timezone.now())
    messages.success(
        request, _("Se lo pedimos a quien hizo la propuesta. Cuando acepte, su nombre saldrá junto al suyo.")
    )
    return redirect("proposals:detail", proposal.folio)


@require_POST
@requires(Permission.PROPOSE)
def leave(request: HttpRequest, folio: str) -> HttpResponse:
    """Stop signing a proposal, or take the request back."""
    proposal, person = seen(request, folio), signed_in(request)
    place = queries.place_of(person, proposal)
    if place:
        services.end_coauthorship(coauthor=place, at=timezone.now(), actor=person.pk)
        messages.success(request, _("Su nombre ya no está en esta propuesta."))
    return redirect("proposals:detail", proposal.folio)

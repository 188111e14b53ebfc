"""One proposal: its page, its history, and the card that travels when it is shared."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.editions import queries as editions
from tequio.participation.editions.services import asks_nothing
from tequio.participation.editions.types import Action, PhaseKind
from tequio.participation.proposals import exports, permissions, queries, services
from tequio.participation.proposals.forms import HideVersionForm
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState
from tequio.participation.proposals.views.explorer import TONES

CARD_SECONDS = 24 * 60 * 60


@require_safe
def detail(request: HttpRequest, folio: str) -> HttpResponse:
    """Show one proposal with its thread, and the panels of what became of it."""
    proposal, now = seen(request, folio), timezone.now()
    mine = permissions.owns(request.user, proposal)
    registering = editions.is_open(proposal.edition, PhaseKind.REGISTRATION, now)
    in_review = proposal.hidden_at is None and proposal.state == ProposalState.SUBMITTED
    values = {
        "proposal": proposal,
        "state": queries.state_words(proposal, now),
        "tone": TONES[proposal.state],
        "knots": queries.knots(proposal, now),
        "mine": mine,
        "editable": mine and in_review and registering,
        "joinable": not mine and in_review and registering,
        "place": queries.place_of(request.user, proposal) if isinstance(request.user, User) else None,
        "coauthors": queries.coauthors(proposal),
        "mergers": queries.mergers_of(proposal),
        "can_moderate": permissions.can_moderate(request.user),
        "share": _share(proposal),
        **_supports(request, proposal),
    }
    return render(request, "proposals/detail.html", values)


def _supports(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    """Return what the page says of supports; nothing where the edition gathers none."""
    phase = queries.support_phase(proposal.edition)
    if phase is None or proposal.state == ProposalState.WITHDRAWN:
        return {}
    now = timezone.now()
    person = request.user if isinstance(request.user, User) else None
    is_open = phase.moment(now) == "open" and proposal.state == ProposalState.SUBMITTED
    return {
        "support": {
            "phase": phase,
            "count": queries.supports(proposal),
            "standing": queries.standing(proposal, now),
            "open": is_open and proposal.hidden_at is None,
            "given": bool(person and queries.supported(person, [proposal])),
            "nameless": is_open and not person and asks_nothing(proposal.edition.slug, Action.SUPPORT),
            "allowance": queries.allowance(proposal.edition, person) if person else None,
        }
    }


def _share(proposal: Proposal) -> dict[str, str]:
    """Return the address of a public proposal and the ways of sending it; nothing of one that is not public."""
    if proposal.hidden_at or proposal.state == ProposalState.WITHDRAWN:
        return {}
    url = settings.PUBLIC_URL + reverse("proposals:detail", args=[proposal.folio])
    text = _("Mire esta propuesta: %(title)s") % {"title": proposal.title}
    return {
        "url": url,
        "image": settings.PUBLIC_URL + reverse("proposals:card_image", args=[proposal.folio]),
        "whatsapp": f"https://wa.me/?text={quote(f'{text} {url}')}",
    }


@require_safe
def history(request: HttpRequest, folio: str) -> HttpResponse:
    """Show what the proposal said before, and what changed each time."""
    proposal = seen(request, folio)
    before = request.GET.get("antes", "")
    entries = queries.history(proposal, before=int(before) if before.isdecimal() and len(before) < 9 else None)  # noqa: PLR2004 - what fits the column
    values = {
        "proposal": proposal,
        "entries": entries,
        "older": entries[-1].number if entries and entries[-1].number > 1 else None,
        "can_moderate": permissions.can_moderate(request.user),
    }
    return render(request, "proposals/history.html", values)


@requires(Permission.MODERATE_PROPOSALS)
def hide_version(request: HttpRequest, folio: str, number: int) -> HttpResponse:
    """Hide what one version said, with a reason."""
    proposal = queries.any_by_folio(folio)
    version = proposal.versions.filter(number=number).first() if proposal else None
    if version is None:
        raise Http404
    form = HideVersionForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_bound and form.is_valid():
        services.hide_version(version=version, actor=request.user.pk, **form.cleaned_data)
        return redirect("proposals:history", version.proposal.folio)
    values = {"proposal": proposal, "version": version, "form": form}
    return render(request, "proposals/office/hide_version.html", values, status=422 if form.is_bound else 200)


@require_safe
def card_image(request: HttpRequest, folio: str) -> HttpResponse:
    """Give the picture that goes with a shared proposal. Public proposals only."""
    del request
    proposal = queries.by_folio(folio)
    if proposal is None:
        raise Http404
    response = HttpResponse(exports.card_image(proposal), content_type="image/jpeg")
    response["Cache-Control"] = f"public, max-age={CARD_SECONDS}"
    return response


def seen(request: HttpRequest, folio: str) -> Proposal:
    """Return the proposal if this person may read it; else it does not exist."""
    proposal = queries.any_by_folio(folio)
    if proposal is None or not permissions.can_see(request.user, proposal):
        raise Http404
    return proposal

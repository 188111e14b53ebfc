"""A person's own voices and votes in every forum, and taking a voice back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.permissions import voices as may
from tequio.participation.forums.queries import voices, votes
from tequio.participation.forums.services import contributing
from tequio.participation.forums.types import ContributionState
from tequio.participation.forums.views.explorer import card

MOST = 200


@require_safe
@requires(Permission.PROPOSE)
def listing(request: HttpRequest) -> HttpResponse:
    """Show everything that the person said in forums, with the drafts, and what they voted for."""
    person = signed_in(request)
    mine = list(voices.of_person(person)[:MOST])
    values = {
        "drafts": [voice for voice in mine if voice.state == ContributionState.DRAFT],
        "cards": [card(voice) for voice in mine if voice.state != ContributionState.DRAFT],
        "voted": [card(voice) for voice in votes.voted_by(person)[:MOST]],
    }
    return render(request, "forums/voices/mine.html", values)


@requires(Permission.PROPOSE)
def withdraw(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Ask once, then take the voice back."""
    voice = voices.by_folio(slug, folio)
    if voice is None or not may.owns(request.user, voice):
        raise Http404
    if request.method == "POST":
        contributing.withdraw(voice=voice, at=timezone.now(), actor=signed_in(request).pk)
        messages.success(request, _("Su aportación quedó retirada. El folio %s ya no se usa.") % voice.folio)
        return redirect("forums:voices", slug)
    return render(request, "forums/voices/withdraw.html", {"voice": voice, "forum": voice.forum})

"""Hiding a voice from its own page, with the rule and the reason, and showing it again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.forms.voices import HideForm
from tequio.participation.forums.models import Contribution
from tequio.participation.forums.queries import voices
from tequio.participation.forums.services import moderation


@requires(Permission.MODERATE_PROPOSALS)
def hide(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Take a voice out of the public pages, with a rule and a reason."""
    voice = _handed_in(slug, folio)
    form = HideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        moderation.hide(voice=voice, at=timezone.now(), actor=request.user.pk, **form.cleaned_data)
        messages.success(
            request, _("La aportación ya no se ve en público. Quien la hizo puede leer el motivo.")
        )
        return redirect("forums:voice", slug, voice.folio)
    values = {"voice": voice, "forum": voice.forum, "form": form}
    return render(request, "forums/voices/hide.html", values, status=422 if form.errors else 200)


@require_POST
@requires(Permission.MODERATE_PROPOSALS)
def show(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Put a hidden voice back."""
    voice = _handed_in(slug, folio)
    moderation.show(voice=voice, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("La aportación es pública otra vez."))
    return redirect("forums:voice", slug, voice.folio)


def _handed_in(slug: str, folio: str) -> Contribution:
    voice = voices.by_folio(slug, folio)
    if voice is None:
        raise Http404
    return voice

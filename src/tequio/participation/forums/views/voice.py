"""One voice: its page, its history, voting for it and taking the vote back, and saying once about oneself."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.forms.about import AboutForm
from tequio.participation.forums.models import Contribution
from tequio.participation.forums.permissions import voices as may
from tequio.participation.forums.queries import exercise, voices, votes
from tequio.participation.forums.services import participants, voting
from tequio.participation.forums.services.access import asks_nothing
from tequio.participation.forums.services.whole import question_field
from tequio.participation.forums.types import Action, Channel, ContributionState, PhaseKind
from tequio.participation.forums.views.contribute import taking_part
from tequio.participation.forums.views.limits import demand_calm

_LABELS = {
    "pillar": gettext_lazy("Tema"),
    "theme": gettext_lazy("Clase de problema"),
    "problem": gettext_lazy("El problema"),
    "title": gettext_lazy("Lo que se propone"),
    "idea": gettext_lazy("Más detalle"),
    "site": gettext_lazy("Colonia"),
    "place": gettext_lazy("Lugar"),
    "point": gettext_lazy("Punto en el mapa"),
    "vision": gettext_lazy("Cómo debería ser"),
    "first_step": gettext_lazy("El primer paso"),
}


@require_safe
def detail(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Show one voice: what it says, where it comes from and what became of it."""
    voice, now = seen(request, slug, folio), timezone.now()
    standing = voice.state == ContributionState.SUBMITTED and voice.hidden_at is None
    mine = may.owns(request.user, voice)
    opened = exercise.is_open(voice.forum, PhaseKind.CONTRIBUTING, now)
    voting_open = exercise.is_open(voice.forum, PhaseKind.VOTING, now)
    own = mine and standing and voice.channel != Channel.CARRIED
    values = {
        "voice": voice,
        "forum": voice.forum,
        "photo": next((photo.file for photo in voice.photos.all()), None),
        "answers": voices.answered(voice),
        "merged": list(voices.merged_into(voice)),
        "changed": voice.versions.exists(),
        "mine": mine,
        "editable": own and opened,
        "withdrawable": own and (opened or voting_open),
        "can_moderate": may.can_moderate(request.user),
        "share": _share(voice),
        "vote": _vote(request, voice, is_open=standing and voting_open, mine=mine),
    }
    return render(request, "forums/voices/voice.html", values)


def _vote(request: HttpRequest, voice: Contribution, *, is_open: bool, mine: bool) -> dict[str, Any]:
    person = request.user if isinstance(request.user, User) else None
    return {
        "phase": exercise.phase(voice.forum, PhaseKind.VOTING),
        "open": is_open,
        "mine": mine,
        "given": bool(is_open and person and votes.voted(person, [voice])),
        "nameless": is_open and not person and asks_nothing(voice.forum.slug, Action.VOTE),
        "allowance": votes.allowance(voice.forum, person) if is_open and person else None,
    }


def _share(voice: Contribution) -> dict[str, str]:
    """Return the address of a public voice and the ways of sending it; nothing of one that is not public."""
    if not may.is_public(voice):
        return {}
    url = settings.PUBLIC_URL + reverse("forums:voice", args=[voice.forum.slug, voice.folio])
    text = _("Mire esta aportación: %(title)s") % {"title": voice.title}
    return {"url": url, "whatsapp": f"https://wa.me/?text={quote(f'{text} {url}')}"}


@require_safe
def history(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Show what the voice said before, and what changed each time."""
    voice = seen(request, slug, folio)
    labels: dict[str, Any] = dict(_LABELS)
    labels |= {question_field(q.code): q.label for q in voice.forum.questions.all()}
    entries = [
        {"entry": entry, "changes": [(labels.get(c.field, c.field), c) for c in entry.changes]}
        for entry in voices.history(voice)
    ]
    return render(
        request, "forums/voices/history.html", {"voice": voice, "forum": voice.forum, "entries": entries}
    )


@require_POST
@requires(Permission.PROPOSE)
def give(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Vote for a voice; who has not been asked about themselves is asked then, once."""
    voice, person = seen(request, slug, folio), signed_in(request)
    demand_calm(request, "vote")
    voting.vote(voice=voice, person=person, at=timezone.now())
    left = votes.allowance(voice.forum, person).left
    messages.success(
        request, _("Contamos su voto.") if left is None else _("Contamos su voto. Le quedan %s.") % left
    )
    if not voices.was_asked(person, voice.forum):
        return redirect(f"{reverse('forums:about_me', args=[slug])}?voz={voice.folio}")
    return redirect("forums:voice", slug, voice.folio)


@require_POST
@requires(Permission.PROPOSE)
def take_back(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Take a vote back."""
    voice = seen(request, slug, folio)
    voting.take_back_vote(voice=voice, person=signed_in(request), at=timezone.now())
    messages.success(request, _("Quitamos su voto a %(folio)s.") % {"folio": voice.folio})
    return redirect("forums:voice", slug, voice.folio)


@requires(Permission.PROPOSE)
def about_me(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask somebody who voted about themselves, once; all of it may be left out."""
    forum, person = taking_part(slug), signed_in(request)
    folio = voices.typed(request.GET.get("voz", ""))
    back = voices.by_folio(slug, folio) if folio else None
    after = ("forums:voice", slug, back.folio) if back and may.is_public(back) else ("forums:voices", slug)
    if voices.was_asked(person, forum):
        return redirect(*after)
    form = AboutForm(request.POST if request.method == "POST" else None, forum=forum)
    if form.is_bound and form.is_valid():
        participants.say_about(forum=forum, person=person, about=form.about(), at=timezone.now())
        messages.success(request, _("Gracias. Ya no se lo volveremos a preguntar en este foro."))
        return redirect(*after)
    return render(
        request,
        "forums/voices/about.html",
        {"forum": forum, "form": form},
        status=422 if form.errors else 200,
    )


def seen(request: HttpRequest, slug: str, folio: str) -> Contribution:
    """Return the voice if this person may read it; else it does not exist."""
    voice = voices.by_folio(slug, folio)
    if voice is None or not may.can_see(request.user, voice):
        raise Http404
    return voice

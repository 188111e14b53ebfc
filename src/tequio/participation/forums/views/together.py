"""The whole voice on one page: for who is in a hurry, and for changing what was said."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.forms.about import AboutForm
from tequio.participation.forums.forms.voice import VoiceForm
from tequio.participation.forums.models import Forum
from tequio.participation.forums.permissions import voices as may
from tequio.participation.forums.queries import exercise, voices
from tequio.participation.forums.services import contributing
from tequio.participation.forums.services.access import asks_nothing
from tequio.participation.forums.services.errors import PhaseClosed
from tequio.participation.forums.services.pace import demand_human_time
from tequio.participation.forums.services.refusals import TooFast
from tequio.participation.forums.types import Action, PhaseKind
from tequio.participation.forums.views.contribute import map_of, taking_part
from tequio.participation.forums.views.limits import TRAP, demand_calm, demand_person

SINCE = "desde"  # when the page was asked for, signed
_SALT = "forums.voice"
_DAY = timedelta(days=1)


def contribute_all(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ask everything on one page. Who has not signed in reads it and is asked when they send it."""
    if request.method == "POST":
        return _hand_in(request, slug)
    forum = taking_part(slug)
    asked = request.user.is_authenticated and voices.was_asked(signed_in(request), forum)
    form, about = VoiceForm(forum=forum), None if asked else AboutForm(forum=forum)
    return _page(request, forum, form, about)


@requires(Permission.PROPOSE)
def _hand_in(request: HttpRequest, slug: str) -> HttpResponse:
    person, forum, now = signed_in(request), taking_part(slug), timezone.now()
    form = VoiceForm(request.POST, forum=forum)
    asked = voices.was_asked(person, forum)
    about = None if asked else AboutForm(request.POST, forum=forum)
    if form.is_valid() and (about is None or about.is_valid()):
        try:
            demand_person(request)
            demand_human_time(_since(request.POST.get(SINCE, ""), now), now)
            demand_calm(request, "contribute")
            done = contributing.contribute(
                forum=forum, person=person, said=form.said(), about=about.about() if about else None, at=now
            )
        except PhaseClosed:
            raise
        except DomainError as error:
            if error.status == 403:  # noqa: PLR2004 - the identity middleware takes them where it can be shown
                raise
            form.add_error(None, str(error))
        else:
            return redirect("forums:receipt", slug, done.folio)
    return _page(request, forum, form, about, status=422)


def _page(
    request: HttpRequest, forum: Forum, form: VoiceForm, about: AboutForm | None, status: int = 200
) -> HttpResponse:
    values: dict[str, Any] = {
        "forum": forum,
        "open": exercise.is_open(forum, PhaseKind.CONTRIBUTING, timezone.now()),
        "form": form,
        "about": about,
        "map": map_of(forum) if "lat" in form.fields else None,
        "since": stamp(timezone.now()),
        "trap": TRAP,
        "nameless": not request.user.is_authenticated and asks_nothing(forum.slug, Action.CONTRIBUTE),
    }
    return render(request, "forums/voices/together.html", values, status=status)


@requires(Permission.PROPOSE)
def edit(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Change one's own voice while contributions are open. What it said before stays readable."""
    voice = voices.by_folio(slug, folio)
    if voice is None or not may.owns(request.user, voice):
        raise Http404
    form = VoiceForm(request.POST if request.method == "POST" else None, forum=voice.forum, voice=voice)
    if form.is_bound and form.is_valid():
        try:
            contributing.edit(voice=voice, said=form.said(), at=timezone.now(), actor=signed_in(request).pk)
        except PhaseClosed:
            raise
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("forums:voice", slug, voice.folio)
    values = {
        "forum": voice.forum,
        "voice": voice,
        "form": form,
        "map": map_of(voice.forum) if "lat" in form.fields else None,
    }
    return render(request, "forums/voices/edit.html", values, status=422 if form.errors else 200)


def stamp(at: datetime) -> str:
    """Return an instant as signed text for a page."""
    return signing.dumps(int(at.timestamp()), salt=_SALT)


def _since(text: str, now: datetime) -> datetime:
    """Return when the page was asked for.

    Raises:
        TooFast: if it was not asked for here, or a day ago.
    """
    try:
        since = datetime.fromtimestamp(signing.loads(text, salt=_SALT), tz=UTC)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise TooFast(_("Esta página ya no sirve. Envíela otra vez: lo que escribió sigue aquí.")) from error
    if now - since > _DAY:
        raise TooFast(
            _("Esta página estuvo abierta más de un día. Envíela otra vez: lo que escribió sigue aquí.")
        )
    return since

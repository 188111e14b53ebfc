"""Saying something: one question per page, kept at every step, checked at the end."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web import maps
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.forms.about import AboutForm, from_kept
from tequio.participation.forums.forms.voice import PLACE, VoiceForm
from tequio.participation.forums.forms.voices import PhotoForm
from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.queries import exercise, explorer, voices
from tequio.participation.forums.services import contributing, photos
from tequio.participation.forums.services.access import asks_nothing
from tequio.participation.forums.services.errors import PhaseClosed
from tequio.participation.forums.services.whole import ABOUT, problems, question_field
from tequio.participation.forums.types import Action, PhaseKind
from tequio.participation.forums.views.limits import TRAP, demand_calm, demand_person

CHECK, PHOTO, ME = "revisar", "foto", "usted"
HEADINGS = {
    "pilar": _("Elija un tema"),
    "tema": _("Dentro de ese tema"),
    "idea": _("¿Qué pasa y qué propone?"),
    "lugar": _("¿De qué lugar habla?"),
    PHOTO: _("¿Tiene una foto?"),
    "futuro": _("Mire hacia adelante"),
    "preguntas": _("Unas preguntas más"),
    ME: _("Sobre usted"),
}
FIELDS: dict[str, tuple[str, ...]] = {
    "pilar": ("pillar",),
    "tema": ("theme",),
    "idea": ("problem", "title", "idea"),
    "lugar": PLACE,
    "futuro": ("vision", "first_step"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Where a page stands among the others."""

    number: int
    total: int
    previous: str
    following: str


def start(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say what will be asked; who takes part starts, or goes on with the draft of before."""
    forum = taking_part(slug)
    if request.method == "POST":
        return _begin(request, slug)
    person = request.user
    values = {
        "forum": forum,
        "open": exercise.is_open(forum, PhaseKind.CONTRIBUTING, timezone.now()),
        "phase": exercise.phase(forum, PhaseKind.CONTRIBUTING),
        "draft": voices.own_draft(signed_in(request), forum) if person.is_authenticated else None,
        "nameless": not person.is_authenticated and asks_nothing(slug, Action.CONTRIBUTE),
    }
    return render(request, "forums/voices/start.html", values)


@requires(Permission.PROPOSE)
def _begin(request: HttpRequest, slug: str) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    draft = contributing.start_draft(forum=taking_part(slug), person=person, at=now)
    pillar = request.POST.get("pilar", "")
    chosen = draft.forum.pillars.filter(code=pillar).first() if pillar else None
    if chosen is not None and draft.pillar_id is None:
        draft = contributing.save_draft(draft=draft, said={"pillar": chosen}, at=now)
        return redirect("forums:step", slug, _way(request, draft, "pilar").following)
    return redirect("forums:step", slug, "pilar")


@requires(Permission.PROPOSE)
def step(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Ask one question and keep its answer."""
    draft = own_draft(request, slug)
    way = _way(request, draft, name)
    sent = request.POST if request.method == "POST" else None
    form = _form(name, draft, sent, request.FILES if sent is not None else None)
    status = 200
    if sent is not None:
        if form.is_valid() and _saved(draft, name, form):
            return redirect(_after(request, slug, way))
        status = 422
    values = {
        "forum": draft.forum,
        "draft": draft,
        "form": form,
        "name": name,
        "heading": HEADINGS[name],
        "way": way,
        "map": map_of(draft.forum) if name == "lugar" else None,
        "photo": next((photo.file for photo in draft.photos.all()), None) if name == PHOTO else None,
        "checking": CHECK in request.GET,
    }
    return render(request, "forums/voices/step.html", values, status=status)


@require_safe
@requires(Permission.PROPOSE)
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every answer, with what is missing, before handing it in."""
    return _checked(request, own_draft(request, slug))


@require_POST
@requires(Permission.PROPOSE)
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand the draft in and show its folio; if something is missing, say what and keep everything."""
    person, forum = signed_in(request), taking_part(slug)
    draft = voices.own_draft(person, forum)
    if draft is None:
        raise Http404
    try:
        demand_person(request)
        demand_calm(request, "contribute")
        about = from_kept(draft.answers.get(ABOUT))
        done = contributing.contribute(
            forum=forum, person=person, said={}, about=about, draft=draft, at=timezone.now()
        )
    except PhaseClosed:
        raise
    except DomainError as error:
        if error.status == 403:  # noqa: PLR2004 - the identity middleware, or the page that says why, takes over
            raise
        messages.error(request, str(error))
        return _checked(request, draft, status=error.status)
    return redirect("forums:receipt", slug, done.folio)


@require_POST
@requires(Permission.PROPOSE)
def remove_photo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the photo of the draft away."""
    photos.remove_photos(voice=own_draft(request, slug))
    return redirect("forums:step", slug, PHOTO)


@require_safe
@requires(Permission.PROPOSE)
def receipt(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Show the folio, and what happens next and when."""
    voice = voices.by_folio(slug, folio)
    if voice is None or voice.author_id != signed_in(request).pk:
        raise Http404
    now = timezone.now()
    values = {
        "forum": voice.forum,
        "voice": voice,
        "again": exercise.is_open(voice.forum, PhaseKind.CONTRIBUTING, now),
        "voting": exercise.is_open(voice.forum, PhaseKind.VOTING, now),
        "back": exercise.phase(voice.forum, PhaseKind.RETURN),
    }
    return render(request, "forums/voices/receipt.html", values)


def taking_part(slug: str) -> Forum:
    """Return the exercise that anyone may see, with what acts in it are checked by; others do not exist."""
    forum = voices.taking_part(slug)
    if forum is None:
        raise Http404
    return forum


def own_draft(request: HttpRequest, slug: str) -> Contribution:
    """Return the person's unfinished draft in the exercise; without one, nothing exists."""
    draft = voices.own_draft(signed_in(request), taking_part(slug))
    if draft is None:
        raise Http404
    return draft


def map_of(forum: Forum) -> maps.MapFigure | None:
    """Return the map on which a place is marked."""
    shapes = [maps.Shape(name, outline) for name, outline in explorer.outlines(forum)]
    return maps.figure(_("Mapa del municipio"), shapes)


def _checked(request: HttpRequest, draft: Contribution, status: int = 200) -> HttpResponse:
    forum = draft.forum
    missing = problems(forum, draft)
    rows = [
        (name, HEADINGS[name], _said(draft, name), [missing[f] for f in _fields(forum, name) if f in missing])
        for name in _pages(request, draft)
    ]
    values = {"forum": forum, "draft": draft, "rows": rows, "missing": missing, "trap": TRAP}
    return render(request, "forums/voices/check.html", values, status=status)


def _pages(request: HttpRequest, draft: Contribution) -> list[str]:
    """Return the pages that this exercise asks this person."""
    forum = draft.forum
    asks = {
        "tema": draft.pillar is not None and draft.pillar.themes.exists(),
        "lugar": forum.asks_place,
        PHOTO: forum.asks_photo,
        "futuro": bool(forum.horizon or forum.vision_question or forum.first_step_question),
        "preguntas": bool(forum.questions.all()),
        ME: not voices.was_asked(signed_in(request), forum),
    }
    return [name for name in HEADINGS if asks.get(name, True)]


def _way(request: HttpRequest, draft: Contribution, name: str) -> Way:
    names = _pages(request, draft)
    if name not in names:
        raise Http404
    at = names.index(name)
    following = names[at + 1] if at + 1 < len(names) else CHECK
    return Way(at + 1, len(names), names[at - 1] if at else "", following)


def _fields(forum: Forum, name: str) -> tuple[str, ...]:
    if name == "preguntas":
        return tuple(question_field(question.code) for question in forum.questions.all())
    return FIELDS.get(name, ())


def _form(name: str, draft: Contribution, sent: Any, files: Any) -> Any:
    if name == PHOTO:
        return PhotoForm(sent, files)
    if name == ME:
        return AboutForm(sent, forum=draft.forum, kept=draft.answers.get(ABOUT))
    return VoiceForm(sent, forum=draft.forum, voice=draft, only=_fields(draft.forum, name))


def _saved(draft: Contribution, name: str, form: Any) -> bool:
    now = timezone.now()
    try:
        if name == PHOTO:
            photos.set_photo(
                draft=draft, upload=form.cleaned_data["photo"], alt=form.cleaned_data["alt"], at=now
            )
            return True
        said: dict[str, Any] = {"answers": {ABOUT: form.kept()}} if name == ME else form.said()
        if "answers" in said:
            said["answers"] = draft.answers | said["answers"]
        if "pillar" in said and said["pillar"].pk != draft.pillar_id:
            said["theme"] = None  # it was of the other pillar
        contributing.save_draft(draft=draft, said=said, at=now)
    except PhaseClosed:
        raise
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _after(request: HttpRequest, slug: str, way: Way) -> str:
    if CHECK in request.GET or way.following == CHECK:
        return reverse("forums:check", args=[slug])
    return reverse("forums:step", args=[slug, _next(request, slug, way)])


def _next(request: HttpRequest, slug: str, way: Way) -> str:
    """Return the page that follows, now that the answer is kept: not every pillar has themes."""
    names = _pages(request, own_draft(request, slug))
    return names[way.number] if way.number < len(names) else way.following


def _said(draft: Contribution, name: str) -> Any:
    """Return what a page has been answered, in words."""
    if name == ME:
        return _("Respondido, o prefiere no decirlo") if ABOUT in draft.answers else ""
    if name == PHOTO:
        return ", ".join(photo.file.alt for photo in draft.photos.all())
    if name == "preguntas":
        questions = [(q, draft.answers.get(q.code)) for q in draft.forum.questions.all()]
        return "\n".join(f"{q.label} {voices.said(q, answer)}" for q, answer in questions if answer)
    parts: dict[str, list[Any]] = {
        "pilar": [draft.pillar.name if draft.pillar else ""],
        "tema": [draft.theme.name if draft.theme else _("Otro, o no sé")],
        "idea": [draft.problem, draft.title, draft.idea],
        "lugar": [draft.site.name if draft.site else "", draft.place],
        "futuro": [draft.vision, draft.first_step],
    }
    return "\n".join(str(part) for part in parts[name] if part)

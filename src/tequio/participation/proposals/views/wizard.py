"""Proposing: one question per page, kept at every step, checked at the end."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web import maps
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import queries as editions
from tequio.participation.editions.services import PhaseClosed
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.forms import STEPS, EstimateForm, PhotoStep, PlaceStep, ProblemStep, Step
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState
from tequio.participation.proposals.views.explorer import published

CHECK = "revisar"


@dataclass(frozen=True, slots=True)
class Way:
    """Where a step stands among the others."""

    number: int
    total: int
    previous: str
    following: str


def start(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say what will be asked; a signed-in person starts, or goes on with the draft of before."""
    edition = published(slug)
    if request.method == "POST":
        return _begin(request, slug)
    now = timezone.now()
    values = {
        "edition": edition,
        "open": editions.is_open(edition, PhaseKind.REGISTRATION, now),
        "phase": next((p for p in editions.phases(edition) if p.kind == PhaseKind.REGISTRATION), None),
        "sizes": [queries.size_label(size) for size in edition.sizes.all()],
        "questions": len(STEPS) - (0 if edition.sizes.all() else 1),
        "draft": queries.draft_of(request.user, edition) if request.user.is_authenticated else None,
    }
    return render(request, "proposals/start.html", values)


@requires(Permission.PROPOSE)
def _begin(request: HttpRequest, slug: str) -> HttpResponse:
    draft = services.start_draft(edition=published(slug), author=person(request), at=timezone.now())
    return redirect("proposals:step", slug, draft.pk, next(iter(STEPS)))


@requires(Permission.PROPOSE)
def step(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponse:
    """Ask one question and keep its answer."""
    proposal = own_draft(request, slug, pk)
    way = _way(proposal, name)
    form = STEPS[name](*((request.POST, request.FILES) if request.method == "POST" else ()), proposal=proposal)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _saved(request, form, proposal):
            return redirect(_after(request, proposal, form, way))
        status = 422
    values = {
        "proposal": proposal,
        "edition": proposal.edition,
        "form": form,
        "name": name,
        "way": way,
        "map": _map(proposal) if name == "lugar" else None,
        "checking": CHECK in request.GET,
        **(_estimate(request, proposal, form) if name == "costo" else {}),
    }
    return render(request, "proposals/step.html", values, status=status)


@require_safe
@requires(Permission.PROPOSE)
def check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show every answer, with what is missing, before handing it in."""
    proposal = own_draft(request, slug, pk)
    problems = services.problems(proposal)
    rows = [
        (name, STEPS[name].heading, _answer(proposal, name), problems.get(name)) for name in _steps(proposal)
    ]
    values = {
        "proposal": proposal,
        "edition": proposal.edition,
        "rows": rows,
        "problems": problems,
        "signers": queries.signers(proposal),
    }
    return render(request, "proposals/check.html", values)


@require_POST
@requires(Permission.PROPOSE)
def submit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Hand the draft in and show its folio; if something is missing, say what and keep everything."""
    proposal = own_draft(request, slug, pk)
    try:
        done = services.submit(proposal=proposal, at=timezone.now(), actor=request.user.pk)
    except (services.ProposalIncomplete, services.CostOverCap) as error:
        messages.error(request, str(error))
        return redirect("proposals:check", slug, pk)
    return redirect("proposals:receipt", done.folio)


@require_POST
@requires(Permission.PROPOSE)
def remove_photo(request: HttpRequest, slug: str, pk: int, photo: int) -> HttpResponse:
    """Take a photo away."""
    proposal = own_draft(request, slug, pk)
    found = next((p for p in proposal.photos.all() if p.pk == photo), None)
    if found is None:
        raise Http404
    services.remove_photo(photo=found, at=timezone.now(), actor=request.user.pk)
    return redirect("proposals:step", slug, pk, "fotos")


def person(request: HttpRequest) -> User:
    """Return who asks: behind ``requires`` it is always someone with an account."""
    return cast("User", request.user)


def own_draft(request: HttpRequest, slug: str, pk: int) -> Proposal:
    """Return the person's own draft or proposal in that edition; of anybody else's, nothing exists."""
    proposal = queries.own(person(request), pk)
    if proposal is None or proposal.edition.slug != slug:
        raise Http404
    return proposal


def _steps(proposal: Proposal) -> list[str]:
    sized = proposal.edition.sizes.exists()
    return [name for name in STEPS if sized or name != "tamano"]


def _way(proposal: Proposal, name: str) -> Way:
    names = _steps(proposal)
    if name not in names:
        raise Http404
    at = names.index(name)
    following = names[at + 1] if at + 1 < len(names) else CHECK
    return Way(at + 1, len(names), names[at - 1] if at else "", following)


def _saved(request: HttpRequest, form: Step, proposal: Proposal) -> bool:
    acting: dict[str, Any] = {"proposal": proposal, "at": timezone.now(), "actor": request.user.pk}
    try:
        if isinstance(form, PlaceStep):
            services.set_place(**acting, **form.values())
        elif isinstance(form, PhotoStep):
            services.add_photo(**acting, upload=form.cleaned_data["photo"], alt=form.cleaned_data["alt"])
        else:
            services.save_draft(**acting, **form.values())
    except (PhaseClosed, services.NotEditable):
        raise
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _after(request: HttpRequest, proposal: Proposal, form: Step, way: Way) -> str:
    """Return where the person goes once an answer is kept: on, back to the review, or to what looks alike."""
    parts = [proposal.edition.slug, proposal.pk]
    if isinstance(form, PhotoStep):
        return reverse("proposals:step", args=[*parts, "fotos"])
    if CHECK in request.GET or way.following == CHECK or proposal.state == ProposalState.SUBMITTED:
        return reverse("proposals:check", args=parts)
    if isinstance(form, ProblemStep) and _alike(proposal, form.cleaned_data["problem"]):
        return reverse("proposals:similar", args=parts)
    return reverse("proposals:step", args=[*parts, way.following])


def _alike(proposal: Proposal, problem: str) -> bool:
    found = queries.similar(
        proposal.edition, title=proposal.title, problem=problem, site=proposal.site_id, besides=proposal.pk
    )
    return bool(found)


def _estimate(request: HttpRequest, proposal: Proposal, form: Step) -> dict[str, Any]:
    """Return the works to choose from, and what those that were chosen come to; it fills the empty answer."""
    works = list(queries.works())
    asked = EstimateForm(
        request.GET if "obra1" in request.GET else None,
        works=works,
        category=proposal.category.code if proposal.category else "",
    )
    amounts = queries.amounts(asked.chosen())
    total = queries.together(amounts)
    if total and not form.is_bound:
        form.initial["estimated_cost_centavos"] = total.suggested_centavos
    return {"works": works, "estimating": asked, "amounts": amounts, "total": total}


def _answer(proposal: Proposal, name: str) -> str:
    unit = proposal.site.name if proposal.site else ""
    answers = {
        "titulo": proposal.title,
        "problema": proposal.problem,
        "solucion": proposal.solution,
        "lugar": ". ".join(part for part in (unit, proposal.place) if part),
        "suelo": proposal.get_public_land_display() if proposal.public_land else _("Sin responder"),
        "categoria": proposal.category.name if proposal.category else "",
        "tamano": queries.size_label(proposal.size) if proposal.size else "",
        "costo": queries.said(proposal.estimated_cost_centavos)
        if proposal.estimated_cost_centavos is not None
        else "",
        "vive": proposal.proponent_unit.name if proposal.proponent_unit else _("Sin responder"),
        "fotos": str(len(proposal.photos.all())) if proposal.photos.all() else _("Ninguna"),
    }
    return answers[name]


def _map(proposal: Proposal) -> maps.MapFigure | None:
    shapes = [maps.Shape(name, outline) for name, outline in queries.outlines(proposal.edition)]
    return maps.figure(_("Mapa del municipio"), shapes)

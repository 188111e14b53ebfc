"""What anyone sees of the proposals: the explorer with its downloads, and each proposal."""

from typing import Any
from urllib.parse import urlencode

import orjson
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.foundation.web import maps
from tequio.foundation.web.downloads import csv_response
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals import exports, permissions, queries
from tequio.participation.proposals.forms import ExplorerForm
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import Filters, ProposalState

PAGE = 24
MOST_PINS = 400  # drawn on the server; the interactive map reads all of them

TONES = {
    ProposalState.SUBMITTED.value: "now",
    ProposalState.FEASIBLE.value: "done",
    ProposalState.INFEASIBLE.value: "late",
    ProposalState.WITHDRAWN.value: "info",
    ProposalState.DRAFT.value: "info",
}


@require_safe
def explorer(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public proposals of an edition that pass the filters of the address."""
    edition = published(slug)
    form = ExplorerForm(request.GET, choices=queries.choices(edition))
    found = queries.explorer(edition, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    now = timezone.now()
    values = {
        "edition": edition,
        "form": form,
        "page": page,
        "cards": [card(p) for p in page.object_list],
        "narrowed": any(v for k, v in request.GET.items() if k not in {"q", "pagina"}),
        "asked": urlencode([(k, v) for k, v in request.GET.items() if v and k != "pagina"]),
        "map": figure(edition, list(page.object_list)),
        "open": editions.is_open(edition, PhaseKind.REGISTRATION, now),
    }
    return render(request, "proposals/explorer.html", values)


@require_safe
def explorer_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give exactly the filtered list as CSV."""
    edition = published(slug)
    found = queries.explorer(edition, _filters(request, edition))
    return csv_response(f"propuestas-{slug}", exports.COLUMNS, exports.rows(found))


@require_safe
def explorer_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give exactly the filtered list as JSON."""
    edition = published(slug)
    found = queries.explorer(edition, _filters(request, edition))
    body = {"edition": slug, "currency": edition.currency, "proposals": list(exports.documents(found))}
    response = HttpResponse(orjson.dumps(body), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="propuestas-{slug}.json"'
    return response


@require_safe
def explorer_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the filtered list and the sectors as GeoJSON for the interactive map."""
    edition = published(slug)
    found = queries.explorer(edition, _filters(request, edition)).prefetch_related(None)
    return JsonResponse(maps.geojson(_shapes(edition), _pins(found)))


@require_safe
def detail(request: HttpRequest, folio: str) -> HttpResponse:
    """Show one proposal with its thread, and the panels of what became of it."""
    proposal = queries.any_by_folio(folio)
    if proposal is None or not permissions.can_see(request.user, proposal):
        raise Http404
    now = timezone.now()
    mine = permissions.owns(request.user, proposal)
    values = {
        "proposal": proposal,
        "tone": TONES[proposal.state],
        "knots": queries.knots(proposal, now),
        "mine": mine,
        "editable": mine
        and proposal.hidden_at is None
        and proposal.state == ProposalState.SUBMITTED
        and editions.is_open(proposal.edition, PhaseKind.REGISTRATION, now),
        "can_moderate": permissions.can_moderate(request.user),
    }
    return render(request, "proposals/detail.html", values)


def published(slug: str) -> Edition:
    """Return the edition that anyone may see; others do not exist."""
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    return edition


def card(proposal: Proposal) -> dict[str, Any]:
    """Return what a card says of a proposal."""
    photos = list(proposal.photos.all())
    return {"proposal": proposal, "photo": photos[0].file if photos else None, "tone": TONES[proposal.state]}


def figure(edition: Edition, shown: list[Proposal]) -> maps.MapFigure | None:
    """Return the map of the sectors with the proposals of the page."""
    return maps.figure(
        _("Mapa de las propuestas de esta página"),
        _shapes(edition),
        _pins(shown[:MOST_PINS]),
        geojson_url=reverse("proposals:explorer_map", args=[edition.slug]),
    )


def _shapes(edition: Edition) -> list[maps.Shape]:
    return [maps.Shape(name, outline) for name, outline in queries.outlines(edition, rank=1)]


def _pins(found: Any) -> list[maps.Pin]:
    return [
        maps.Pin(
            p.lon,
            p.lat,
            p.title,
            reverse("proposals:detail", args=[p.folio]),
            TONES[p.state],
            p.site.name if p.site else "",
        )
        for p in found
        if p.lon is not None and p.lat is not None
    ]


def _filters(request: HttpRequest, edition: Edition) -> Filters:
    return ExplorerForm(request.GET, choices=queries.choices(edition)).filters()

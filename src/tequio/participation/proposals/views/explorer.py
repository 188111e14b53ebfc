"""What anyone sees of the proposals of an edition: the explorer with its downloads."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.foundation.web import maps
from tequio.foundation.web.downloads import csv_response, xlsx_response
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals import exports, queries
from tequio.participation.proposals.forms import ExplorerForm
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import Order, ProposalState

PAGE = 24
MOST_PINS = 400  # drawn on the server; the interactive map reads all of them

TONES = {
    ProposalState.SUBMITTED.value: "now",
    ProposalState.FEASIBLE.value: "done",
    ProposalState.INFEASIBLE.value: "late",
    ProposalState.WITHDRAWN.value: "info",
    ProposalState.DRAFT.value: "info",
    ProposalState.MERGED.value: "info",
}


@require_safe
def explorer(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public proposals of an edition that pass the filters of the address."""
    edition, now = published(slug), timezone.now()
    form = ExplorerForm(request.GET, choices=queries.choices(edition, at=now))
    order, day = form.order(), _day(request, now)
    found = queries.ordered(queries.explorer(edition, form.filters(), at=now), order, day=day)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    values = {
        "edition": edition,
        "form": form,
        "page": page,
        "shuffled_on": day.isoformat() if order is Order.CHANCE else None,
        "cards": [card(p, now) for p in page.object_list],
        "narrowed": any(v for k, v in request.GET.items() if k not in {"q", "pagina", "dia"}),
        "asked": urlencode([(k, v) for k, v in request.GET.items() if v and k not in {"pagina", "dia"}]),
        "map": figure(edition, list(page.object_list)),
        "open": editions.is_open(edition, PhaseKind.REGISTRATION, now),
        "supporting": editions.is_open(edition, PhaseKind.SUPPORT, now),
    }
    return render(request, "proposals/explorer.html", values)


def _day(request: HttpRequest, now: datetime) -> date:
    """Return the day of the shuffle: the one that the links of pages carry, or today."""
    try:
        return date.fromisoformat(request.GET.get("dia", ""))
    except ValueError:
        return timezone.localdate(now)


@require_safe
def explorer_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give exactly the filtered list as CSV."""
    edition, now = published(slug), timezone.now()
    found = exports.rows(_listed(request, edition, now), edition, at=now)
    return csv_response(f"propuestas-{slug}", exports.COLUMNS, found)


@require_safe
def explorer_xlsx(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give exactly the filtered list as a workbook."""
    edition, now = published(slug), timezone.now()
    found = exports.rows(_listed(request, edition, now), edition, at=now)
    return xlsx_response(f"propuestas-{slug}", exports.COLUMNS, found)


@require_safe
def explorer_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give exactly the filtered list as JSON."""
    edition, now = published(slug), timezone.now()
    found = list(exports.documents(_listed(request, edition, now), edition, at=now))
    body = {"edition": slug, "currency": edition.currency, "proposals": found}
    response = HttpResponse(orjson.dumps(body), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="propuestas-{slug}.json"'
    return response


@require_safe
def explorer_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the filtered list and the sectors as GeoJSON for the interactive map."""
    edition = published(slug)
    found = _listed(request, edition, timezone.now()).prefetch_related(None)
    return JsonResponse(maps.geojson(_shapes(edition), _pins(found)))


def published(slug: str) -> Edition:
    """Return the edition that anyone may see; others do not exist."""
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    return edition


def card(proposal: Proposal, at: datetime) -> dict[str, Any]:
    """Return what a card says of a proposal."""
    photos = list(proposal.photos.all())
    return {
        "proposal": proposal,
        "photo": photos[0].file if photos else None,
        "state": queries.state_words(proposal, at),
        "tone": TONES[proposal.state],
        "supports": queries.supports(proposal) if queries.support_phase(proposal.edition) else None,
    }


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


def _listed(request: HttpRequest, edition: Edition, at: datetime) -> QuerySet[Proposal]:
    """Return the filtered list, by folio."""
    form = ExplorerForm(request.GET, choices=queries.choices(edition, at=at))
    return queries.explorer(edition, form.filters(), at=at)

"""What anyone sees of the voices of an exercise: the list, its file and its map."""

import re
import secrets
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.foundation.web import maps
from tequio.foundation.web.downloads import csv_response
from tequio.participation.forums.exports.voices import COLUMNS, row
from tequio.participation.forums.forms.voices import ExplorerForm
from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.queries import exercise
from tequio.participation.forums.queries import explorer as queries
from tequio.participation.forums.types import ContributionState, PhaseKind, VoiceOrder
from tequio.participation.forums.views.contribute import taking_part

PAGE = 24
_SEED = re.compile(r"^[a-z0-9]{1,12}$")


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public voices of an exercise that pass the filters of the address."""
    forum, now = taking_part(slug), timezone.now()
    form = ExplorerForm(request.GET, choices=queries.choices(forum, at=now))
    order, seed = form.order(), _seed(request)
    found = queries.ordered(queries.explorer(forum, form.filters()), order, seed=seed)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    values = {
        "forum": forum,
        "form": form,
        "page": page,
        "shuffled_on": seed if order is VoiceOrder.CHANCE else None,
        "cards": [card(voice) for voice in page.object_list],
        "narrowed": any(v for k, v in request.GET.items() if k not in {"q", "pagina", "dia"}),
        "asked": urlencode([(k, v) for k, v in request.GET.items() if v and k not in {"pagina", "dia"}]),
        "map": _figure(forum, list(page.object_list)),
        "open": exercise.is_open(forum, PhaseKind.CONTRIBUTING, now),
        "voting": exercise.is_open(forum, PhaseKind.VOTING, now),
    }
    return render(request, "forums/voices/explorer.html", values)


@require_safe
def listing_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give exactly the filtered list as CSV. Without names of people."""
    rows = (row(v) for v in _listed(request, taking_part(slug)).iterator(500))
    return csv_response(f"voces-{slug}", COLUMNS, rows)


@require_safe
def listing_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the filtered list and the sectors as GeoJSON for the interactive map."""
    forum = taking_part(slug)
    return JsonResponse(maps.geojson(_shapes(forum), _pins(_listed(request, forum))))


def card(voice: Contribution) -> dict[str, Any]:
    """Return what a card says of a voice."""
    photos = list(voice.photos.all())
    return {
        "voice": voice,
        "photo": photos[0].file if photos else None,
        "votes": getattr(voice, "votes_count", None),
        "answered": getattr(voice, "is_answered", False),
        "merged": voice.state == ContributionState.MERGED,
    }


def _seed(request: HttpRequest) -> str:
    """Return the seed of the shuffle: the one that the links of pages carry, or a new one for this visit."""
    asked = request.GET.get("dia", "")
    return asked if _SEED.match(asked) else secrets.token_hex(4)


def _listed(request: HttpRequest, forum: Forum) -> QuerySet[Contribution]:
    form = ExplorerForm(request.GET, choices=queries.choices(forum, at=timezone.now()))
    found = queries.explorer(forum, form.filters()).select_related("merged_into", "carried_from")
    return found.order_by("folio").prefetch_related(None)


def _figure(forum: Forum, shown: list[Contribution]) -> maps.MapFigure | None:
    return maps.figure(
        _("Mapa de las aportaciones de esta página"),
        _shapes(forum),
        _pins(shown),
        geojson_url=reverse("forums:voices_map", args=[forum.slug]),
    )


def _shapes(forum: Forum) -> list[maps.Shape]:
    return [maps.Shape(name, outline) for name, outline in queries.outlines(forum, rank=1)]


def _pins(found: Any) -> list[maps.Pin]:
    return [
        maps.Pin(
            v.lon,
            v.lat,
            v.title,
            reverse("forums:voice", args=[v.forum.slug, v.folio]),
            "now",
            v.site.name if v.site else "",
        )
        for v in found
        if v.lon is not None and v.lat is not None
    ]

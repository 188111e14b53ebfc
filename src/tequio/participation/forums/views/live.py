"""The live figures of an exercise: one page, each of its tables as CSV, all of it as JSON, and the map."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.web import downloads
from tequio.participation.forums.exports import figures as words
from tequio.participation.forums.models import Forum
from tequio.participation.forums.queries import exercise
from tequio.participation.forums.services import boards
from tequio.participation.forums.views import drawing


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the figures as they are now; a script keeps them so, and a link does without it."""
    forum, board = _shown(slug)
    values: dict[str, Any] = {
        "forum": forum,
        "board": board,
        "open": exercise.open_phases(forum, timezone.now()),
    }
    if board.document is not None:
        values |= drawing.values(forum, board.document)
        values["at"] = parse_datetime(board.document["at"])
    return render(request, "forums/live/page.html", values)


@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the figures that are shown, whole."""
    del request
    _forum, board = _shown(slug)
    return JsonResponse(board.document or {}, json_dumps_params={"ensure_ascii": False})


@require_safe
def as_csv(request: HttpRequest, slug: str, table: str) -> HttpResponseBase:
    """Give one table of the figures that are shown."""
    del request
    forum, board = _shown(slug)
    if table not in words.BY_SLUG:
        raise Http404(_("Esa tabla no existe."))
    document = board.document
    rows = words.rows(document, words.BY_SLUG[table], words.labels(forum)) if document else iter(())
    return downloads.csv_response(f"{slug}-{table}", words.COLUMNS, rows)


@require_safe
def geojson(request: HttpRequest, slug: str) -> JsonResponse:
    """Give the colonias with their figures to the interactive map."""
    del request
    forum, board = _shown(slug)
    return JsonResponse(drawing.geojson(forum, board.document), content_type="application/geo+json")


def _shown(slug: str) -> tuple[Forum, boards.Board]:
    forum, board = exercise.by_slug(slug), boards.board(slug)
    if forum is None or board is None:
        raise Http404
    return forum, board


def address(forum: Forum) -> str:
    """Return the address of the live figures of an exercise."""
    return reverse("forums:live", args=[forum.slug])

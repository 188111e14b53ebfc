"""The published results: every option with its reason, and the files with which anyone can recount them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from tequio.core.tally.results import to_json
from tequio.foundation.accounts.models import User
from tequio.foundation.web.downloads import csv_response
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.exports import COLUMNS
from tequio.participation.ballots.models import Count
from tequio.participation.ballots.templatetags.ballots import reason
from tequio.participation.ballots.views import drawing
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Proposal
from tequio.publishing.opendata import queries as opendata

_A_MINUTE, _A_DAY = 60, 86_400  # seconds


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who won, who did not and why, envelope by envelope; before they are published, when they will be."""
    edition = _edition(slug)
    count = queries.published_count(edition)
    if count is None:
        return render(request, "ballots/results_pending.html", {"edition": edition})
    told = queries.summary(count)
    now = timezone.now()
    window = queries.window(count)
    earlier = queries.withdrawn_counts(edition)
    values = {
        "edition": edition,
        **told,
        "map": drawing.winners_map(edition, told["sections"]),
        "charts": drawing.turnout_charts(edition, count),
        "channels": drawing.channel_rows(count),
        "window": window,
        "contestable": queries.contestable(count, at=now),
        "contests": queries.contests(edition).count(),
        "whole": queries.shelved(count).get(services.ZIP),
        "differences": queries.differences(earlier[0], count) if earlier else [],
        "earlier": earlier,
        "lot": queries.tie_lot(edition),
    }
    return render(request, "ballots/results.html", values)


@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the result document: the same bytes every time."""
    del request
    _edition_found, count = published(slug)
    body = to_json(count.result)
    return _for_good(HttpResponse(body, content_type="application/json; charset=utf-8"), count)


@require_safe
def as_pabulib(request: HttpRequest, slug: str, envelope: int) -> HttpResponseBase:
    """Send the anonymous ballots of one envelope, from the public shelf."""
    del request
    return _from_the_shelf(slug, f"{envelope}.pb")


@require_safe
def as_zip(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send everything that a recount needs."""
    del request
    return _from_the_shelf(slug, services.ZIP)


def _from_the_shelf(slug: str, name: str) -> HttpResponseBase:
    _edition_found, count = published(slug)
    key = queries.shelf_key(count, name)
    if opendata.file(key) is None:
        raise Http404
    return redirect("opendata:download", key)


@require_safe
def as_geojson(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the winners and their territories for the interactive map."""
    del request
    edition, count = published(slug)
    sections = queries.summary(count)["sections"]
    answer = JsonResponse(drawing.winners_geojson(edition, sections), content_type="application/geo+json")
    return _for_good(answer, count)


@require_safe
def as_csv(request: HttpRequest, slug: str, table: str) -> HttpResponseBase:
    """Send the figures of a chart or of the list of projects as a CSV file."""
    del request
    edition, count = published(slug)
    if table not in _TABLES:
        raise Http404
    return csv_response(f"{edition.slug}-{table}", COLUMNS[table], _TABLES[table](count))


def _places(count: Count) -> Iterator[list[Any]]:
    for row in count.figures.get("places", []):
        told = [row[name] for name in ("issued", "cast", "replaced", "void", "population")]
        yield [drawing.place_name(row), *told]


def _channels(count: Count) -> Iterator[list[Any]]:
    for row in drawing.channel_rows(count):
        yield [row["label"], *(row[name] for name in ("issued", "cast", "replaced", "void"))]


def _projects(count: Count) -> Iterator[list[Any]]:
    for section in queries.summary(count)["sections"]:
        for result in section.results:
            option = result.option
            told = [result.get_outcome_display(), result.votes, result.reason["score"]]
            cost = f"{option.cost_centavos // 100}.{option.cost_centavos % 100:02d}"
            yield [option.number, option.title, section.name, *told, cost, reason(result.reason)]


_TABLES: dict[str, Callable[[Count], Any]] = {
    "lugares": _places,
    "canales": _channels,
    "edades": lambda count: drawing.band_rows(count.figures.get("ages", [])),
    "sexos": lambda count: drawing.band_rows(count.figures.get("sexes", [])),
    "proyectos": _projects,
}


@require_safe
def recount(request: HttpRequest, slug: str) -> HttpResponse:
    """Count again in the browser from the public files; without JavaScript, say how to do it with the zip."""
    edition, count = published(slug)
    sections = queries.summary(count)["sections"]
    shelf = queries.shelved(count)
    values = {
        "edition": edition,
        "files": [(section, shelf.get(f"{section.envelope.pk}.pb")) for section in sections],
        "whole": shelf.get(services.ZIP),
    }
    return render(request, "ballots/recount.html", values)


def _for_good(response: HttpResponse, count: Count) -> HttpResponse:
    """Let anyone keep the answer: official results do not change; provisional ones, for a minute."""
    if count.official_at:
        patch_cache_control(response, public=True, max_age=_A_DAY, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=_A_MINUTE)
    return response


def _edition(slug: str) -> Edition:
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    return edition


def published(slug: str) -> tuple[Edition, Count]:
    """Return an edition and its public count, or 404."""
    edition = _edition(slug)
    count = queries.published_count(edition)
    if count is None:
        raise Http404
    return edition, count


def edition_panel(request: HttpRequest, edition: Edition) -> Mapping[str, Any] | None:
    """Return what the edition's page says of its voting: vote now, or see who won."""
    count = queries.published_count(edition)
    is_open = editions.is_open(edition, PhaseKind.VOTING, timezone.now())
    if count is None and not is_open:
        return None
    user = request.user
    person = user if isinstance(user, User) and is_open else None
    return {
        "edition": edition,
        "count": count,
        "is_open": is_open,
        "line": queries.participation(edition, person) if person else None,
        "seat": queries.seat(edition, person) if person else "",
        "points": queries.points(edition) if is_open else [],
    }


def proposal_panel(request: HttpRequest, proposal: Proposal) -> Mapping[str, Any] | None:
    """Return what became of the proposal in the voting, once it is public."""
    del request
    result = queries.result_of(proposal.pk)
    return None if result is None else {"result": result, "edition": result.count.edition}

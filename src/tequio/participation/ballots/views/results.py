"""The published results: every option with its reason, and the files with which anyone can recount them."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from tequio.core.tally.results import to_json
from tequio.foundation.accounts.models import User
from tequio.participation.ballots import exports, queries
from tequio.participation.ballots.models import Count
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Proposal

_A_DAY = 86_400  # seconds


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who won, who did not and why, envelope by envelope; before they are published, when they will be."""
    edition = _edition(slug)
    count = queries.published_count(edition)
    if count is None:
        return render(request, "ballots/results_pending.html", {"edition": edition})
    return render(request, "ballots/results.html", {"edition": edition, **queries.summary(count)})


@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the result document: the same bytes every time."""
    del request
    _edition_found, count = _published(slug)
    return _for_good(HttpResponse(to_json(count.result), content_type="application/json; charset=utf-8"))


@require_safe
def as_pabulib(request: HttpRequest, slug: str, envelope: int) -> HttpResponse:
    """Send the anonymous ballots of one envelope."""
    del request
    edition, count = _published(slug)
    found = edition.envelopes.select_related("unit", "size").filter(pk=envelope, options__isnull=False).first()
    if found is None:
        raise Http404
    response = HttpResponse(exports.pabulib(edition, count, found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{edition.slug}-{found.pk}.pb"'
    return _for_good(response)


def _for_good(response: HttpResponse) -> HttpResponse:
    """Let anyone keep the answer: published results do not change."""
    patch_cache_control(response, public=True, max_age=_A_DAY, immutable=True)
    return response


def _edition(slug: str) -> Edition:
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    return edition


def _published(slug: str) -> tuple[Edition, Count]:
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

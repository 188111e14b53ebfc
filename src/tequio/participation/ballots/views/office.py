"""The office counts when voting has closed, looks at the result, publishes it and makes it official."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import can, requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.pending import Item
from tequio.participation.ballots import permissions, queries, services
from tequio.participation.ballots.forms import order_of
from tequio.participation.ballots.models import Count
from tequio.participation.editions.models import Edition


@require_safe
@requires(Permission.COUNT_VOTES)
def index(request: HttpRequest) -> HttpResponse:
    """List the editions with their voting: not yet, open, to be counted, published."""
    rows = queries.votings(at=timezone.now())
    return render(request, "ballots/office.html", {"rows": rows})


@require_safe
@requires(Permission.COUNT_VOTES)
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the turnout, and once it is counted the result to look at, with what is left to do."""
    found = find(slug)
    now = timezone.now()
    count = queries.newest_count(found)
    values: dict[str, Any] = {
        "edition": found,
        "voting": queries.voting(found, at=now),
        "count": count,
        "run": queries.latest_run(found),
        "lot": queries.tie_lot(found),
    }
    if count:
        values |= queries.summary(count) | _next(request, found, count)
    return render(request, "ballots/office_edition.html", values)


def _next(request: HttpRequest, found: Edition, count: Count) -> dict[str, Any]:
    """Return what a count waits for before it is official."""
    public = queries.published_count(found)
    return {
        "public": public,
        "recount_due": public is not None and not public.official_at and queries.recount_due(public),
        "contestable": queries.contestable(count, at=timezone.now()),
        "window": queries.window(count),
        "unanswered": count.contests.filter(finding__isnull=True).count(),
        "may_review": permissions.can_review(request.user, count),
    }


@require_safe
@requires(Permission.COUNT_VOTES)
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far the count is. The page asks for this again while it goes on."""
    found = find(slug)
    run = queries.latest_run(found)
    if not request.headers.get("HX-Request"):
        return redirect("ballots:office_edition", slug)
    if run is not None and run.ended_at:
        answer = HttpResponse(status=200)
        answer["HX-Refresh"] = "true"
        return answer
    return render(request, "ballots/progress.html", {"edition": found, "run": run})


@requires(Permission.COUNT_VOTES)
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a count, or for another with the order that the assembly gave to a tie."""
    if request.method == "POST":
        order = order_of(request.POST.get("orden", ""))
        services.ask_count(edition=find(slug), at=timezone.now(), actor=request.user.pk, tie_order=order)
        messages.success(request, _("Se está contando. Puede cerrar esta página: el conteo sigue."))
    return redirect("ballots:office_edition", slug)


@require_POST
@requires(Permission.COUNT_VOTES)
def provisional(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the count that was on the screen, marked as provisional."""
    services.publish_provisional(count_id=_shown(request, slug).pk, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("Los resultados provisionales son públicos."))
    return redirect("ballots:office_edition", slug)


@requires(Permission.COUNT_VOTES)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Make official the count that was on the screen."""
    if request.method == "POST":
        services.publish_results(count_id=_shown(request, slug).pk, at=timezone.now(), actor=request.user.pk)
        messages.success(request, _("Los resultados son oficiales. Los ganadores ya se vuelven proyectos."))
    return redirect("ballots:office_edition", slug)


def _shown(request: HttpRequest, slug: str) -> Count:
    row = find(slug).counts.filter(pk=_number(request.POST.get("conteo", ""))).first()
    if row is None:
        raise Http404
    return row


def pending_items(request: HttpRequest) -> Iterable[Item]:
    """Return the votings that wait to be counted or published, and the contests to answer."""
    if not can(request.user, Permission.COUNT_VOTES):
        return []
    found = [
        Item(
            folio=str(row.edition.year),
            what=row.edition.name,
            missing=_MISSING[row.state, row.counted](),
            url=reverse("ballots:office_edition", args=[row.edition.slug]),
            due=timezone.localdate(row.closes),
        )
        for row in queries.votings(at=timezone.now())
        if row.state in ("closed", "provisional")
    ]
    return [*found, *(_contest(row) for row in queries.waiting_contests())]


_MISSING = {
    ("closed", False): lambda: _("Contar los votos"),
    ("closed", True): lambda: _("Publicar resultados"),
    ("provisional", True): lambda: _("Hacer oficiales los resultados"),
}


def _contest(row: Any) -> Item:
    return Item(
        folio=row.folio,
        what=row.count.edition.name,
        missing=_("Contestar una impugnación"),
        url=reverse("ballots:contest_office", args=[row.folio]),
        due=row.due,
    )


def is_counting(request: HttpRequest) -> bool:
    """Return whether the menu entry is for this person."""
    return can(request.user, Permission.COUNT_VOTES)


def find(slug: str) -> Edition:
    """Return the edition with what its voting needs, or 404."""
    found = (
        Edition.objects.filter(slug=slug)
        .select_related("territory")
        .prefetch_related("phases", "suspensions")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0  # noqa: PLR2004 - digits of an id

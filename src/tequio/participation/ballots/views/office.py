"""The office counts when voting has closed, looks at the result, and publishes it."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import can, requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.pending import Item
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.forms import order_of
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
    """Show the turnout, and once it is counted the result to look at before it is published."""
    found = _edition(slug)
    count = queries.published_count(found) or queries.latest_count(found)
    values = {"edition": found, "voting": queries.voting(found, at=timezone.now()), "count": count}
    return render(request, "ballots/office_edition.html", values | (queries.summary(count) if count else {}))


@requires(Permission.COUNT_VOTES)
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """Count, or count again with the order that the assembly gave to a tie."""
    if request.method == "POST":
        order = order_of(request.POST.get("orden", ""))
        services.count(edition=_edition(slug), at=timezone.now(), actor=request.user.pk, tie_order=order)
        messages.success(request, _("Se contó. Revise el resultado; nadie más lo ve hasta que lo publique."))
    return redirect("ballots:office_edition", slug)


@requires(Permission.COUNT_VOTES)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the count that was on the screen."""
    if request.method == "POST":
        row = _edition(slug).counts.filter(pk=_number(request.POST.get("conteo", ""))).first()
        if row is None:
            raise Http404
        services.publish_results(count_id=row.pk, at=timezone.now(), actor=request.user.pk)
        messages.success(request, _("Los resultados son públicos. Los ganadores ya se vuelven proyectos."))
    return redirect("ballots:office_edition", slug)


def pending_items(request: HttpRequest) -> Iterable[Item]:
    """Return the votings that wait to be counted or published, for those who may."""
    if not can(request.user, Permission.COUNT_VOTES):
        return []
    return [
        Item(
            folio=str(row.edition.year),
            what=row.edition.name,
            missing=_("Publicar resultados") if row.counted else _("Contar los votos"),
            url=reverse("ballots:office_edition", args=[row.edition.slug]),
            due=timezone.localdate(row.closes),
        )
        for row in queries.votings(at=timezone.now())
        if row.state == "closed"
    ]


def is_counting(request: HttpRequest) -> bool:
    """Return whether the menu entry is for this person."""
    return can(request.user, Permission.COUNT_VOTES)


def _edition(slug: str) -> Edition:
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
    return int(text) if text.isascii() and text.isdigit() else 0

"""Editions as anyone sees them: what is open, the calendar, the money and the rules."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.core import flow
from tequio.foundation.web.downloads import csv_response
from tequio.foundation.web.hilo import Knot, State
from tequio.participation.editions import exports, permissions, queries
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind

_STATES: dict[flow.Moment, State] = {
    flow.Moment.BEFORE: "next",
    flow.Moment.OPEN: "now",
    flow.Moment.AFTER: "done",
}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show every edition, with its thread and what is open in it."""
    now = timezone.now()
    cards = [
        {
            "edition": e,
            "knots": knots(e, now),
            "open": open_now(e, now),
            "suspended": queries.suspension(e, now) is not None,
        }
        for e in queries.published()
    ]
    return render(request, "editions/list.html", {"cards": cards})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is open, the calendar, the money and the rules of one edition."""
    edition = visible(request, slug)
    return render(request, "editions/detail.html", page_values(edition, timezone.now()))


def page_values(edition: Edition, at: datetime) -> dict[str, object]:
    """Return what the page of an edition shows."""
    return {
        "edition": edition,
        "open": open_now(edition, at),
        "next": flow.next_phase(queries.phases(edition), at=at),
        "labels": PHASE_LABELS,
        "rulebooks": list(edition.rulebooks.all()),
        "suspension": queries.suspension(edition, at),
        **said(edition, at),
    }


def said(edition: Edition, at: datetime) -> dict[str, object]:
    """Return what the fragments that tell the rules in words need."""
    money = queries.money(edition)
    return {
        "knots": knots(edition, at),
        "money": money,
        "total": sum(row.total_centavos for row in money),
        "formulas": edition.formulas.all(),
        "asked": queries.asked(edition),
        "count_lines": exports.lines_of(edition),
    }


@require_safe
def money(request: HttpRequest, slug: str) -> HttpResponse:
    """Show each envelope with the formula and the figures it comes from."""
    edition = visible(request, slug)
    values = said(edition, timezone.now()) | {"edition": edition, "formulas": queries.reckoned(edition)}
    return render(request, "editions/money.html", values)


@require_safe
def money_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the money of each territory as CSV."""
    edition = visible(request, slug)
    return csv_response(f"{slug}-dinero", exports.MONEY_COLUMNS, exports.money_rows(edition))


@require_safe
def rulebook(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the convocatoria, byte for byte as it was hashed."""
    edition = visible(request, slug)
    row = next((r for r in edition.rulebooks.all() if r.number == number), None)
    if row is None:
        raise Http404
    response = HttpResponse(row.document, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="convocatoria-{slug}-{number}.json"'
    response["ETag"] = f'"{row.sha256}"'
    return response


def visible(request: HttpRequest, slug: str) -> Edition:
    """Return the edition if this visitor may see it; to others it does not exist."""
    edition = queries.find(slug)
    if edition is None or not permissions.can_see(request.user, edition):
        raise Http404
    return edition


def knots(edition: Edition, at: datetime) -> list[Knot]:
    """Return the calendar as the thread."""
    words = {phase.kind: phase.text for phase in edition.phases.all()}
    paused = queries.suspension(edition, at) is not None
    return [
        Knot(
            PHASE_LABELS[PhaseKind(p.kind)],
            _STATES[p.moment(at)],
            detail=_detail(p, words.get(p.kind, ""), paused=paused and p.moment(at) is flow.Moment.OPEN),
            date=p.opens,
        )
        for p in queries.phases(edition)
    ]


def _detail(phase: flow.Phase, text: str, *, paused: bool) -> str:
    if paused:
        return f"{_('Suspendida por ahora.')} {text}".strip()
    until = _("Hasta el %(day)s.") % {"day": queries.last_moment(phase.closes).rstrip(".")}
    return f"{until} {text}".strip()


def open_now(edition: Edition, at: datetime) -> list[tuple[object, flow.Phase]]:
    """Return the phases open now with their names, the one that closes first at the front."""
    return [(PHASE_LABELS[PhaseKind(phase.kind)], phase) for phase in queries.open_phases(edition, at)]

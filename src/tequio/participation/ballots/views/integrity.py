"""The report of integrity: for the office with who gave what and when; for anyone, without small figures."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.core.suppression import K, suppressed
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web import charts
from tequio.foundation.web.charts import Item
from tequio.participation.ballots import permissions, queries, services
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.types import CHANNEL_LABELS, Channel
from tequio.participation.ballots.views.office import find
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition


@requires(Permission.USE_OFFICE)
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how rights to vote were given and, once results are public, what stands out in the ballots."""
    if not permissions.can_examine(request.user):
        raise PermissionDenied
    edition = find(slug)
    count = queries.published_count(edition)
    if request.method == "POST":
        if count is None:
            raise Http404
        services.ask_integrity(count_id=count.pk, at=timezone.now())
        messages.success(request, _("El informe se está haciendo. Puede cerrar esta página."))
        return redirect("ballots:integrity_office", slug)
    issuance = queries.issuance(edition)
    report = queries.integrity(count) if count else None
    values: dict[str, Any] = {
        "edition": edition,
        "count": count,
        "report": report,
        "issuance": issuance,
        "hours": _hours(issuance),
    }
    if report and report.made_at:
        values |= _found(edition, report.data, least=1)
    return render(request, "ballots/integrity_office.html", values)


@require_safe
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what stands out in the ballots of official results. No figure below ten is told."""
    edition = editions.by_slug(slug)
    count = queries.published_count(edition) if edition else None
    report = queries.integrity(count) if count and count.official_at else None
    if edition is None or report is None or not report.made_at:
        raise Http404
    values = _found(edition, report.data, least=K) | {"edition": edition, "report": report, "k": K}
    return render(request, "ballots/integrity.html", values)


def _hours(issuance: queries.Issuance) -> charts.Chart:
    items = [
        Item(timezone.localtime(hour).strftime("%d/%m %H:00"), n, tone="cempasuchil" if flagged else "anil")
        for hour, n, flagged in issuance.hours
    ]
    return charts.line(_("Derechos a votar entregados cada hora"), items, columns=(_("Hora"), _("Personas")))


def _found(edition: Edition, data: dict[str, Any], *, least: int) -> dict[str, Any]:
    """Return what the page says of a report; figures below ``least`` are kept."""
    titles = dict(Option.objects.filter(edition=edition).values_list("number", "title"))

    def named(numbers: list[str]) -> list[str]:
        return [f"{number}. {titles.get(int(number), '')}" for number in numbers]

    groups = [
        {
            **group,
            "enters": named(group["enters"]),
            "leaves": named(group["leaves"]),
            "supports": [
                {
                    "title": named([s["number"]])[0],
                    "inside": s["inside"] if s["inside"] >= least else None,
                    "inside_percent": _percent(s["inside"], group["ballots"]) if s["inside"] >= least else None,
                    "others_percent": _percent(s["outside"], s["others"]),
                }
                for s in group["supports"]
            ],
        }
        for group in data["groups"]
    ]
    decisions = [
        {
            **row,
            "risk": isinstance(row["margin"], int) and row["flagged"] > row["margin"] > 0,
            "flagged": row["flagged"] if not row["flagged"] or row["flagged"] >= least else None,
        }
        for row in data["decisions"]
    ]
    return {
        "groups": groups,
        "decisions": decisions,
        "channels": [CHANNEL_LABELS[channel] for channel in Channel],
        "tables": _cells(data["tables"], least=least),
    }


def _cells(tables: list[dict[str, Any]], *, least: int) -> list[tuple[str, list[tuple[Any, int | None]]]]:
    """Return the ballots of each place by channel, with None where a figure would tell of somebody."""
    cells = {
        (index, channel.value): row["channels"].get(channel.value, 0)
        for index, row in enumerate(tables)
        for channel in Channel
    }
    shown = suppressed(cells, k=least)
    return [
        (row["label"], [(CHANNEL_LABELS[channel], shown[index, channel.value]) for channel in Channel])
        for index, row in enumerate(tables)
    ]


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0

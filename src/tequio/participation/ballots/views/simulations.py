"""What would have won by other rules: ask for it, watch it come, read it side by side, take it home."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.core.money import exact
from tequio.foundation.accounts.permissions import can, requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web import charts
from tequio.foundation.web.charts import Item, Links
from tequio.foundation.web.downloads import csv_response
from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.templatetags.tequio import money
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.forms import SimulationForm
from tequio.participation.ballots.models import Simulation


@requires(Permission.MANAGE_EDITIONS)
def listing(request: HttpRequest) -> HttpResponse:
    """List the simulations, and ask for another."""
    offered = list(queries.released())
    form = SimulationForm(request.POST if request.method == "POST" else None, editions=offered)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            row = services.ask_simulation(**form.answers(), at=timezone.now(), actor=request.user.pk)
        except DomainError as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            return redirect("ballots:simulation", row.pk)
    rows = Simulation.objects.prefetch_related("editions")[:50]
    values = {"form": form, "offered": offered, "rows": rows}
    return render(request, "ballots/simulations.html", values, status=status)


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def simulation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a simulation is, and what it has found."""
    row = get_object_or_404(Simulation, pk=pk)
    sides = queries.side_by_side(row)
    values = {
        "row": row,
        "labels": queries.labels(row),
        "sides": [(side, _charts(side, row)) for side in sides],
    }
    return render(request, "ballots/simulation.html", values)


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far it is. The page asks for this again while it goes on, and for itself once it has ended."""
    row = get_object_or_404(Simulation, pk=pk)
    if not request.headers.get("HX-Request"):
        return redirect("ballots:simulation", pk)
    answer = render(request, "ballots/simulation_progress.html", {"row": row})
    if row.ended_at:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
@requires(Permission.MANAGE_EDITIONS)
def as_csv(_request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give every figure of a simulation, one line per election, rule and envelope."""
    row = get_object_or_404(Simulation, pk=pk)
    columns = (
        _("Edición"), _("Regla"), _("Bolsa"), _("Hay"), _("Se gasta"), _("Ganadores"), _("Boletas"),
        _("Con al menos un ganador"), _("Proyectos que ganan"),
    )  # fmt: skip
    return csv_response(f"simulacion-{row.pk}", columns, _rows(row))


def _rows(row: Simulation) -> Iterator[tuple[Any, ...]]:
    for side in queries.side_by_side(row):
        for cell in side.counted:
            data = cell.data
            for envelope in data["envelopes"]:
                yield (
                    side.edition.name,
                    cell.rule,
                    envelope["name"],
                    exact(envelope["budget"]),
                    exact(envelope["spent"]),
                    envelope["winners"],
                    data["ballots"],
                    data["pleased"],
                    " ".join(data["winners"]),
                )


def _charts(side: queries.Side, row: Simulation) -> list[charts.Chart]:
    links = Links(csv=reverse("ballots:simulation_csv", args=[row.pk]))
    pleased = [Item(c.rule, c.pleased_percent, f"{c.pleased_percent} %", "nopal") for c in side.counted]
    spent = [Item(c.rule, c.spent_percent, f"{c.spent_percent} % · {money(c.spent)}") for c in side.counted]
    return [
        charts.bars(
            _("De cada cien personas que votaron, cuántas tienen al menos un proyecto ganador"),
            pleased,
            columns=(_("Regla"), "%"),
            whole=100,
            links=links,
        ),
        charts.bars(
            _("De cada cien pesos, cuántos se usan"), spent, columns=(_("Regla"), "%"), whole=100, links=links
        ),
    ]


def is_managing(request: HttpRequest) -> bool:
    """Return whether the menu entry is for this person."""
    return can(request.user, Permission.MANAGE_EDITIONS)

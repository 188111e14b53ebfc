"""How the proposals of one edition were judged, as charts that lead to their rows."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.foundation.web import charts
from tequio.foundation.web.charts import Chart, Item, Links
from tequio.participation.editions.models import Edition
from tequio.participation.feasibility import queries
from tequio.participation.feasibility.types import AreaFigures
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState

_JUDGED = (ProposalState.FEASIBLE, ProposalState.INFEASIBLE)


def values(slug: str) -> dict[str, Any]:
    """Return what the board of feasibility shows, of the edition that is named or else the latest."""
    editions = list(Edition.objects.published())
    judged = set(Proposal.objects.filter(state__in=_JUDGED).values_list("edition", flat=True).distinct())
    named = [one for one in editions if one.slug == slug]
    chosen = next(iter([*named, *(one for one in editions if one.pk in judged), *editions]), None)
    found: dict[str, Any] = {"editions": editions, "edition": chosen}
    if chosen is None:
        return found
    today = timezone.localdate()
    return found | {
        "indicators": queries.indicators(chosen, today=today),
        "charts": [
            _offices(chosen),
            _areas(_("Resultado por tema"), _("Tema"), "categorias", chosen, queries.by_category(chosen)),
            _areas(_("Resultado por sector"), _("Sector"), "territorios", chosen, queries.by_territory(chosen)),
        ],
    }


def _offices(edition: Edition) -> Chart:
    names = (_("Dados"), _("Por dar, en plazo"), _("Vencidos"))
    rows = [
        (
            one.office,
            one.asked,
            [
                Item(names[0], one.issued, tone="nopal"),
                Item(names[1], one.pending - one.overdue, tone="cempasuchil"),
                Item(names[2], one.overdue, tone="grana"),
            ],
        )
        for one in queries.figures_by_office(edition, today=timezone.localdate())
    ]
    return charts.stacked(
        _("Dictámenes por área"), rows, columns=(_("Área"), *names), links=_links(edition, "indicadores")
    )


def _areas(title: str, name: str, csv: str, edition: Edition, areas: Sequence[AreaFigures]) -> Chart:
    names = (_("En revisión"), _("Factibles"), _("No factibles"))
    rows = [
        (
            area.name or _("Sin lugar"),
            area.proposals,
            [
                Item(names[0], area.in_review, tone="cempasuchil"),
                Item(names[1], area.feasible, tone="nopal"),
                Item(names[2], area.infeasible, tone="grana"),
            ],
        )
        for area in areas
    ]
    return charts.stacked(title, rows, columns=(name, *names), links=_links(edition, csv))


def _links(edition: Edition, csv: str) -> Links:
    return Links(
        rows=reverse("proposals:explorer", args=[edition.slug]),
        csv=reverse("feasibility:public_csv", args=[edition.slug, csv]),
    )

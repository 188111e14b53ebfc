"""How the boards draw their figures: charts that lead to their rows and to their file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.foundation.web import charts
from tequio.foundation.web.charts import Chart, Item, Links
from tequio.participation.editions.models import Edition
from tequio.participation.feasibility import queries
from tequio.participation.feasibility.types import AGES, AreaFigures

AGE_COLUMNS = (gettext_lazy("Pedido hace"), gettext_lazy("Por dictaminar"))
_CSV = "feasibility:board_csv"


def office_charts(
    edition: Edition | None, *, offices: set[int] | None, today: date, links: bool
) -> list[Chart]:
    """Return the charts of the office's board: the pending by age, the proposals by category and place."""
    slug = {"edicion": edition.slug} if edition else {}
    ages = queries.by_age(edition, offices=offices, today=today)
    tones = ("nopal", "anil", "cempasuchil", "grana")
    items = [
        Item(
            label,
            count,
            tone=tones[n],
            url=f"{reverse('feasibility:desk')}?{urlencode({**slug, 'edad': n})}" if links else "",
        )
        for n, (label, count) in enumerate(age_rows(ages))
    ]
    by_age = charts.bars(
        _("Por dictaminar, según cuánto llevan pedidos"),
        items,
        columns=AGE_COLUMNS,
        links=Links(csv=f"{reverse(_CSV, args=['edades'])}?{urlencode(slug)}"),
    )
    return [by_age, *(edition_charts(edition, csv_name=_CSV, args=[], query=slug) if edition else [])]


def edition_charts(
    edition: Edition, *, csv_name: str, args: Sequence[str], query: dict[str, str] | None = None
) -> list[Chart]:
    """Return the proposals of an edition by category and by territory, each with its state."""
    tail = f"?{urlencode(query)}" if query else ""
    rows = f"{reverse('proposals:explorer', args=[edition.slug])}"

    def links(cut: str) -> Links:
        return Links(rows=rows, csv=reverse(csv_name, args=[*args, cut]) + tail)

    return [
        _areas(
            _("Propuestas por categoría"), _("Categoría"), queries.by_category(edition), links("categorias")
        ),
        _areas(_("Propuestas por sector"), _("Sector"), queries.by_territory(edition), links("territorios")),
    ]


def _areas(title: Any, name: Any, areas: Sequence[AreaFigures], links: Links) -> Chart:
    names = (_("En revisión"), _("Factibles"), _("No factibles"))
    tones = ("cempasuchil", "nopal", "grana")
    rows = [
        (
            area.name or _("Sin lugar"),
            area.proposals,
            [
                Item(label, value, tone=tone)
                for label, value, tone in zip(
                    names, (area.in_review, area.feasible, area.infeasible), tones, strict=True
                )
            ],
        )
        for area in areas
    ]
    return charts.stacked(title, rows, columns=(name, *names), links=links)


def age_rows(ages: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Give each bar of the pending by age, with its name."""
    labels = [*(_("Hasta %(days)s días") % {"days": days} for days in AGES)]
    labels.append(_("Más de %(days)s días") % {"days": AGES[-1]})
    yield from zip(labels, ages, strict=True)

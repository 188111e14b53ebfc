"""How the first board draws its figures: a sentence first, then charts that lead to their rows."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accountability.projects.types import FINISHED, Figures, GroupFigures
from tequio.foundation.web import charts
from tequio.foundation.web.charts import Chart, Item, Links
from tequio.foundation.web.templatetags.tequio import money
from tequio.frontdoors.dashboards import exports
from tequio.frontdoors.dashboards.types import Board, Filters, Group

_FIELD = {Group.STAGE: "stage", Group.SECTOR: "sector", Group.OFFICE: "office"}


def sentence(sums: Figures) -> str:
    """Say in one sentence how the money goes with the works."""
    if not sums.contracted:
        return _("Todavía no se firma ningún contrato.")
    paid = 100 * sums.paid // sums.promised if sums.promised else 0
    values = {"paid": paid, "built": sums.physical_percent}
    if paid <= sums.physical_percent:
        return (
            _("Pagado %(paid)s %% de lo prometido y construido %(built)s %%: no se paga por adelantado.")
            % values
        )
    return (
        _("Pagado %(paid)s %% de lo prometido y construido %(built)s %%: se ha pagado más de lo construido.")
        % values
    )


def links(
    csv: str, filters: Filters, *, rows: str = "dashboards:projects", csv_name: str = "dashboards:csv"
) -> Links:
    """Return where the rows of a figure are, and its file."""
    tail = filters.query()
    return Links(rows=reverse(rows) + tail, csv=reverse(csv_name, args=[csv]) + tail)


def drawn(board: Board, filters: Filters, csv_name: str) -> list[Chart]:
    """Return the charts of the first board."""
    by = {group: exports.labelled(groups) for group, groups in board.by.items()}
    to = {group: links(group.value, filters, csv_name=csv_name) for group in Group}
    return [
        _money(board.totals, to[Group.STAGE]),
        _counts(_("Proyectos por etapa"), Group.STAGE, by[Group.STAGE], to[Group.STAGE], filters),
        _shares(_("El dinero por sector"), Group.SECTOR, by[Group.SECTOR], to[Group.SECTOR]),
        _shares(_("El dinero por área responsable"), Group.OFFICE, by[Group.OFFICE], to[Group.OFFICE]),
        _progress(_("Construido y pagado, por sector"), by[Group.SECTOR], to[Group.SECTOR]),
        _counts(_("Proyectos por área responsable"), Group.OFFICE, by[Group.OFFICE], to[Group.OFFICE], filters),
    ]


def _money(sums: Figures, to: Links) -> Chart:
    items = [
        Item(_("Prometido"), sums.promised, money(sums.promised), "pale"),
        Item(_("Contratado"), sums.contracted, money(sums.contracted), "anil"),
        Item(_("Pagado"), sums.paid, money(sums.paid), "cempasuchil"),
    ]
    return charts.bars(_("El dinero"), items, columns=(_("Concepto"), _("Pesos")), links=to)


def _counts(title: Any, group: Group, groups: list[GroupFigures], to: Links, filters: Filters) -> Chart:
    items = [
        Item(
            found.label,
            found.figures.projects,
            tone="nopal" if found.key == FINISHED else "anil",
            url=reverse("dashboards:projects") + filters.query(**{_FIELD[group]: found.key}),
        )
        for found in groups
    ]
    return charts.bars(title, items, columns=(exports.NAMES[group], _("Proyectos")), links=to)


def _shares(title: Any, group: Group, groups: list[GroupFigures], to: Links) -> Chart:
    names = (_("Pagado"), _("Contratado por pagar"), _("Por contratar"))
    rows = [(found.label, money(found.figures.promised), parts(found.figures, names)) for found in groups]
    return charts.stacked(title, rows, columns=(exports.NAMES[group], *names), links=to)


def parts(sums: Figures, names: Sequence[str]) -> list[Item]:
    """Return what was promised cut into paid, contracted and not yet contracted."""
    cut = (sums.paid, max(sums.contracted - sums.paid, 0), max(sums.promised - sums.contracted, 0))
    tones = ("cempasuchil", "anil", "pale")
    return [Item(name, part, money(part), tone) for name, part, tone in zip(names, cut, tones, strict=True)]


def _progress(title: Any, groups: list[GroupFigures], to: Links) -> Chart:
    items = []
    for group in groups:
        sums = group.figures
        paid = 100 * sums.paid // sums.promised if sums.promised else 0
        built = sums.physical_percent
        items.append(Item(_("%(place)s, construido") % {"place": group.label}, built, f"{built} %", "nopal"))
        items.append(Item(_("%(place)s, pagado") % {"place": group.label}, paid, f"{paid} %", "cempasuchil"))
    return charts.bars(title, items, columns=(_("Sector"), "%"), whole=100, links=to)

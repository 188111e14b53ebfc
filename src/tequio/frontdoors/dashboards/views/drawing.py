"""How the boards draw their figures: a sentence first, then charts that lead to their rows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accountability.projects.types import FINISHED, Figures, GroupFigures
from tequio.foundation.web import charts
from tequio.foundation.web.charts import Chart, Item, Links
from tequio.foundation.web.templatetags.tequio import money
from tequio.frontdoors.dashboards import exports
from tequio.frontdoors.dashboards.types import Board, Group

_ROWS = "/proyectos/"
_FILTER = {Group.STAGE: "etapa", Group.SECTOR: "sector", Group.OFFICE: "area"}


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


def drawn(board: Board, edition: str, csv_name: str) -> list[Chart]:
    by = {group: labelled(groups) for group, groups in board.by.items()}
    tail = f"?{urlencode({'edicion': edition})}" if edition else ""
    links = {
        group: Links(rows=f"{_ROWS}{tail}", csv=reverse(csv_name, args=[group.value]) + tail) for group in Group
    }
    return [
        _money(board.totals, links[Group.STAGE]),
        _counts(_("Proyectos por etapa"), Group.STAGE, by[Group.STAGE], links[Group.STAGE], edition),
        _shares(_("El dinero por sector"), Group.SECTOR, by[Group.SECTOR], links[Group.SECTOR]),
        _shares(_("El dinero por área responsable"), Group.OFFICE, by[Group.OFFICE], links[Group.OFFICE]),
        _progress(_("Construido y pagado, por sector"), by[Group.SECTOR], links[Group.SECTOR]),
        _counts(
            _("Proyectos por área responsable"), Group.OFFICE, by[Group.OFFICE], links[Group.OFFICE], edition
        ),
    ]


def labelled(groups: Sequence[GroupFigures]) -> list[GroupFigures]:
    """Give a name to what has none: the finished, and what stands in no place."""
    unnamed = {FINISHED: _("Entregado"), "": _("Todo el municipio")}
    return [replace(group, label=group.label or unnamed.get(group.key, group.key)) for group in groups]


def _money(sums: Figures, links: Links) -> Chart:
    items = [
        Item(_("Prometido"), sums.promised, money(sums.promised), "pale"),
        Item(_("Contratado"), sums.contracted, money(sums.contracted), "anil"),
        Item(_("Pagado"), sums.paid, money(sums.paid), "cempasuchil"),
    ]
    return charts.bars(_("El dinero"), items, columns=(_("Concepto"), _("Pesos")), links=links)


def _counts(title: Any, group: Group, groups: list[GroupFigures], links: Links, edition: str) -> Chart:
    chosen = {"edicion": edition} if edition else {}
    items = [
        Item(
            found.label,
            found.figures.projects,
            tone="nopal" if found.key == FINISHED else "anil",
            url=f"{_ROWS}?{urlencode({_FILTER[group]: found.key, **chosen})}",
        )
        for found in groups
    ]
    return charts.bars(title, items, columns=(exports.NAMES[group], _("Proyectos")), links=links)


def _shares(title: Any, group: Group, groups: list[GroupFigures], links: Links) -> Chart:
    names = (_("Pagado"), _("Contratado por pagar"), _("Por contratar"))
    rows = [(found.label, money(found.figures.promised), _parts(found.figures, names)) for found in groups]
    return charts.stacked(title, rows, columns=(exports.NAMES[group], *names), links=links)


def _parts(sums: Figures, names: tuple[str, str, str]) -> list[Item]:
    parts = (sums.paid, max(sums.contracted - sums.paid, 0), max(sums.promised - sums.contracted, 0))
    tones = ("cempasuchil", "anil", "pale")
    return [Item(name, part, money(part), tone) for name, part, tone in zip(names, parts, tones, strict=True)]


def _progress(title: Any, groups: list[GroupFigures], links: Links) -> Chart:
    items = []
    for group in groups:
        sums = group.figures
        paid = 100 * sums.paid // sums.promised if sums.promised else 0
        built = sums.physical_percent
        items.append(Item(_("%(place)s, construido") % {"place": group.label}, built, f"{built} %", "nopal"))
        items.append(Item(_("%(place)s, pagado") % {"place": group.label}, paid, f"{paid} %", "cempasuchil"))
    return charts.bars(title, items, columns=(_("Sector"), "%"), whole=100, links=links)

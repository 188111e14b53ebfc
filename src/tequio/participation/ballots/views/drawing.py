"""How the results are drawn: the winners on the map, turnout by place, age and sex. Each with table and CSV."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.foundation.web import charts, maps
from tequio.foundation.web.charts import Chart, Item, Links
from tequio.participation.ballots import queries
from tequio.participation.ballots.exports import COLUMNS
from tequio.participation.ballots.models import Count
from tequio.participation.ballots.types import CHANNEL_LABELS, Channel
from tequio.participation.editions.models import Edition

_MOST_PLACES = 40  # bars that a page can show; the CSV has them all


def winners_map(edition: Edition, sections: list[queries.Section]) -> maps.MapFigure | None:
    """Return the map of the winners: how many in each territory, and where each one is."""
    return maps.figure(
        _("Dónde están los ganadores"),
        list(_shapes(edition, sections)),
        list(_pins(sections)),
        geojson_url=reverse("ballots:results_map", args=[edition.slug]),
        table_url="#bolsas",
        caption=_("Cada punto es un proyecto ganador; mientras más oscuro el lugar, más ganó."),
    )


def winners_geojson(edition: Edition, sections: list[queries.Section]) -> dict[str, Any]:
    """Return the same map for the interactive one."""
    return maps.geojson(_shapes(edition, sections), _pins(sections))


def _shapes(edition: Edition, sections: list[queries.Section]) -> Iterator[maps.Shape]:
    by_unit = queries.voted_units(sections)
    units = list(edition.territory.units.filter(pk__in=by_unit))
    won = [sum(len(section.winners) for section in by_unit[unit.pk]) for unit in units]
    for unit, number, level in zip(units, won, maps.levels(won), strict=True):
        words = ngettext("%(n)s ganador", "%(n)s ganadores", number) % {"n": number}
        yield maps.Shape(unit.name, unit.drawing, level=level, detail=words)


def _pins(sections: list[queries.Section]) -> Iterator[maps.Pin]:
    for section in sections:
        for result in section.winners:
            proposal = result.option.proposal
            if proposal.lon is not None and proposal.lat is not None:
                url = reverse("proposals:detail", args=[proposal.folio]) if proposal.folio else ""
                yield maps.Pin(
                    proposal.lon, proposal.lat, result.option.title, url, "done", detail=section.name
                )


def turnout_charts(edition: Edition, count: Count) -> list[Chart]:
    """Return turnout by place, age band and sex. What would tell of few people is not shown."""
    drawn = [_by_place(edition, count)]
    for name, title in (("ages", _("Quién participó, por edad")), ("sexes", _("Quién participó, por sexo"))):
        cells = count.figures.get(name, [])
        if cells:
            table = {"ages": "edades", "sexes": "sexos"}[name]
            drawn.append(_bands(title, cells, table, edition))
    return drawn


def _by_place(edition: Edition, count: Count) -> Chart:
    rows = sorted(count.figures.get("places", []), key=lambda row: -row["cast"])
    items = [Item(place_name(row), row["cast"], _turnout(row)) for row in rows[:_MOST_PLACES]]
    return charts.bars(
        _("Boletas por lugar"), items, columns=(_("Lugar"), _("Boletas")), links=_links(edition, "lugares")
    )


def _turnout(row: dict[str, Any]) -> str:
    """Write the ballots of a place beside its population, or beside the rights to vote that were handed out."""
    whole, words = row.get("population"), _("%(n)s de %(whole)s habitantes (%(part)s %%)")
    if not whole:
        whole, words = row["issued"], _("%(n)s de %(whole)s derechos entregados (%(part)s %%)")
    if not whole:
        return f"{row['cast']:,}"
    part = f"{1000 * row['cast'] // whole / 10:g}"
    return words % {"n": f"{row['cast']:,}", "whole": f"{whole:,}", "part": part}


def _bands(title: str, cells: Sequence[Sequence[Any]], table: str, edition: Edition) -> Chart:
    items = [
        Item(label, number or 0, shown, "nopal")
        for (label, shown), (_band, number) in zip(band_rows(cells), cells, strict=True)
    ]
    columns = (str(COLUMNS[table][0]), str(COLUMNS[table][1]))
    summary = ""
    if any(number is None for _band, number in cells):
        summary = _("Las cifras de pocas personas se reservan, para que nadie pueda ser reconocido.")
    return charts.bars(title, items, columns=columns, summary=summary, links=_links(edition, table))


def band_rows(cells: Sequence[Sequence[Any]]) -> list[tuple[str, str]]:
    """Return each band with its figure in words."""
    return [
        (band or _("Sin dato"), _("Reservado") if number is None else f"{number:,}") for band, number in cells
    ]


def place_name(row: dict[str, Any]) -> str:
    """Return the name of the place of a line of turnout."""
    return row["name"] or _("Toda la ciudad")


def channel_rows(count: Count) -> list[dict[str, Any]]:
    """Return the channels that somebody used, each with its name."""
    return [
        row | {"label": CHANNEL_LABELS[Channel(row["channel"])]}
        for row in count.figures.get("channels", [])
        if row["issued"] or row["cast"]
    ]


def _links(edition: Edition, table: str) -> Links:
    return Links(csv=reverse("ballots:results_csv", args=[edition.slug, table]))

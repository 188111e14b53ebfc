"""How live figures are drawn: bars, days, a map, crossings and the census beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.core.livefigures import CROSSINGS, Cell
from tequio.core.livefigures.representation import Group, compared
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.queries.census import census
from tequio.foundation.web import maps
from tequio.participation.forums.exports import figures as words
from tequio.participation.forums.models import Forum

_MOST = 12  # bars of a table that may have hundreds; its file has all
_LONG = frozenset({"unit", "theme", "sector"})  # the largest first; the others stay in their order
_COLUMNS = frozenset({"day", "votes_day"})  # drawn as columns in the order of time
_LEVELS = 5  # of a map


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it is drawn. ``key`` is how the script finds it in the document."""

    key: str
    label: str
    text: str
    share: float  # of the largest, in per cent

    @property
    def rest(self) -> float:
        """What a column leaves free above it, in per cent."""
        return 100 - self.share


@dataclass(frozen=True, slots=True)
class Sketch:
    """A chart with its table and its file."""

    title: str
    columns: tuple[str, str]
    lines: list[Line]
    csv: str
    upright: bool = False
    left: int = 0  # lines that only the file has

    @property
    def first(self) -> str:
        """How the first line is called."""
        return self.lines[0].label

    @property
    def last(self) -> str:
        """How the last line is called."""
        return self.lines[-1].label


@dataclass(frozen=True, slots=True)
class Crossing:
    """A table of two ways: a row per pillar."""

    title: str
    corner: str
    heads: list[str]
    rows: list[tuple[str, list[tuple[str, Line]]]]
    csv: str


def values(forum: Forum, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page draws of a document."""
    names, final = words.labels(forum), bool(document["final"])
    totals = {code: words.said(words.cell(pair), final=final) for code, pair in document["totals"].items()}
    sketches = {table.name: sketch(forum, document, table, names) for table in words.TABLES}
    said = {table.name: any(c[0] for c in document["tables"][table.name].values()) for table in words.TABLES}
    return {
        "document": document,
        "totals": totals,
        "people_charts": [sketches[name] for name in ("gender", "age", "sector")],
        "topic_charts": [sketches[name] for name in ("pillar", "theme")],
        "time_charts": [sketches[name] for name in ("day", "votes_day", "channel") if said[name]],
        "units": sketches["unit"],
        "crossings": [crossing(forum, document, table, names) for table in words.CROSSED],
        "map": _map(forum, document),
        "census": _census(forum, document, names),
    }


def sketch(forum: Forum, document: Mapping[str, Any], table: words.Table, names: words.Labels) -> Sketch:
    """Return a table as a chart."""
    final = bool(document["final"])
    found = [
        (code, words.cell(pair))
        for code, pair in document["tables"][table.name].items()
        if code or pair[1] != 0  # nobody who did not say is not worth a bar
    ]
    if table.name in _LONG:
        found.sort(key=lambda pair: -pair[1].low)
        told = [pair for pair in found if pair[1].low] or found
        found, left = told[:_MOST], len(found) - len(told[:_MOST])
    else:
        left = 0
    most = max((figure.low for _code, figure in found), default=0)
    lines = [
        _line(f"{table.name}:{code}", words.name(names, table.name, code), figure, most, final=final)
        for code, figure in found
    ]
    return Sketch(
        str(table.title),
        (str(table.of), str(table.unit)),
        lines,
        reverse("forums:live_csv", args=[forum.slug, table.slug]),
        upright=table.name in _COLUMNS,
        left=left,
    )


def crossing(forum: Forum, document: Mapping[str, Any], table: words.Table, names: words.Labels) -> Crossing:
    """Return a table of two ways."""
    rows, trait, final = document["crossings"][table.name], CROSSINGS[table.name], bool(document["final"])
    codes = list(next(iter(rows.values()), {}))
    most = max((pair[0] for cells in rows.values() for pair in cells.values()), default=0)
    heads = [words.name(names, trait, code) for code in codes]
    return Crossing(
        str(table.title),
        str(table.of),
        heads,
        [
            (
                words.name(names, "pillar", pillar),
                [
                    (
                        words.name(names, trait, code),
                        _line(f"{table.name}:{pillar}:{code}", "", words.cell(cells[code]), most, final=final),
                    )
                    for code in codes
                ],
            )
            for pillar, cells in rows.items()
        ],
        reverse("forums:live_csv", args=[forum.slug, table.slug]),
    )


def geojson(forum: Forum, document: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the colonias with their figures, as the interactive map reads them."""
    return maps.geojson(_shapes(forum, document) if document else ())


def _line(key: str, label: str, figure: Cell, most: int, *, final: bool) -> Line:
    share = round(100 * figure.low / most, 1) if most else 0.0
    return Line(key, label, words.said(figure, final=final), share)


def _shapes(forum: Forum, document: Mapping[str, Any]) -> list[maps.Shape]:
    level, final = territory.lowest_level(forum.territory), bool(document["final"])
    if level is None:
        return []
    cells = document["tables"]["unit"]
    units = list(level.units.order_by("name").only("code", "name", "geometry", "sketch"))
    lows = [cells.get(unit.code, (0, None))[0] for unit in units]
    return [
        maps.Shape(
            unit.name,
            unit.drawing,
            level=shade,
            detail=words.said(words.cell(cells.get(unit.code, (0, None))), final=final),
        )
        for unit, shade in zip(units, maps.levels(lows), strict=True)
    ]


def _map(forum: Forum, document: Mapping[str, Any]) -> maps.MapFigure | None:
    return maps.figure(
        _("Cuántas personas de cada colonia participan"),
        _shapes(forum, document),
        geojson_url=reverse("forums:live_map", args=[forum.slug]),
        caption=_("Más oscuro, más personas. Lo más claro, menos de %(n)s.") % {"n": document["step"]},
    )


def _census(forum: Forum, document: Mapping[str, Any], names: words.Labels) -> dict[str, Any] | None:
    """Return the figures beside the census, or None where none is loaded."""
    found = census(forum.territory, [(low, high) for low, high in forum.age_bands])
    if found is None:
        return None
    tables = []
    for name, people in (("gender", found.by_sex), ("age", found.by_age), ("unit", found.by_unit)):
        cells = {code: words.cell(pair) for code, pair in document["tables"][name].items() if code}
        groups = compared(cells, people)
        if groups:
            tables.append((name, _labelled(name, groups, names)))
    missing = [(name, label) for name, rows in tables for label, group in rows if group.missing]
    return {
        "source": found.source,
        "year": found.year,
        "tables": [(str(words.BY_SLUG[_SLUGS[name]].of), rows[:_MOST]) for name, rows in tables],
        "missing": [label for name, label in missing if name != "unit"],
        "missing_units": [label for name, label in missing if name == "unit"][:_MOST],
    }


_SLUGS = {table.name: table.slug for table in words.TABLES}


def _labelled(name: str, groups: list[Group], names: words.Labels) -> list[tuple[str, Group]]:
    return [(words.name(names, name, group.code), group) for group in groups]

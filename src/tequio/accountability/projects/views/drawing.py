"""The history of a project's progress as two lines over time, with its table and its file beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tequio.accountability.projects.models import Project
from tequio.accountability.projects.queries import ProgressPoint
from tequio.foundation.web import charts

_WIDTH, _HEIGHT, _MARGIN = 600, 160, 8
_LEAST = 2  # points that make a line


@dataclass(frozen=True, slots=True)
class Line:
    """One measure over time: its points as SVG writes them, its tone, and its last figure in words."""

    points: str
    tone: str


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """What the template draws; the fields that every chart has carry the table, the legend and the links."""

    title: Any
    summary: Any
    columns: tuple[Any, ...]
    table: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    ends: tuple[str, str]
    legend: tuple[charts.Item, ...]
    links: charts.Links
    template: str = "projects/progress_chart.html"


def progress_chart(points: Sequence[ProgressPoint], project: Project) -> ProgressChart | None:
    """Return the chart of what was built and paid over time; None while there is no line to draw."""
    if len(points) < _LEAST:
        return None
    last = points[-1]
    physical = _("Construido: %(n)d %%") % {"n": last.physical or 0}
    financial = _("Pagado de lo contratado: %(n)d %%") % {"n": last.financial or 0}
    return ProgressChart(
        title=_("Cómo avanzó"),
        summary="",
        columns=(_("Día"), _("Construido"), _("Pagado")),
        table=tuple((_day(p), _percent(p.physical), _percent(p.financial)) for p in points),
        lines=(
            Line(_path(points, [p.physical for p in points]), "nopal"),
            Line(_path(points, [p.financial for p in points]), "cempasuchil"),
        ),
        ends=(_day(points[0]), _day(last)),
        legend=(
            charts.Item(physical, last.physical or 0, tone="nopal"),
            charts.Item(financial, last.financial or 0, tone="cempasuchil"),
        ),
        links=charts.Links(csv=reverse("projects:progress", args=[project.folio])),
    )


def _path(points: Sequence[ProgressPoint], values: Sequence[int | None]) -> str:
    """Return the line of one measure: days across, percent up; it holds its height until it moves."""
    begin, days = points[0].on, max((points[-1].on - points[0].on).days, 1)
    drawn, height = [], _height(0)
    for point, value in zip(points, values, strict=True):
        x = round(_MARGIN + (point.on - begin).days * (_WIDTH - 2 * _MARGIN) / days, 1)
        drawn.append(f"{x},{height}")
        height = _height(value) if value is not None else height
        drawn.append(f"{x},{height}")
    return " ".join(drawn)


def _height(percent: int) -> float:
    return round(_HEIGHT - _MARGIN - min(percent, 100) * (_HEIGHT - 2 * _MARGIN) / 100, 1)


def _day(point: ProgressPoint) -> str:
    return date_format(point.on, "j b Y")


def _percent(value: int | None) -> str:
    return "—" if value is None else f"{value} %"

"""An indicator over time: where it began, where it has to arrive, and what was measured on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tequio.accountability.plans.queries import Reading
from tequio.foundation.web import charts
from tequio.foundation.web.templatetags.tequio import day

_WIDTH, _HEIGHT, _MARGIN = 600, 160, 12


@dataclass(frozen=True, slots=True)
class IndicatorChart:
    """What the template draws; the fields that every chart has carry the table, the legend and the links."""

    title: Any
    summary: Any
    columns: tuple[Any, ...]
    table: tuple[tuple[str, ...], ...]
    promised: str
    measured: str
    dots: tuple[tuple[float, float], ...]
    ends: tuple[str, str]
    legend: tuple[charts.Item, ...]
    links: charts.Links
    template: str = "plans/indicator_chart.html"


def figure(value: Decimal, unit: str = "") -> str:
    """Return a value as people write it, without zeros that say nothing, with its unit."""
    text = number_format(value.normalize() if value else Decimal(0), use_l10n=True, force_grouping=True)
    return f"{text} {unit}".strip()


def drawn(reading: Reading, csv: str = "") -> IndicatorChart:
    """Return the chart of an indicator: the promised way dashed, the measured one whole."""
    one = reading.indicator
    points = [(one.baseline_on, one.baseline), *((m.on, m.value) for m in reading.measurements)]
    promised = [(one.baseline_on, one.baseline), (one.target_on, one.target)]
    place = _Scale([*points, *promised])
    rows = [(_("Línea base"), one.baseline_on, one.baseline)]
    rows += [(_("Medición"), m.on, m.value) for m in reading.measurements]
    rows.append((_("Meta"), one.target_on, one.target))
    return IndicatorChart(
        title=one.name,
        summary=_summary(reading),
        columns=(_("Qué es"), _("Día"), one.unit),
        table=tuple((str(what), day(on), figure(value)) for what, on, value in rows),
        promised=place.path(promised),
        measured=place.path(points) if reading.measurements else "",
        dots=tuple(place.xy(on, value) for on, value in points[1:]),
        ends=(
            f"{day(one.baseline_on)}: {figure(one.baseline, one.unit)}",
            f"{day(one.target_on)}: {figure(one.target, one.unit)}",
        ),
        legend=(
            charts.Item(_("Lo medido"), 0, shown=" ", tone="nopal"),
            charts.Item(_("Lo prometido"), 0, shown=" ", tone="cempasuchil"),
        ),
        links=charts.Links(csv=csv),
    )


def _summary(reading: Reading) -> str:
    one = reading.indicator
    if not reading.measurements:
        return _("Todavía no se mide. Empieza en %(base)s y debe llegar a %(target)s.") % {
            "base": figure(one.baseline, one.unit),
            "target": figure(one.target, one.unit),
        }
    last = reading.measurements[-1]
    said = _("Va en %(value)s, medido el %(day)s.") % {
        "value": figure(last.value, one.unit),
        "day": day(last.on),
    }
    percent = reading.percent
    if percent is None or percent < 0:
        return said + " " + _("Se aleja de la meta.")
    return said + " " + _("Ha recorrido %(percent)d %% del camino a la meta.") % {"percent": percent}


class _Scale:
    """Days across, values up. Drawings, not decisions: floats are at home here."""

    def __init__(self, points: Sequence[tuple[date, Decimal]]) -> None:
        days, values = [on for on, _value in points], [value for _on, value in points]
        self._first, self._days = min(days), max((max(days) - min(days)).days, 1)
        self._low, self._span = min(values), float(max(values) - min(values)) or 1.0

    def xy(self, on: date, value: Decimal) -> tuple[float, float]:
        """Return the drawing's x and y."""
        x = _MARGIN + (on - self._first).days * (_WIDTH - 2 * _MARGIN) / self._days
        y = _HEIGHT - _MARGIN - float(value - self._low) * (_HEIGHT - 2 * _MARGIN) / self._span
        return round(x, 1), round(y, 1)

    def path(self, points: Sequence[tuple[date, Decimal]]) -> str:
        """Return the points as SVG writes them."""
        return " ".join(f"{x},{y}" for x, y in (self.xy(on, value) for on, value in points))

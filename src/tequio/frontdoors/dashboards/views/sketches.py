"""How the other boards draw: money in time, how long things take, promises kept, and built against paid."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from tequio.accountability.projects.types import Figures
from tequio.foundation.web import charts
from tequio.foundation.web.charts import Chart, Item, Point
from tequio.foundation.web.templatetags.tequio import money
from tequio.frontdoors.dashboards import exports
from tequio.frontdoors.dashboards.types import CELL, Days, Dot, Filters, Line, Month, Table, Times, Timing
from tequio.frontdoors.dashboards.views.drawing import links, parts

_ROWS, _CONTRACTS = "dashboards:projects", "dashboards:contracts"
_TONES = {
    Timing.ON_TIME: "nopal",
    Timing.LATE: "cempasuchil",
    Timing.OVERDUE: "grana",
    Timing.RUNNING: "anil",
    Timing.UNPROMISED: "hilo",
    Timing.UNSIGNED: "hilo",
}
_KEPT = (Timing.ON_TIME, Timing.LATE, Timing.OVERDUE, Timing.RUNNING, Timing.UNPROMISED)
FIELD = {
    Table.SECTOR: "sector",
    Table.OFFICE: "office",
    Table.CATEGORY: "category",
    Table.SUPPLIER: "supplier",
    Table.PROCEDURE: "procedure",
}
BY_CONTRACT = frozenset({Table.SUPPLIER, Table.PROCEDURE})
_MOST = 12  # bars of a chart; the rest is in its table


def funnel(sums: Figures, filters: Filters) -> Chart:
    """Return what becomes of each hundred pesos that were promised."""
    names = (_("Pagado"), _("Contratado por pagar"), _("Por contratar"))
    return charts.waffle(
        _("De cada cien pesos prometidos"),
        parts(sums, names),
        columns=(_("Concepto"), _("Pesos")),
        summary=_("Cada cuadro es un peso de cada cien."),
        links=links("etapas", filters),
    )


def by_month(months: Sequence[Month], filters: Filters) -> list[Chart]:
    """Return how many contracts were signed each month, and for how much, the latest first."""
    to = links("meses", filters, rows=_CONTRACTS)
    contracts = reverse(_CONTRACTS)
    counted = [
        Item(month_name(one.month), one.contracts, url=contracts + filters.query(month=one.month))
        for one in reversed(months[-_MOST:])
    ]
    paid = [Item(month_name(one.month), one.centavos, money(one.centavos)) for one in months]
    return [
        charts.line(_("Lo contratado cada mes"), paid, columns=(_("Mes"), _("Pesos")), links=to),
        charts.bars(_("Contratos firmados cada mes"), counted, columns=(_("Mes"), _("Contratos")), links=to),
    ]


def month_name(month: str) -> str:
    """Say a month: ``septiembre de 2026``."""
    said = date_format(date.fromisoformat(f"{month}-01"), pgettext("date format", r"F \d\e Y"))
    return said.lower() if (get_language() or "es").startswith("es") else said


def largest(title: str, lines: Sequence[Line], table: Table, filters: Filters) -> Chart:
    """Return the largest lines of a comparison as bars that lead to their rows."""
    items = [
        Item(
            line.label or _("Sin nombre"),
            line.contracted,
            money(line.contracted),
            url=line_url(line, table, filters),
        )
        for line in lines[:_MOST]
    ]
    rows = _CONTRACTS if table in BY_CONTRACT else _ROWS
    return charts.bars(
        title, items, columns=(exports.NAMES[table], _("Pesos")), links=links(table.value, filters, rows=rows)
    )  # fmt: skip


def line_url(line: Line, table: Table, filters: Filters) -> str:
    """Return where the rows of a line are."""
    rows = _CONTRACTS if table in BY_CONTRACT else _ROWS
    return reverse(rows) + filters.query(**{FIELD[table]: line.key})


def stretch(days: Days, filters: Filters) -> Chart:
    """Return how many projects took how long in one stretch."""
    rows = reverse(_ROWS)
    items = [
        Item(exports.bucket_name(n), count, url=rows + filters.query(span=days.span, bucket=n))
        for n, count in enumerate(days.buckets)
    ]
    summary = _("Nadie ha llegado todavía.")
    if days.median is not None:
        summary = ngettext(
            "La mitad tardó %(days)s día o menos.", "La mitad tardó %(days)s días o menos.", days.median
        ) % {"days": days.median}
    return charts.bars(
        exports.SPANS[days.span],
        items,
        columns=(_("Días"), _("Proyectos")),
        summary=summary,
        links=links("plazos", filters.only(_ALL), rows=_ROWS),
    )


_ALL = ("edition", "sector", "office", "year", "procedure", "category")


def promises(found: Times, filters: Filters) -> Chart:
    """Return how the projects stand against the day they were promised for."""
    rows = reverse(_ROWS)
    items = [
        Item(
            exports.TIMINGS[kind], found.timing[kind], tone=_TONES[kind], url=rows + filters.query(timing=kind)
        )
        for kind in _KEPT
    ]
    return charts.bars(
        _("Lo prometido y lo cumplido"),
        items,
        columns=(_("Cómo va"), _("Proyectos")),
        links=links("promesas", filters),
    )


def progress(dots: Sequence[Dot], filters: Filters) -> Chart:
    """Return what is built against what is paid: over the line, more is paid than built."""
    return charts.scatter(
        _("Lo construido y lo pagado"),
        [_point(dot, filters) for dot in joined(dots)],
        columns=(_("Proyecto"), _("Construido, %"), _("Pagado, %")),
        summary=_("Cada punto es un proyecto, o varios. Arriba de la línea se ha pagado más de lo construido."),
        links=links("avance", filters),
    )


def joined(dots: Sequence[Dot]) -> list[Dot]:
    """Return one dot for those that stand in the very same place."""
    places: dict[tuple[int, int], list[Dot]] = {}
    for dot in dots:
        places.setdefault((dot.built, dot.paid), []).append(dot)
    return [
        found[0] if len(found) == 1 else Dot(built=built, paid=paid, count=sum(one.count for one in found))
        for (built, paid), found in places.items()
    ]


def _point(dot: Dot, filters: Filters) -> Point:
    tone = "grana" if dot.paid > dot.built else "nopal"
    if dot.folio:
        url = reverse("projects:detail", args=[dot.folio])
        return Point(dot.built, dot.paid, dot.title, 1, url, tone)
    label = ngettext("%(n)s proyecto", "%(n)s proyectos", dot.count) % {"n": dot.count}
    cell = reverse(_ROWS) + filters.query(built=dot.built // CELL * CELL, paid=dot.paid // CELL * CELL)
    return Point(dot.built, dot.paid, label, dot.count, cell, tone)

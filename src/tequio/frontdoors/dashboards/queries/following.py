"""Physical against financial progress, the map, and the indicators of follow-up."""

from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Least
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.accountability.alerts import queries as alerts
from tequio.accountability.alerts.types import WORDS, Share
from tequio.accountability.alerts.types import Filters as FlagFilters
from tequio.accountability.projects import queries as figures
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED
from tequio.core.redflags import Code
from tequio.foundation.web import maps
from tequio.frontdoors.dashboards.queries.chosen import projects
from tequio.frontdoors.dashboards.types import CELL, Dot, Filters, Indicator, Span, Times, Timing

FEW = 200  # projects that are still drawn one by one
PINS = 300


def dots(filters: Filters, *, today: date) -> list[Dot]:
    """Return where the projects with a contract stand; beyond a few, joined in cells. Two queries at most."""
    found = projects(filters, today=today).order_by().filter(contracted_centavos__gt=0)
    share = Least(F("paid_centavos") * 100 / F("contracted_centavos"), 100)
    each = list(
        found.annotate(share=share).values_list("physical_percent", "share", "folio", "title")[: FEW + 1]
    )
    if len(each) <= FEW:
        return [
            Dot(built=built, paid=paid, count=1, folio=folio, title=title) for built, paid, folio, title in each
        ]
    cells = found.annotate(
        across=F("physical_percent") / CELL * CELL, up=share / CELL * CELL
    ).values_list("across", "up")  # fmt: skip
    counted = cells.annotate(n=Count("pk")).order_by("across", "up")
    return [Dot(built=across, paid=up, count=count) for across, up, count in counted]


def pins(filters: Filters, *, today: date) -> list[maps.Pin]:
    """Return the places of the works, coloured by how they stand. One query."""
    found = projects(filters, today=today).filter(lon__isnull=False)
    rows = found.order_by("-created_at").values_list("lon", "lat", "title", "folio", "stage", "promised_end")
    return [
        maps.Pin(lon, lat, title, reverse("projects:detail", args=[folio]), _tone(stage, promised, today))
        for lon, lat, title, folio, stage, promised in rows[:PINS]
        if lon is not None and lat is not None
    ]


def _tone(stage: str, promised: date | None, today: date) -> str:
    if stage == FINISHED:
        return "done"
    return "late" if promised and promised < today else "now"


def sector_shapes(found: QuerySet[Project]) -> list[maps.Shape]:
    """Return the sectors, the darker the more projects they have. Two queries."""
    counts = {group.key: group.figures.projects for group in figures.figures_by_sector(found)}
    units = [unit for unit in figures.sectors_of(None) if unit.geometry]
    levels = maps.levels([counts.get(str(unit.pk), 0) for unit in units])
    return [
        maps.Shape(unit.name, unit.geometry, level=level, detail=counts.get(str(unit.pk), 0))
        for unit, level in zip(units, levels, strict=True)
    ]


def indicators(filters: Filters, found: Times, *, today: date) -> list[Indicator]:
    """Return the shares that tell how well the works are followed. Two queries."""
    total = projects(filters, today=today).count()
    rows, timing = reverse("dashboards:projects"), found.timing
    delivered = timing[Timing.ON_TIME] + timing[Timing.LATE]
    signed = found.days[0].count
    shares = alerts.shares(FlagFilters(edition=filters.edition, office=filters.office))
    return [
        Indicator(
            label=_("Con contrato"), part=signed, whole=total, url=f"{rows}{filters.query(span=Span.CONTRACT)}"
        ),
        Indicator(
            label=_("Con fecha prometida"),
            part=total - timing[Timing.UNPROMISED],
            whole=total,
            url=f"{rows}{filters.query(timing=Timing.UNPROMISED)}",
        ),
        Indicator(
            label=_("Entregados a tiempo, de los entregados"),
            part=timing[Timing.ON_TIME],
            whole=delivered,
            url=f"{rows}{filters.query(timing=Timing.ON_TIME)}",
        ),
        *[_by_flag(code, label, shares[code], filters) for code, label in _TOLD.items()],
    ]


_TOLD = {
    Code.LATE_UPDATE: _("Con noticias recientes"),
    Code.MISSING_EVIDENCE: _("Con evidencia en lo terminado"),
    Code.PAID_OVER_BUILT: _("Sin pagos adelantados a la obra"),
}


def _by_flag(code: Code, label: Any, share: Share, filters: Filters) -> Indicator:
    tail = Filters(edition=filters.edition, office=filters.office).query()
    url = reverse("alerts:flag", args=[WORDS[code].slug]) + tail
    return Indicator(label=label, part=share.clear, whole=share.computed, url=url)

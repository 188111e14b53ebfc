"""The boards' figures as rows: the same in the charts' tables and in the files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.models import Contract
from tequio.accountability.projects import queries as works
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED, GroupFigures
from tequio.frontdoors.dashboards import queries
from tequio.frontdoors.dashboards.types import (
    BUCKETS,
    Filters,
    Group,
    Indicator,
    Line,
    Month,
    Span,
    Table,
    Times,
    Timing,
)
from tequio.publishing.opendata.types import DatasetSpec, Field
from tequio.publishing.opendata.types import Table as DataTable

NAMES: dict[Group | Table, str | Promise] = {
    Group.STAGE: _("Etapa"),
    Group.SECTOR: _("Sector"),
    Group.OFFICE: _("Área"),
    Table.CATEGORY: _("Tema"),
    Table.SUPPLIER: _("Proveedor"),
    Table.PROCEDURE: _("Procedimiento"),
}
COLUMNS = (
    _("Proyectos"),
    _("Entregados"),
    _("Prometido, en pesos"),
    _("Contratado, en pesos"),
    _("Pagado, en pesos"),
    _("Avance físico, %"),
)
SPANS = {
    Span.CONTRACT: _("Del resultado al primer contrato"),
    Span.WORKS: _("Del contrato a la entrega"),
    Span.WHOLE: _("Del resultado a la entrega"),
}
TIMINGS = {
    Timing.ON_TIME: _("Entregados a tiempo"),
    Timing.LATE: _("Entregados tarde"),
    Timing.OVERDUE: _("Sin entregar, ya vencidos"),
    Timing.RUNNING: _("Sin entregar, en plazo"),
    Timing.UNPROMISED: _("Sin fecha prometida"),
    Timing.UNSIGNED: _("Sin contrato todavía"),
}
File = tuple[Sequence[Any], list[tuple[Any, ...]]]
UNNAMED = {FINISHED: _("Entregado"), "": _("Todo el municipio")}
PROJECT_COLUMNS = (
    "folio", "proyecto", "edicion", "territorio", "tema", "area", "etapa", "decidido", "prometido",
    "contratado", "pagado", "avance", "entrega", "url",
)  # fmt: skip
CONTRACT_COLUMNS = (
    "contrato", "titulo", "ocid", "folio", "proyecto", "edicion", "area", "procedimiento", "proveedor",
    "firmado", "inicio", "fin", "monto", "pagado", "estado", "url",
)  # fmt: skip


def labelled(groups: Sequence[GroupFigures]) -> list[GroupFigures]:
    """Give a name to what has none: the finished, and what stands in no place."""
    return [replace(group, label=group.label or str(UNNAMED.get(group.key, group.key))) for group in groups]


def rows(groups: Iterable[GroupFigures]) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a cut, money in pesos with two decimals."""
    for group in groups:
        sums = group.figures
        money = (pesos(cents) for cents in (sums.promised, sums.contracted, sums.paid))
        yield (str(group.label), sums.projects, sums.finished, *money, sums.physical_percent)


def pesos(cents: int) -> str:
    """Write centavos as pesos with two decimals, exactly."""
    return f"{cents // 100}.{cents % 100:02d}"


def bucket_name(index: int) -> str:
    """Say a bucket of days."""
    first, last = BUCKETS[index]
    if last is None:
        return now("Más de %(days)s días") % {"days": first - 1}
    return now("De %(first)s a %(last)s días") % {"first": first, "last": last}


def project_rows(found: QuerySet[Project]) -> Iterator[tuple[Any, ...]]:
    """Give one row per project, under ``PROJECT_COLUMNS``."""
    names = works.stage_names() | {FINISHED: str(UNNAMED[FINISHED])}
    for one in found.iterator(chunk_size=500):
        yield (
            one.folio,
            one.title,
            one.edition.slug if one.edition else "",
            one.unit.name if one.unit else "",
            one.category.name if one.category else "",
            one.office.name,
            names.get(one.stage, one.stage),
            one.created_at.date().isoformat(),
            *(pesos(cents) for cents in (one.budget_centavos, one.contracted_centavos, one.paid_centavos)),
            one.physical_percent,
            one.promised_end.isoformat() if one.promised_end else "",
            f"{settings.PUBLIC_URL}{reverse('projects:detail', args=[one.folio])}",
        )


def contract_rows(found: QuerySet[Contract]) -> Iterator[tuple[Any, ...]]:
    """Give one row per contract, under ``CONTRACT_COLUMNS``. Amounts with VAT."""
    for one in found.iterator(chunk_size=500):
        process = one.process
        edition = process.project.edition
        yield (
            one.number,
            one.title,
            process.ocid,
            process.project.folio,
            process.project.title,
            edition.slug if edition else "",
            process.office.name,
            process.procedure.name,
            one.award.supplier.name,
            one.signed_on.isoformat(),
            one.starts_on.isoformat(),
            one.ends_on.isoformat(),
            pesos(one.amount_centavos),
            pesos(one.__dict__["paid"]),
            one.status,
            f"{settings.PUBLIC_URL}{reverse('contracting:process', args=[process.ocid])}",
        )


def file(name: str, filters: Filters, *, today: date) -> File | None:
    """Return columns and rows of one figure by the name in its address, or None if there is no such figure."""
    make = _FILES.get(name)
    return make(filters, today) if make else None


def _group(group: Group) -> Callable[[Filters, date], File]:
    def make(filters: Filters, today: date) -> File:
        found = queries.cut(queries.projects(filters, today=today), group)
        return (NAMES[group], *COLUMNS), list(rows(labelled(found)))

    return make


def _table(table: Table) -> Callable[[Filters, date], File]:
    def make(filters: Filters, today: date) -> File:
        found = queries.compared(filters, table, today=today)
        columns = (NAMES[table], _("Cuántos"), _("Contratado, en pesos"), _("Pagado, en pesos"))
        return columns, [_line(line) for line in found]

    return make


def _line(line: Line) -> tuple[Any, ...]:
    return line.label or now("Sin nombre"), line.count, pesos(line.contracted), pesos(line.paid)


def month_rows(found: Iterable[Month]) -> list[tuple[Any, ...]]:
    """Give one row per month."""
    return [(one.month, one.contracts, pesos(one.centavos)) for one in found]


def _months(filters: Filters, today: date) -> File:
    del today
    columns = (_("Mes"), _("Contratos firmados"), _("Monto, en pesos"))
    return columns, month_rows(queries.months(filters))


def _days(filters: Filters, today: date) -> File:
    found = queries.times(filters, today=today)
    columns = (_("Tramo"), _("Días"), _("Proyectos"))
    told = [
        (str(SPANS[days.span]), bucket_name(n), count)
        for days in found.days
        for n, count in enumerate(days.buckets)
    ]
    return columns, told


def _promises(filters: Filters, today: date) -> File:
    return (_("Cómo va"), _("Proyectos")), promise_rows(queries.times(filters, today=today))


def promise_rows(found: Times) -> list[tuple[Any, ...]]:
    """Give how many projects keep their promise."""
    return [(str(TIMINGS[kind]), count) for kind, count in found.timing.items()]


def _dots(filters: Filters, today: date) -> File:
    columns = (_("Folio"), _("Proyecto"), _("Construido, %"), _("Pagado, %"), _("Cuántos"))
    found = queries.dots(filters, today=today)
    return columns, [(dot.folio, dot.title, dot.built, dot.paid, dot.count) for dot in found]


def _indicators(filters: Filters, today: date) -> File:
    found = queries.indicators(filters, queries.times(filters, today=today), today=today)
    return INDICATOR_COLUMNS, indicator_rows(found)


INDICATOR_COLUMNS = (_("Indicador"), _("Cuántos"), _("De cuántos"), "%")


def indicator_rows(found: Iterable[Indicator]) -> list[tuple[Any, ...]]:
    """Give one row per indicator."""
    return [(str(one.label), one.part, one.whole, one.percent) for one in found]


def _told() -> Iterator[tuple[Any, ...]]:
    """Give the indicators of the whole city and of each edition, as they stand today."""
    today = timezone.localdate()
    for slug in ("", *(slug for slug, _name in queries.options()["edicion"])):
        asked = Filters(edition=slug)
        found = queries.indicators(asked, queries.times(asked, today=today), today=today)
        yield from ((slug, *row) for row in indicator_rows(found))


INDICATORS = DatasetSpec(
    slug="indicadores",
    title=_("Indicadores de seguimiento de las obras"),
    description=_(
        "Cuántos proyectos tienen contrato, fecha, noticias y evidencia, y cuántos se entregan a tiempo."
    ),
    periodicity="DAILY",
    theme="GOVE",
    keywords=(_("obra pública"), _("seguimiento"), _("indicadores")),
    order=45,
    tables=(
        DataTable(
            name="indicadores",
            title=_("Indicadores de seguimiento"),
            fields=(
                Field(name="edicion", description=_("Edición; vacía para todo el municipio")),
                Field(name="indicador", description=_("Qué se mide"), required=True),
                Field(
                    name="cuantos", description=_("Cuántos proyectos o revisiones lo cumplen"), type="number"
                ),
                Field(name="de_cuantos", description=_("De cuántos a los que aplica"), type="number"),
                Field(name="porcentaje", description=_("La parte, en por ciento"), type="number", unit="%"),
            ),
            rows=_told,
        ),
    ),
)


_FILES: dict[str, Callable[[Filters, date], File]] = {
    **{group.value: _group(group) for group in Group},
    **{table.value: _table(table) for table in (Table.CATEGORY, Table.SUPPLIER, Table.PROCEDURE)},
    "meses": _months,
    "plazos": _days,
    "promesas": _promises,
    "avance": _dots,
    "indicadores": _indicators,
}

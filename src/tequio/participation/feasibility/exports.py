"""The reviews, and the figures of the boards, for the office's own spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import (
    LAND_LABELS,
    UNIT_LABELS,
    VERDICT_LABELS,
    AreaFigures,
    Indicators,
    Load,
)
from tequio.participation.proposals.models import PUBLIC_STATES
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

COLUMNS = (
    _("Folio"),
    _("Propuesta"),
    _("Categoría"),
    _("Colonia"),
    _("Área"),
    _("Fecha límite"),
    _("Dictamen"),
    _("Razones"),
    _("Costo en pesos"),
    _("Dictaminado el"),
    _("Publicado el"),
    _("Criterio"),
    _("A cargo de"),
    _("Pedido el"),
    _("Fundamento legal"),
    _("Costo anual en pesos"),
    _("Duración"),
    _("Terreno"),
)
LOAD_COLUMNS = (
    _("Nombre"),
    _("Por dictaminar"),
    _("Vencen en 7 días"),
    _("Vencidos"),
    _("En corrección"),
    _("Dictaminados"),
    _("Días en promedio"),
)
AREA_COLUMNS = (_("Nombre"), _("Propuestas"), _("En revisión"), _("Factibles"), _("No factibles"))
INDICATOR_COLUMNS = (_("Indicador"), _("Valor"))


def rows(found: QuerySet[Review]) -> Iterator[list[Any]]:
    """Give one row per review, in the order of ``COLUMNS``."""
    for review in found.iterator(chunk_size=500):
        proposal = review.proposal
        yield [
            proposal.folio,
            proposal.title,
            proposal.category.name if proposal.category else "",
            proposal.site.name if proposal.site else "",
            review.office.name,
            review.due.isoformat(),
            review.get_verdict_display() if review.verdict else "",
            review.reasons,
            _pesos(review.cost_centavos),
            timezone.localdate(review.decided_at).isoformat() if review.decided_at else "",
            timezone.localdate(review.published_at).isoformat() if review.published_at else "",
            review.criterion.get_kind_display() if review.criterion else "",
            str(review.person) if review.person else "",
            timezone.localdate(review.asked_at).isoformat() if review.asked_at else "",
            review.legal_basis,
            _pesos(review.yearly_cost_centavos),
            f"{review.duration} {review.get_duration_unit_display()}" if review.duration else "",
            review.get_land_display() if review.land else "",
        ]


def _pesos(centavos: int | None) -> str:
    return "" if centavos is None else f"{centavos // 100}.{centavos % 100:02d}"


def load_rows(found: Sequence[Load]) -> Iterator[tuple[Any, ...]]:
    """Give one row per office or person, in the order of ``LOAD_COLUMNS``."""
    for load in found:
        yield (
            load.name,
            load.pending,
            load.week,
            load.overdue,
            load.paused,
            load.answered,
            "" if load.average_days is None else load.average_days,
        )


def area_rows(found: Iterable[AreaFigures]) -> Iterator[tuple[Any, ...]]:
    """Give one row per category or territory, in the order of ``AREA_COLUMNS``."""
    for area in found:
        yield (area.name, area.proposals, area.in_review, area.feasible, area.infeasible)


def indicator_rows(found: Indicators) -> Iterator[tuple[Any, Any]]:
    """Give one row per indicator of the process."""
    yield _("Propuestas registradas"), found.submitted
    yield _("Con todos los dictámenes pedidos"), found.judged
    yield _("Con resultado publicado"), found.published
    yield _("Dictámenes pedidos"), found.opinions
    yield _("Dictámenes dados"), found.given
    yield _("Vencidos o dados tarde, %"), found.late_percent
    yield _("Días para dictaminar (mediana)"), _or_nothing(found.days_to_answer)
    yield _("Días del registro a la publicación (mediana)"), _or_nothing(found.days_to_publish)


def _or_nothing(days: int | None) -> int | str:
    return "" if days is None else days


def _amount(centavos: int | None) -> Decimal | None:
    return None if centavos is None else Decimal(centavos).scaleb(-2)


def opinion_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per opinion that anyone may read, by folio. Without names of people."""
    found = Review.objects.filter(
        published_at__isnull=False,
        verdict__isnull=False,
        proposal__state__in=PUBLIC_STATES,
        proposal__hidden_at__isnull=True,
        proposal__edition__published_at__isnull=False,
    ).select_related("proposal__edition", "office", "criterion")
    for one in found.order_by("proposal__folio", "criterion__position", "office__name", "pk").iterator(500):
        yield (
            one.proposal.folio,
            one.proposal.edition.slug,
            one.office.name,
            one.criterion.kind if one.criterion else None,
            one.verdict,
            one.reasons,
            one.legal_basis or None,
            _amount(one.cost_centavos),
            _amount(one.yearly_cost_centavos),
            one.duration,
            one.duration_unit if one.duration else None,
            one.land or None,
            timezone.localdate(one.decided_at) if one.decided_at else None,
            timezone.localdate(one.published_at) if one.published_at else None,
        )


OPINIONS = DatasetSpec(
    slug="dictamenes",
    title=_("Dictámenes de factibilidad"),
    description=_("Qué dijo cada área de cada propuesta y por qué. Se publican todos a la vez, sin nombres."),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("presupuesto participativo"), _("factibilidad"), _("dictamen")),
    order=50,
    tables=(
        Table(
            name="dictamenes",
            title=_("Dictámenes"),
            rows=opinion_rows,
            fields=(
                Field(name="folio", description=_("Folio de la propuesta"), required=True),
                Field(name="edicion", description=_("Clave de la edición")),
                Field(name="area", description=_("Área que dictaminó")),
                Field(name="criterio", description=_("Desde qué lado la juzgó; sin él, entera")),
                Field(
                    name="dictamen",
                    description=_("Qué resolvió"),
                    codes=[(verdict.value, label) for verdict, label in VERDICT_LABELS.items()],
                ),
                Field(name="razones", description=_("Por qué")),
                Field(name="fundamento", description=_("Fundamento legal")),
                Field(name="costo", description=_("Costo que calculó"), type="money"),
                Field(name="costo_anual", description=_("Lo que costaría mantenerlo al año"), type="money"),
                Field(name="duracion", description=_("Cuánto tardaría"), type="integer"),
                Field(
                    name="duracion_unidad",
                    description=_("En qué se cuenta la duración"),
                    codes=[(unit.value, label) for unit, label in UNIT_LABELS.items()],
                ),
                Field(
                    name="terreno",
                    description=_("De quién es el terreno"),
                    codes=[(land.value, label) for land, label in LAND_LABELS.items()],
                ),
                Field(name="dictaminado", description=_("Cuándo se dictaminó"), type="date"),
                Field(name="publicado", description=_("Cuándo se publicó"), type="date"),
            ),
        ),
    ),
)

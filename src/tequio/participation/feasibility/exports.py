"""The reviews, and the figures of the boards, for the office's own spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import AreaFigures, Indicators, Load

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

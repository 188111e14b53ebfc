"""Exactly the list that the explorer shows, to take home. Without names of people."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tequio.participation.editions.models import Edition
from tequio.participation.proposals import queries
from tequio.participation.proposals.models import Proposal, TypicalWork
from tequio.participation.proposals.types import SHORT_LABEL, SHORT_OF_SUPPORTS, ProposalState

COLUMNS = (
    _("Folio"),
    _("Título"),
    _("Estado"),
    _("Categoría"),
    _("Tamaño"),
    _("Colonia"),
    _("Sector"),
    _("Lugar"),
    _("Latitud"),
    _("Longitud"),
    _("Costo estimado en pesos"),
    _("Costo aprobado en pesos"),
    _("Apoyos"),
    _("Votos"),
    _("¿El lugar es público?"),
    _("Registrada el"),
    _("Problema"),
    _("Solución"),
)


def rows(found: QuerySet[Proposal], edition: Edition, *, at: datetime) -> Iterator[list[Any]]:
    """Give one row per proposal, in the order of ``COLUMNS``, without holding them all in memory."""
    over = queries.gathering_over(edition, at)
    for p in found.prefetch_related(None).iterator(chunk_size=500):
        yield [
            p.folio,
            p.title,
            str(_state(p, edition, over=over)),
            p.category.name if p.category else "",
            p.size.name if p.size else "",
            p.site.name if p.site else "",
            p.site.parent.name if p.site and p.site.parent else "",
            p.place,
            p.lat,
            p.lon,
            pesos(p.estimated_cost_centavos),
            pesos(p.approved_cost_centavos),
            queries.supports(p),
            p.votes,
            p.get_public_land_display() if p.public_land else "",
            p.submitted_at.date().isoformat() if p.submitted_at else "",
            p.problem,
            p.solution,
        ]


def pesos(centavos: int | None) -> Decimal | None:
    """Return an amount in pesos with its two decimals, a number in any spreadsheet."""
    return None if centavos is None else Decimal(centavos).scaleb(-2)


def _state(proposal: Proposal, edition: Edition, *, over: bool) -> Any:
    """Return the state in words, without asking for the phases of each row."""
    return SHORT_LABEL if _short(proposal, edition, over=over) else proposal.get_state_display()


def _short(proposal: Proposal, edition: Edition, *, over: bool) -> bool:
    lacks = queries.supports(proposal) < edition.supports_min
    return over and lacks and proposal.state == ProposalState.SUBMITTED


def documents(found: QuerySet[Proposal], edition: Edition, *, at: datetime) -> Iterator[dict[str, Any]]:
    """Give one JSON object per proposal; amounts are integer centavos."""
    over = queries.gathering_over(edition, at)
    whole = found.select_related("category", "size", "site__parent", "merged_into").prefetch_related(None)
    for p in whole.iterator(chunk_size=500):
        yield {
            "folio": p.folio,
            "title": p.title,
            "state": SHORT_OF_SUPPORTS if _short(p, edition, over=over) else p.state,
            "category": p.category.code if p.category else None,
            "size": p.size.code if p.size else None,
            "site": {"code": p.site.code, "name": p.site.name} if p.site else None,
            "place": p.place,
            "lat": p.lat,
            "lon": p.lon,
            "estimated_cost_centavos": p.estimated_cost_centavos,
            "approved_cost_centavos": p.approved_cost_centavos,
            "supports": queries.supports(p),
            "votes": p.votes,
            "public_land": p.public_land or None,
            "merged_into": p.merged_into.folio if p.merged_into else None,
            "submitted_at": p.submitted_at.isoformat() if p.submitted_at else None,
            "problem": p.problem,
            "solution": p.solution,
        }


WORK_COLUMNS = (
    _("Obra"),
    _("Unidad"),
    _("Desde"),
    _("Hasta"),
    _("Categoría"),
    _("Tamaño"),
    _("Año"),
    _("Fuente"),
)


def work_rows(found: QuerySet[TypicalWork]) -> Iterator[list[Any]]:
    """Give one row per typical work, in the order of ``WORK_COLUMNS``, as the bulk load reads them."""
    for w in found.iterator(chunk_size=500):
        yield [
            w.name,
            w.unit,
            pesos(w.cost_min_centavos),
            pesos(w.cost_max_centavos),
            w.category_code,
            w.size_code,
            w.year,
            w.source,
        ]

"""Exactly the list that the explorer shows, to take home. Without names of people."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tequio.participation.proposals.models import Proposal

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
    _("Registrada el"),
    _("Problema"),
    _("Solución"),
)


def rows(found: QuerySet[Proposal]) -> Iterator[list[Any]]:
    """Give one row per proposal, in the order of ``COLUMNS``, without holding them all in memory."""
    for p in found.prefetch_related(None).iterator(chunk_size=500):
        yield [
            p.folio,
            p.title,
            p.get_state_display(),
            p.category.name if p.category else "",
            p.size.name if p.size else "",
            p.site.name if p.site else "",
            p.site.parent.name if p.site and p.site.parent else "",
            p.place,
            p.lat,
            p.lon,
            pesos(p.estimated_cost_centavos),
            pesos(p.approved_cost_centavos),
            p.submitted_at.date().isoformat() if p.submitted_at else "",
            p.problem,
            p.solution,
        ]


def pesos(centavos: int | None) -> str:
    """Return an amount in pesos with its centavos, as spreadsheets read it."""
    return "" if centavos is None else f"{centavos // 100}.{centavos % 100:02d}"


def documents(found: QuerySet[Proposal]) -> Iterator[dict[str, Any]]:
    """Give one JSON object per proposal; amounts are integer centavos."""
    for p in found.prefetch_related(None).iterator(chunk_size=500):
        yield {
            "folio": p.folio,
            "title": p.title,
            "state": p.state,
            "category": p.category.code if p.category else None,
            "size": p.size.code if p.size else None,
            "site": {"code": p.site.code, "name": p.site.name} if p.site else None,
            "place": p.place,
            "lat": p.lat,
            "lon": p.lon,
            "estimated_cost_centavos": p.estimated_cost_centavos,
            "approved_cost_centavos": p.approved_cost_centavos,
            "submitted_at": p.submitted_at.isoformat() if p.submitted_at else None,
            "problem": p.problem,
            "solution": p.solution,
        }

"""The rows of plans as open data: plain values, one dictionary per row. Nothing of people is in them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from tequio.accountability.plans.models import Decision, Element, Indicator, Measurement
from tequio.core.text import plain

_CHUNK = 500
Row = dict[str, Any]


def address(plan_slug: str, code: str = "") -> str:
    """Return the full address of the page of a plan, or of an element of it."""
    path = (
        reverse("plans:element", args=[plan_slug, code]) if code else reverse("plans:detail", args=[plan_slug])
    )
    return f"{settings.PUBLIC_URL}{path}"


def element_rows() -> Iterator[Row]:
    """Yield one row per element of each published plan, in reading order."""
    found = Element.objects.filter(plan__published_at__isnull=False).select_related("plan", "parent", "office")
    found = found.prefetch_related("concepts").order_by("plan_id", "position", "pk")
    for element in found.iterator(chunk_size=_CHUNK):
        yield {
            "plan": element.plan.slug,
            "orden": element.position,
            "nivel": element.get_level_display(),
            "clave": element.code,
            "cuelga_de": element.parent.code if element.parent else None,
            "titulo": element.title,
            "texto": element.text or None,
            "area": element.office.name if element.office else None,
            "pagina": element.page,
            "conceptos": "; ".join(concept.code for concept in element.concepts.all()) or None,
            "url": address(element.plan.slug, element.code),
        }


def indicator_rows() -> Iterator[Row]:
    """Yield one row per indicator of each published plan."""
    found = Indicator.objects.filter(element__plan__published_at__isnull=False)
    found = found.select_related("element__plan", "office").order_by(
        "element__plan_id", "element__position", "position", "pk"
    )
    for one in found.iterator(chunk_size=_CHUNK):
        yield {
            "plan": one.element.plan.slug,
            "linea": one.element.code,
            "indicador": one.name,
            "unidad": one.unit,
            "formula": one.formula or None,
            "sentido": one.get_direction_display(),
            "base": one.baseline,
            "fecha_base": one.baseline_on,
            "meta": one.target,
            "fecha_meta": one.target_on,
            "fuente": one.source or None,
            "area": one.office.name if one.office else None,
        }


def measurement_rows() -> Iterator[Row]:
    """Yield one row per standing measurement of each published plan."""
    found = Measurement.objects.filter(
        superseded_at__isnull=True, indicator__element__plan__published_at__isnull=False
    ).select_related("indicator__element__plan")
    found = found.order_by(
        "indicator__element__plan_id", "indicator__element__position", "indicator_id", "on", "pk"
    )
    for one in found.iterator(chunk_size=_CHUNK):
        yield {
            "plan": one.indicator.element.plan.slug,
            "linea": one.indicator.element.code,
            "indicador": one.indicator.name,
            "fecha": one.on,
            "valor": one.value,
            "nota": one.note or None,
        }


def matrix_rows(plan_id: int | None = None) -> Iterator[Row]:
    """Yield one row per published cell: a voice, the line where it ended, and why. Of one plan, or of all."""
    cells = Decision.objects.public().select_related(
        "plan", "contribution__forum", "contribution__pillar", "element", "office"
    )
    cells = cells.filter(plan=plan_id) if plan_id else cells
    cells = cells.order_by("plan_id", "contribution__folio", "element__position", "pk")
    for cell in cells.iterator(chunk_size=_CHUNK):
        voice = cell.contribution
        yield {
            "plan": cell.plan.slug,
            "ejercicio": voice.forum.name,
            "folio": voice.folio,
            "aportacion": voice.title,
            "pilar": voice.pillar.name if voice.pillar else None,
            "estado": cell.get_state_display(),
            "linea": cell.element.code if cell.element else None,
            "titulo_linea": cell.element.title if cell.element else None,
            "razon": cell.reason,
            "area": cell.office.name if cell.office else None,
            "pagina": cell.page,
            "publicada": cell.published_at.date() if cell.published_at else None,
        }


def element_index(plan_id: int) -> dict[str, Element]:
    """Return the elements of a plan by their code, as people type it."""
    return {plain(element.code): element for element in Element.objects.filter(plan=plan_id)}

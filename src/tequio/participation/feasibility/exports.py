"""The reviews of an edition for the office's own spreadsheets."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.participation.feasibility.models import Review

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
)


def rows(found: QuerySet[Review]) -> Iterator[list[Any]]:
    """Give one row per review, in the order of ``COLUMNS``."""
    for review in found.iterator(chunk_size=500):
        cost = review.cost_centavos
        yield [
            review.proposal.folio,
            review.proposal.title,
            review.proposal.category.name if review.proposal.category else "",
            review.proposal.site.name if review.proposal.site else "",
            review.office.name,
            review.due.isoformat(),
            review.get_verdict_display() if review.verdict else "",
            review.reasons,
            "" if cost is None else f"{cost // 100}.{cost % 100:02d}",
            timezone.localdate(review.decided_at).isoformat() if review.decided_at else "",
            timezone.localdate(review.published_at).isoformat() if review.published_at else "",
        ]

"""What people take home of an edition."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.participation.editions import queries
from tequio.participation.editions.models import Edition

MONEY_COLUMNS = (_("Territorio"), _("Nivel"), _("Tamaño"), _("Bolsa en pesos"), _("Ganadores como máximo"))


def money_rows(edition: Edition) -> Iterator[list[Any]]:
    """Give one row per envelope, with the amount in pesos."""
    for row in queries.money(edition):
        for envelope in row.envelopes:
            yield [
                row.unit.name if row.unit else _("Toda la ciudad"),
                row.unit.level.name if row.unit else "",
                envelope.size.name if envelope.size else _("Cualquiera"),
                _pesos(envelope.amount_centavos),
                envelope.winners_max,
            ]


def _pesos(centavos: int) -> str:
    return f"{centavos // 100}.{centavos % 100:02d}"

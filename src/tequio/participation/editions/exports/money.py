"""What people take home of an edition."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.envelopes import FormulaKind
from tequio.participation.editions import queries
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import FORMULA_LABELS

MONEY_COLUMNS = (
    _("Territorio"),
    _("Nivel"),
    _("Tamaño"),
    _("Bolsa en pesos"),
    _("Ganadores como máximo"),
    _("Clave"),
    _("Fórmula"),
    _("Cifra"),
)


def money_rows(edition: Edition) -> Iterator[list[Any]]:
    """Give one row per envelope, with the amount in pesos and the figure that it comes from."""
    formulas = {(f.level_id, f.size_id): f for f in edition.formulas.all()}
    for row in queries.money(edition):
        for envelope in row.envelopes:
            formula = formulas.get((row.unit.level_id, envelope.size_id)) if row.unit else None
            yield [
                row.unit.name if row.unit else _("Toda la ciudad"),
                row.unit.level.name if row.unit else "",
                envelope.size.name if envelope.size else _("Cualquiera"),
                _pesos(envelope.amount_centavos),
                envelope.winners_max,
                row.unit.code if row.unit else "",
                FORMULA_LABELS[FormulaKind(formula.kind)] if formula else "",
                formula.figures.get(row.unit.code, "") if formula and row.unit else "",
            ]


def _pesos(centavos: int) -> str:
    return f"{centavos // 100}.{centavos % 100:02d}"

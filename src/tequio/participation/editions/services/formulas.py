"""The money of a whole level by a published formula."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import envelopes
from tequio.core.envelopes import FormulaKind
from tequio.foundation.territory.models import Level, Unit
from tequio.participation.editions.models import Edition, MoneyFormula, SizeClass
from tequio.participation.editions.services.errors import FiguresDoNotServe
from tequio.participation.editions.services.locks import changed, unlocked
from tequio.participation.editions.services.rules import write_envelopes


def reckon(
    *,
    level: Level,
    kind: str,
    total_centavos: int,
    floor_percent: int = 0,
    figures: Mapping[str, Fraction] | None = None,
) -> dict[Unit, int]:
    """Return what each unit of a level would get, in centavos, without saving anything. One query.

    Args:
        level: whose units share the money.
        kind: a FormulaKind.
        total_centavos: what is shared out.
        floor_percent: percent of the total shared equally first.
        figures: the figure of each unit, by code; not needed for FLAT.

    Raises:
        FiguresDoNotServe: if a unit has no figure, or all are zero.
    """
    units = {unit.code: unit for unit in level.units.defer("geometry", "sketch").order_by("name", "code")}
    try:
        parts = envelopes.shares(
            total_centavos,
            list(units),
            kind=FormulaKind(kind),
            figures=figures,
            floor_percent=floor_percent,
        )
    except envelopes.BadFigure as error:
        raise FiguresDoNotServe(
            _("Falta la cifra de «%(unit)s» (clave %(code)s).")
            % {"unit": units[error.code].name, "code": error.code}
        ) from error
    except envelopes.NoFigures as error:
        raise FiguresDoNotServe(
            _("No hay con qué repartir: el nivel no tiene territorios o todas las cifras son cero.")
        ) from error
    return {unit: parts[code] for code, unit in units.items()}


@transaction.atomic
def set_formula(
    *,
    edition: Edition,
    level: Level,
    kind: str,
    total_centavos: int,
    size: SizeClass | None = None,
    floor_percent: int = 0,
    figures: Mapping[str, Fraction] | None = None,
    source: str = "",
    winners_max: int | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> MoneyFormula:
    """Give each unit of a level its envelope by a formula, and keep the figures behind it. All or nothing.

    Args:
        edition: whose money.
        level: whose units share it.
        kind: a FormulaKind.
        total_centavos: what is shared out; the envelopes add up to it exactly.
        size: the size of project; None for any.
        floor_percent: percent of the total shared equally first.
        figures: the figure of each unit, by code.
        source: where the figures come from, in words.
        winners_max: how many may win at most in each; None for as many as the money pays.
        at: now; needed once the edition is published.
        actor: the id of the person who does it.

    Raises:
        FiguresDoNotServe: if a unit has no figure, or all are zero.
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    used = {} if kind == FormulaKind.FLAT else dict(figures or {})
    parts = reckon(
        level=level, kind=kind, total_centavos=total_centavos, floor_percent=floor_percent, figures=used
    )
    write_envelopes(edition, dict(parts.items()), size=size, winners_max=winners_max)
    codes = {unit.code for unit in parts}
    formula, _created = MoneyFormula.objects.update_or_create(
        edition=edition,
        level=level,
        size=size,
        defaults={
            "kind": FormulaKind(kind).value,
            "total_centavos": total_centavos,
            "floor_percent": floor_percent,
            "source": source,
            "figures": {code: envelopes.exact(value) for code, value in used.items() if code in codes},
        },
    )
    changed(edition, "formulas", at=at, actor=actor)
    return formula

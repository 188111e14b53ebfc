"""The limits that the office may move, in its words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class LimitWords:
    """One limit: its name in ``core.redflags.Thresholds``, what it asks, its unit, and the most it may be."""

    name: str
    label: Any
    unit: Any
    most: int
    money: bool = False


_DAYS, _PERCENT, _POINTS = _("días"), "%", _("puntos")
LIMITS = (
    LimitWords("submission_days", _("Plazo mínimo para ofertar, si el procedimiento no dice otro"), _DAYS, 120),
    LimitWords("disqualified_bidders", _("Cuántos otros descalificados"), _("ofertas"), 20),
    LimitWords("close_percent", _("Precios casi iguales: hasta"), _PERCENT, 20),
    LimitWords("wide_percent", _("Ganador muy por debajo del segundo: desde"), _PERCENT, 500),
    LimitWords("concentration_percent", _("Un proveedor reúne más de"), _PERCENT, 100),
    LimitWords("concentration_awards", _("Contar concentración desde"), _("adjudicaciones"), 100),
    LimitWords(
        "direct_ceiling_centavos", _("Tope de la adjudicación directa, con IVA"), _("pesos"), 10**13, money=True
    ),
    LimitWords("direct_band_percent", _("Apenas debajo del tope: a menos de"), _PERCENT, 50),
    LimitWords("direct_awards", _("Adjudicaciones directas así, en el año"), _("adjudicaciones"), 50),
    LimitWords("amended_percent", _("Los convenios suben monto o plazo más de"), _PERCENT, 500),
    LimitWords("long_days", _("Contrato de más de"), _DAYS, 10_000),
    LimitWords("progress_points", _("Lo pagado rebasa lo construido por más de"), _POINTS, 100),
    LimitWords("overrun_percent", _("Lo contratado rebasa lo prometido por más de"), _PERCENT, 500),
    LimitWords("late_days", _("Entrega con retraso de más de"), _DAYS, 1_000),
    LimitWords("silent_days", _("Sin reporte por más de"), _DAYS, 1_000),
)

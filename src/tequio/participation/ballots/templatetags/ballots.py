"""The reason of a result in words, in the reader's language."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.core.tally.reasons import Code
from tequio.foundation.web.templatetags.tequio import money

register = template.Library()


@register.filter
def reason(data: dict[str, Any]) -> str:
    """Write why an option won or lost, from the reason that core.tally gave as data."""
    code = Code(data["code"])
    values = {
        "cost": _money(data["cost"]),
        "remaining": _money(data["remaining"]),
        "missing": _money(data["missing"]),
        "limit": data["limit"],
    }
    return " ".join(part for part in (_opening(code) % values, _closing(data)) if part)


@register.filter
def score(data: dict[str, Any]) -> str:
    """Write a result's figure with its unit: ``612 votos``, ``1,204 puntos``."""
    return _amount(data["score"], by_points=data.get("by_points", False))


def _opening(code: Code) -> str:
    return {
        Code.FUNDED: _("Ganó."),
        Code.FUNDED_IN_PART: _("Ganó. Quedaban %(remaining)s; lo que falta sale de otra bolsa."),
        Code.BELOW_THRESHOLD: _("No alcanzó el mínimo, que es %(limit)s."),
        Code.OVER_ENVELOPE: _("Cuesta %(cost)s, más que toda la bolsa."),
        Code.DOES_NOT_FIT: _("No cupo: a su turno quedaban %(remaining)s y cuesta %(cost)s."),
        Code.STOPPED_HERE: _(
            "No cupo: a su turno quedaban %(remaining)s y cuesta %(cost)s. La regla se detiene aquí."
        ),
        Code.AFTER_STOP: _("La selección se detuvo antes de su turno."),
        Code.NOT_AMONG_FIRST: _("Los lugares (%(limit)s) se ocuparon antes de su turno."),
        Code.TIE_TO_ASSEMBLY: _("Empató. Lo resuelve la asamblea."),
        Code.AWAITS_ASSEMBLY: _("Depende de un empate que resolverá la asamblea."),
    }[code]


def _closing(data: dict[str, Any]) -> str:
    by_points = data.get("by_points", False)
    if data["short"] is not None:
        return _("Le faltaron %(amount)s para quedar dentro.") % {
            "amount": _amount(data["short"], by_points=by_points)
        }
    if data["margin"]:
        return _("Le sobraron %(amount)s para quedar dentro.") % {
            "amount": _amount(data["margin"], by_points=by_points)
        }
    return ""


def _amount(value: int | str, *, by_points: bool) -> str:
    number = int(value) if str(value).lstrip("-").isdigit() else 2
    words = (
        ngettext("%(n)s punto", "%(n)s puntos", number)
        if by_points
        else ngettext("%(n)s voto", "%(n)s votos", number)
    )
    return words % {"n": f"{value:,}" if isinstance(value, int) else value}


def _money(units: float | None) -> str:
    return "" if units is None else money(round(units * 100))

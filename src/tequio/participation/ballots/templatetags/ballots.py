"""The reason of a result in words, in the reader's language."""

from fractions import Fraction
from math import ceil
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
    if code is Code.BELOW_THRESHOLD and not data["score"]:
        return _("No tuvo votos.")
    values = {
        "cost": _money(data["cost"]),
        "remaining": _money(data["remaining"]),
        "missing": _money(data["missing"]),
        "limit": data["limit"],
        "each": money(ceil(Fraction(str(data.get("each_centavos", 0))))),
    }
    return " ".join(part for part in (_opening(code) % values, _closing(data)) if part)


@register.filter
def hexadecimal(data: bytes | memoryview) -> str:
    """Write the bytes of a hash, a key or a leaf in hexadecimal."""
    return bytes(data).hex()


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
        Code.EXCLUDED_BY: _("No puede hacerse junto con otro proyecto que quedó antes."),
        Code.WITHDRAWN: _("Se retiró de la votación."),
        Code.NOT_IN_BEST: _("Ninguna combinación que lo incluya suma más votos con este dinero."),
        Code.TIE_TO_ASSEMBLY: _("Empató. Lo resuelve la asamblea."),
        Code.BOUGHT: _("Ganó. Lo pagaron entre quienes lo apoyaron, con %(each)s por cada uno a lo más."),
        Code.FILLED: _("Ganó: cupo en lo que quedó al final."),
        Code.BELOW_SHARE: _("No ganó: para lo que cuesta, el mínimo era %(limit)s."),
        Code.SHARES_SHORT: _("No ganó: a quienes lo apoyaron les quedaban %(remaining)s y cuesta %(cost)s."),
        Code.AWAITS_ASSEMBLY: _("Depende de un empate que resolverá la asamblea."),
    }[code]


def _closing(data: dict[str, Any]) -> str:
    by_points = data.get("by_points", False)
    if data["short"] is not None:
        words = ngettext(
            "Le faltó %(amount)s para quedar dentro.",
            "Le faltaron %(amount)s para quedar dentro.",
            _plural(data["short"]),
        )
        return words % {"amount": _amount(data["short"], by_points=by_points)}
    if data["margin"]:
        words = ngettext(
            "Le sobró %(amount)s para quedar dentro.",
            "Le sobraron %(amount)s para quedar dentro.",
            _plural(data["margin"]),
        )
        return words % {"amount": _amount(data["margin"], by_points=by_points)}
    return ""


def _plural(value: int | str) -> int:
    """Return the number that decides between one and many; a fraction counts as many."""
    return value if isinstance(value, int) else 2


def _amount(value: int | str, *, by_points: bool) -> str:
    number = _plural(value)
    words = (
        ngettext("%(n)s punto", "%(n)s puntos", number)
        if by_points
        else ngettext("%(n)s voto", "%(n)s votos", number)
    )
    return words % {"n": f"{value:,}" if isinstance(value, int) else value}


def _money(units: float | None) -> str:
    return "" if units is None else money(round(units * 100))

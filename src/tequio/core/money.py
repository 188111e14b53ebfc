"""Money in integer centavos, and how people say it.

Every amount in Tequio is an ``int`` of centavos of the edition's currency (MXN unless the edition says
otherwise). Floats never touch money.
"""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENTAVOS = 100
LARGEST = 10**16  # centavos: more than any budget, less than the database's integer
_LONGEST = 24  # digits: ``1e999999`` is no amount, and would take long to write out
_THOUSAND = 1_000 * CENTAVOS
_MILLION = 1_000_000 * CENTAVOS


def exact(centavos: int) -> str:
    """Return the amount to the peso, or to the centavo where there are any: ``$942,180`` or ``$12.50``."""
    sign = "-" if centavos < 0 else ""
    pesos, rest = divmod(abs(centavos), CENTAVOS)
    return f"{sign}${pesos:,}.{rest:02d}" if rest else f"{sign}${pesos:,}"


def spoken(centavos: int) -> tuple[str, str]:
    """Return figure and scale as people say them: ``("$12.5", "millones")``, ``("$980", "mil")``.

    The scale is ``""``, ``"mil"``, ``"millón"`` or ``"millones"``; the caller translates it. Amounts that
    would round up to the next scale take it (999,950 pesos is one million).
    """
    sign = "-" if centavos < 0 else ""
    amount = abs(centavos)
    if amount >= _MILLION - _THOUSAND // 2:
        figure = _decimals(amount, _MILLION, 2 if amount < 10 * _MILLION else 1)
        return f"{sign}${figure}", "millón" if figure == "1" else "millones"
    if amount >= 10 * _THOUSAND:
        return f"{sign}${_decimals(amount, _THOUSAND, 0)}", "mil"
    return exact(centavos), ""


def _decimals(amount: int, unit: int, places: int) -> str:
    step = Decimal(1).scaleb(-places)
    text = f"{(Decimal(amount) / unit).quantize(step, ROUND_HALF_UP):,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse(text: str) -> int:
    """Read an amount of pesos as people type it (``$1,200,000.50``, ``1200000``) into centavos.

    Raises:
        ValueError: if the text is no amount, or is finer than a centavo.
    """
    cleaned = text.strip().removeprefix("$").replace(",", "").replace(" ", "")
    try:
        pesos = Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError("not an amount") from error
    if not pesos.is_finite() or abs(pesos.adjusted()) > _LONGEST:
        raise ValueError("not an amount")
    centavos = pesos * CENTAVOS
    if centavos != centavos.to_integral_value():
        raise ValueError("not an amount")
    return int(centavos)

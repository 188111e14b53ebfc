"""Value added tax: the same amount with it and without it (docs/rules/contracting.md, VAT-1 to VAT-6).

A rate is a whole percentage: the general one (Ley del IVA, article 1), that of the border regions (by decree)
and zero (article 2-A). What is exempt (articles 9 and 15) carries none: both amounts are the same. Which rates
are offered is a setting of the city. Amounts are centavos; half a centavo is rounded up.
"""

_WHOLE = 100
TOLERANCE = 1  # centavos that rounding line by line may leave


def gross(net: int, percent: int) -> int:
    """Return the amount with tax of an amount without it, both in centavos."""
    return _half_up(net * (_WHOLE + percent), _WHOLE)


def net(gross: int, percent: int) -> int:
    """Return the amount without tax of an amount with it, both in centavos."""
    return _half_up(gross * _WHOLE, _WHOLE + percent)


def complete(
    gross_centavos: int | None, net_centavos: int | None, percent: int | None
) -> tuple[int, int | None]:
    """Return the amount with tax and without it, the missing one reckoned by the rate.

    Args:
        gross_centavos: with tax, if it was said.
        net_centavos: without tax, if it was said.
        percent: the rate; None where nobody said it, and then nothing is guessed.

    Raises:
        ValueError: if no amount was said, or only the one without tax and no rate.
    """
    if gross_centavos is None:
        if net_centavos is None or percent is None:
            raise ValueError("no amount")
        return gross(net_centavos, percent), net_centavos
    if net_centavos is None and percent is not None:
        return gross_centavos, net(gross_centavos, percent)
    return gross_centavos, net_centavos


def agree(gross_centavos: int, net_centavos: int, percent: int) -> bool:
    """Return whether both amounts follow from each other by the rate, but for a centavo of rounding."""
    return abs(gross(net_centavos, percent) - gross_centavos) <= TOLERANCE


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)

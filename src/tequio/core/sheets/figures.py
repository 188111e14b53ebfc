"""Amounts, whole numbers and percents, as a cell may say them."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from tequio.core.sheets.words import clean

_CENTAVOS = 100
_LONGEST = 15  # digits of pesos; more is no amount of a government
_CURRENCY = re.compile(r"(?:mxn|mxp|m\.? ?n\.?|pesos|\$)", re.IGNORECASE)
_PLAIN = re.compile(r"\d*\.?\d*(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")
_THREE = 3
_WHOLE = 100  # percent


def read_amount(value: object) -> int | None:
    """Return the centavos that a cell says, or None where it is empty (AMOUNT-1 to AMOUNT-8).

    Args:
        value: a number, or text as people write amounts: ``$1,234.50``, ``1.234,50``, ``(500)``, ``1 234 MXN``.

    Raises:
        ValueError: if it is no amount, or could be two: ``1.234`` is either a thousand or one and a bit.
    """
    if isinstance(value, bool):
        raise ValueError("not an amount")  # noqa: TRY004 - readers refuse with one error
    if isinstance(value, int | float):
        return _centavos(Decimal(repr(value)))
    text = clean(value)
    return _centavos(_decimal(text)) if text else None


def read_integer(value: object) -> int | None:
    """Return the whole number that a cell says, or None where it is empty (NUMBER-1).

    Raises:
        ValueError: if it is no whole number.
    """
    if isinstance(value, bool):
        raise ValueError("not a number")  # noqa: TRY004 - readers refuse with one error
    if isinstance(value, str) or value is None:
        text = clean(value)
        number = _decimal(text) if text else None
    else:
        number = Decimal(repr(value))
    if number is None:
        return None
    if number != number.to_integral_value() or abs(number) >= 10**_LONGEST:
        raise ValueError("not a whole number")
    return int(number)


def read_percent(value: object) -> int | None:
    """Return the percent, 0 to 100, that a cell says, or None where it is empty (NUMBER-2).

    A cell with the format of a percent holds a fraction: 0.45 is 45. Exactly 1 could be 1 % or 100 %.

    Raises:
        ValueError: if it is none, or could be two.
    """
    text = clean(value)
    if text.endswith("%"):
        found = read_integer(text[:-1])
    elif isinstance(value, float | int) and not isinstance(value, bool) and value == 1:
        raise ValueError("1 or 100 percent")
    elif isinstance(value, float) and 0 < value < 1:
        found = int((Decimal(repr(value)) * _WHOLE).to_integral_value(ROUND_HALF_UP))
    else:
        found = read_integer(value)
    if found is not None and not 0 <= found <= _WHOLE:
        raise ValueError("not a percent")
    return found


def read_degrees(value: object) -> float | None:
    """Return the decimal degrees that a cell says, or None where it is empty (NUMBER-3).

    Raises:
        ValueError: if it is no number between -180 and 180.
    """
    text = clean(value)
    if not text:
        return None
    if not re.fullmatch(r"[-+]?\d{1,3}(?:[.,]\d{1,20})?", text):
        raise ValueError("not degrees")
    found = float(text.replace(",", "."))
    if abs(found) > 180:  # noqa: PLR2004 - half a circle
        raise ValueError("not degrees")
    return found


def _centavos(pesos: Decimal) -> int:
    if not pesos.is_finite() or pesos.adjusted() > _LONGEST:
        raise ValueError("not an amount")
    return int((pesos * _CENTAVOS).to_integral_value(ROUND_HALF_UP))


def _decimal(text: str) -> Decimal:
    """Read digits with whatever marks thousands and decimals."""
    bare = _CURRENCY.sub("", text).replace(" ", "").replace("'", "").replace("\u2212", "-")
    negative = bare.startswith("-") or bare.endswith("-") or (bare.startswith("(") and bare.endswith(")"))
    bare = bare.strip("()") if bare.startswith("(") and bare.endswith(")") else bare
    bare = bare.removeprefix("-").removeprefix("+").removesuffix("-")
    digits = _with_point(bare)
    if not _PLAIN.fullmatch(digits) or not re.search(r"\d", digits):
        raise ValueError("not a number")
    try:
        found = Decimal(digits)
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    return -found if negative else found


def _with_point(bare: str) -> str:
    """Return the digits with a point before the decimals and nothing between thousands."""
    if "," in bare and "." in bare:
        if bare.rindex(",") > bare.rindex("."):  # 1.234,50
            bare = bare.translate(str.maketrans(",.", ".,"))
        whole, _point, rest = bare.partition(".")
        return f"{_ungrouped(whole)}.{rest}"
    if "," in bare:
        return _ungrouped(bare) if _GROUPS.fullmatch(bare) else _lone(bare, ",")
    if bare.count(".") > 1:  # 1.234.567
        return _ungrouped(bare.replace(".", ","))
    return _lone(bare, ".")


def _ungrouped(whole: str) -> str:
    if "," in whole and not _GROUPS.fullmatch(whole):
        raise ValueError("thousands in the wrong place")
    return whole.replace(",", "")


def _lone(bare: str, mark: str) -> str:
    """Read the only mark of a figure as its decimal point, unless it could part thousands too."""
    whole, found, rest = bare.partition(mark)
    if found and len(rest) == _THREE and rest.isdigit() and whole.strip("0"):
        raise ValueError("a thousand or decimals")
    return f"{whole}.{rest}" if found else whole

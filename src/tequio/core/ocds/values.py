"""Instants and amounts as they are written in OCDS here (docs/rules/publishing.md, RELEASE-3 to RELEASE-6)."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tequio.core.money import CENTAVOS
from tequio.core.ocds.facts import PeriodFacts
from tequio.core.ocds.profile.parts import Number, Period, Value


def stamp(moment: datetime) -> str:
    """Return an aware instant as OCDS dates are written here: UTC, to the second, with ``Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def first_instant(day: date | None) -> str | None:
    """Return a plain day that begins or marks something: its first second (OCDS 1.1, dates)."""
    return f"{day.isoformat()}T00:00:00Z" if day else None


def last_instant(day: date | None) -> str | None:
    """Return a plain day that ends something: its last second (OCDS 1.1, dates)."""
    return f"{day.isoformat()}T23:59:59Z" if day else None


def amount(centavos: int) -> Number:
    """Return pesos as an exact JSON number: an integer, or two decimals where there are centavos."""
    whole, rest = divmod(centavos, CENTAVOS)
    return Decimal(centavos).scaleb(-2) if rest else whole


def value(currency: str, centavos: int, net: int | None = None) -> Value:
    """Return an amount with taxes and, if known, before them."""
    return Value(amount=amount(centavos), net_amount=None if net is None else amount(net), currency=currency)


def period(facts: PeriodFacts | None) -> Period | None:
    """Return a period from the first second of its first day to the last of its last, if it says any."""
    if facts is None or not (facts.start or facts.end):
        return None
    return Period(start_date=first_instant(facts.start), end_date=last_instant(facts.end))

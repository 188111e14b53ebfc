"""Reading a sound compiled release, field by field, as our rows keep it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with VAT and without, in centavos."""

    amount: int | None
    net: int | None


def part(one: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the object in a field, or an empty one."""
    found = one.get(name)
    return found if isinstance(found, Mapping) else {}


def objects(one: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the objects of a list."""
    found = one.get(name)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def text(one: Mapping[str, Any], name: str) -> str:
    """Return the text in a field, or an empty one."""
    found = one.get(name)
    return found.strip() if isinstance(found, str) else ""


def money(value: Mapping[str, Any]) -> Money:
    """Return the amounts of a value; one that cannot be (negative, or net over gross) is unknown."""
    amount, net = _centavos(value.get("amount")), _centavos(value.get("netAmount"))
    return Money(amount, net if amount is not None and net is not None and net <= amount else None)


def _centavos(number: Any) -> int | None:
    if not isinstance(number, int | float) or isinstance(number, bool):
        return None
    found = int((Decimal(str(number)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return found if 0 <= found < _LARGEST else None


def day(one: Mapping[str, Any], name: str) -> date | None:
    """Return the day of a date-time in the city's zone, or None.

    Midnight in UTC is how many publishers write a plain day: it stays that day.
    """
    found = one.get(name)
    if not isinstance(found, str):
        return None
    moment = datetime.fromisoformat(found)
    plain = (moment.hour, moment.minute) == (0, 0)
    return moment.date() if plain else moment.astimezone(timezone.get_default_timezone()).date()

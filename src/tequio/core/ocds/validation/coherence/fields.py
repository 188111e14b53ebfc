"""Reading a release whose structure the schema accepts, field by field."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from tequio.core.ocds.validation.findings import Place

Part = Mapping[str, Any]
Said = Iterator[tuple[str, Place, str]]  # the rule's code, where, and what is wrong and how to mend it


def part(one: Part, name: str) -> Part:
    """Return the object in a field, or an empty one."""
    found = one.get(name)
    return found if isinstance(found, Mapping) else {}


def many(one: Part, name: str) -> list[tuple[int, Part]]:
    """Return the objects of a list with their positions."""
    found = one.get(name)
    items = found if isinstance(found, list) else []
    return [(n, item) for n, item in enumerate(items) if isinstance(item, Mapping)]


def amount(one: Part, name: str = "value") -> Decimal | None:
    """Return the amount of a value, if it has one."""
    return number(part(one, name), "amount")


def number(value: Part, name: str) -> Decimal | None:
    """Return the number in a field, exact as it is written, or None."""
    found = value.get(name)
    return Decimal(str(found)) if isinstance(found, int | float) and not isinstance(found, bool) else None


def comparable(one: Part, other: Part) -> bool:
    """Return whether two values are in the same currency, as far as they say."""
    first, second = part(one, "value").get("currency"), part(other, "value").get("currency")
    return first is None or second is None or first == second


def instant(text: Any) -> datetime | None:
    """Return the instant of a date-time with its zone, or None."""
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def before(one: Any, other: Any) -> bool:
    """Return whether an instant comes before another. Unknown ones do not."""
    first, second = instant(one), instant(other)
    return first is not None and second is not None and first < second


def end_of_day(moment: Any) -> Any:
    """A plain day is written as its first second: give it the whole day."""
    return f"{moment[:10]}T23:59:59Z" if isinstance(moment, str) else moment


def within_half(figure: Decimal, of: Decimal) -> bool:
    """Return whether a figure lies between half and one and a half times another."""
    return of / 2 <= figure <= of * 3 / 2

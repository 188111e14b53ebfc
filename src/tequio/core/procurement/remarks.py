"""Remarks, and the checks of dates and amounts that every stage shares."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tequio.core import vat

Value = int | str | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing to say of what is about to be recorded.

    Attributes:
        code: what is wrong; its words are looked up by it.
        about: the datum that it is about.
        blocks: whether it cannot be recorded so; else the person is only warned.
        values: what the words need: days, centavos (names that end so) and figures.
    """

    code: str
    about: str
    blocks: bool = True
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What day it is and which days are worked. What is not known is not judged, as where a service refuses."""

    today: date | None = None
    working: Callable[[date], bool] | None = None

    def before(self, day: date) -> bool:
        """Return whether that day is still to come."""
        return self.today is not None and day > self.today

    @property
    def calendar(self) -> "Clock":
        """The same calendar for what may well lie ahead, such as the last day of a call."""
        return Clock(working=self.working)


SILENT = Clock()


def block(code: str, about: str, **values: Value) -> Remark:
    """Return a remark that keeps something from being recorded."""
    return Remark(code=code, about=about, values=values)


def warn(code: str, about: str, **values: Value) -> Remark:
    """Return a remark that only warns."""
    return Remark(code=code, about=about, blocks=False, values=values)


def in_order(code: str, start: date | None, end: date | None, *, about: str) -> Iterator[Remark]:
    """Block a period that ends before it starts."""
    if start and end and end < start:
        yield block(code, about, start=start, end=end)


def day(when: date | None, *, about: str, clock: Clock) -> Iterator[Remark]:
    """Warn of a day that has not come, or on which offices are closed (CON-19, CON-20)."""
    if when and clock.before(when):
        yield warn("future", about, day=when)
    if when and clock.working and not clock.working(when):
        yield warn("rest_day", about, day=when)


def money(gross: int | None, net: int | None, *, percent: int | None = None) -> Iterator[Remark]:
    """CON-6: more than zero; CON-7: not more without VAT than with it; VAT-5: as the rate says."""
    if gross is not None and gross <= 0:
        yield block("not_positive", "amount_centavos")
        return
    if gross is None or net is None:
        return
    if net > gross:
        yield block("net_over_gross", "net_centavos", net_centavos=net, gross_centavos=gross)
    elif percent is not None and not vat.agree(gross, net, percent):
        expected = vat.net(gross, percent)
        yield warn("rate_differs", "net_centavos", percent=percent, expected_centavos=expected)

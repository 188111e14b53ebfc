"""El hilo: the thread with knots that every project is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

State = Literal["done", "now", "next"]


@dataclass(frozen=True, slots=True)
class Link:
    label: Any
    url: str


@dataclass(frozen=True, slots=True)
class Knot:
    """One knot of the thread. ``date`` is a date, or words such as "prometida 20 dic"."""

    label: Any
    state: State
    detail: Any = ""
    date: date | datetime | str | None = None
    links: tuple[Link, ...] = ()

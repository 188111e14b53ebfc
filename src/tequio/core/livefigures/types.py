"""What goes into live figures and what comes out: frozen, without names of anybody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

UNSAID = ""  # what somebody did not say of themselves
PEOPLE = ("gender", "age", "sector", "unit")  # each person stands in one cell of each, or did not say it
TOPICS = ("pillar", "theme")  # people who spoke of it: one person may stand in several cells
AMOUNTS = ("channel", "day", "votes_day")  # voices by channel and day, votes by day
CROSSINGS = {"pillar_gender": "gender", "pillar_age": "age"}  # people who spoke of a pillar, by what they are

Frame = Mapping[str, tuple[str, ...]]  # the cells of each table, in the order in which they are shown


class Voice(NamedTuple):
    """One voice of a person: what of, by which channel and on which day (or week) it came."""

    pillar: str
    theme: str
    channel: str
    day: str


class Person(NamedTuple):
    """Somebody who took part, what they said of themselves, and the day of each of their votes."""

    id: int
    gender: str = UNSAID
    age: str = UNSAID
    sector: str = UNSAID
    unit: str = UNSAID
    voices: tuple[Voice, ...] = ()
    votes: tuple[str, ...] = ()


class Count(NamedTuple):
    """How many of something, and how many people are behind it."""

    amount: int
    people: int


class Cell(NamedTuple):
    """A figure as it is shown: it lies between both, included; exact where equal. ``high`` None: no bound."""

    low: int
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether the figure itself is shown."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Rule:
    """``least`` is k, the fewest people that a figure speaks of; ``step`` is how wide a band is, at least k."""

    least: int = 10
    step: int = 10

    @classmethod
    def of(cls, *, least: int, round_to: int) -> "Rule":
        """Return the rule of an exercise: bands as wide as the first multiple of ``round_to`` from k on."""
        return cls(least, -(-least // round_to) * round_to)

    def band(self, value: int) -> Cell:
        """Return the band in which a figure lies."""
        low = value - value % self.step
        return Cell(low, low + self.step - 1)


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures behind what is shown. Private."""

    totals: Mapping[str, Count]  # people, voices, votes
    tables: Mapping[str, Mapping[str, Count]]
    crossings: Mapping[str, Mapping[str, Mapping[str, Count]]]  # of a pillar, of a code


@dataclass(frozen=True, slots=True)
class Figures:
    """What anyone may see."""

    totals: Mapping[str, Cell] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)
    crossings: Mapping[str, Mapping[str, Mapping[str, Cell]]] = field(default_factory=dict)

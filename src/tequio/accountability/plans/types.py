"""What crosses the borders of plans: levels, outcomes, directions, and how people call them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.alignment import Outcome


class Level(StrEnum):
    """A level of the tree of a plan, from the widest to what is carried out."""

    AXIS = "axis"
    OBJECTIVE = "objective"
    STRATEGY = "strategy"
    ACTION = "action"

    @property
    def rank(self) -> int:
        """Return its depth: 0 for an axis, 3 for a line of action."""
        return list(Level).index(self)


LEVEL_LABELS = {
    Level.AXIS: _("Eje"),
    Level.OBJECTIVE: _("Objetivo"),
    Level.STRATEGY: _("Estrategia"),
    Level.ACTION: _("Línea de acción"),
}
LEVEL_PLURALS = {
    Level.AXIS: _("Ejes"),
    Level.OBJECTIVE: _("Objetivos"),
    Level.STRATEGY: _("Estrategias"),
    Level.ACTION: _("Líneas de acción"),
}

OUTCOME_LABELS = {
    Outcome.INCORPORATED: _("Incorporada"),
    Outcome.PARTLY: _("Incorporada en parte"),
    Outcome.NOT: _("No incorporada"),
    Outcome.UNDECIDED: _("Sin decisión"),
}
OUTCOME_PLURALS = {
    Outcome.INCORPORATED: _("Incorporadas"),
    Outcome.PARTLY: _("Incorporadas en parte"),
    Outcome.NOT: _("No incorporadas"),
    Outcome.UNDECIDED: _("Sin decisión"),
}
OUTCOME_TONES = {
    Outcome.INCORPORATED: "done",
    Outcome.PARTLY: "now",
    Outcome.NOT: "late",
    Outcome.UNDECIDED: "info",
}
STATES = (Outcome.INCORPORATED, Outcome.PARTLY, Outcome.NOT)  # what may be decided of a voice


class Direction(StrEnum):
    """Whether an indicator is better when it rises or when it falls."""

    UP = "up"
    DOWN = "down"


DIRECTION_LABELS = {Direction.UP: _("Que suba"), Direction.DOWN: _("Que baje")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """What is written about a plan."""

    name: str
    first_year: int
    last_year: int
    summary: str = ""
    document_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementDraft:
    """What is written about an element of the tree. ``parent`` is the code of the one above it."""

    level: Level
    code: str
    title: str
    parent: str = ""
    text: str = ""
    office_id: int | None = None
    page: int | None = None
    concepts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorDraft:
    """What is written about an indicator of an element."""

    name: str
    unit: str
    formula: str
    direction: Direction
    baseline: Decimal
    baseline_on: date
    target: Decimal
    target_on: date
    source: str
    office_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is decided of one voice or of many: the state, the actions (none for *not*), why, who and where."""

    state: Outcome
    reason: str
    actions: tuple[int, ...] = ()
    office_id: int | None = None
    page: int | None = None


@dataclass(slots=True)
class Branch:
    """An element of the tree as pages draw it: what hangs on it, and how many voices stand behind it.

    Attributes:
        element: the element.
        children: what hangs on it, in order.
        voices: different voices behind it or behind anything under it, as published.
    """

    element: Any
    children: list["Branch"] = field(default_factory=list)
    voices: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the matrix is: voices of its exercises, decided, decided but not published, published."""

    voices: int
    decided: int
    drafts: int
    published: int

    @property
    def missing(self) -> int:
        """Return the voices of which nobody has decided."""
        return self.voices - self.decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which voices of the matrix are asked for; empty means any."""

    pillar: int | None = None
    cluster: int | None = None
    theme: int | None = None
    office: int | None = None
    axis: str = ""
    unit: int | None = None
    state: str = ""
    q: str = ""

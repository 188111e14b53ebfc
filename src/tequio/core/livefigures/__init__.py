"""Figures of who takes part, shown while they grow, from which nobody can be told (docs/rules/livefigures.md).

A figure is shown as a band while it may still grow. Exact figures come once, at the end, and only where adding
and subtracting narrows no band. The rules speak of whole people: who sends three voices is one person.
"""

from tequio.core.livefigures.counting import count, mark, moved
from tequio.core.livefigures.final import final
from tequio.core.livefigures.live import live
from tequio.core.livefigures.types import (
    AMOUNTS,
    CROSSINGS,
    PEOPLE,
    UNSAID,
    Cell,
    Count,
    Counts,
    Figures,
    Frame,
    Person,
    Rule,
    Voice,
)

__all__ = [
    "AMOUNTS",
    "CROSSINGS",
    "PEOPLE",
    "UNSAID",
    "Cell",
    "Count",
    "Counts",
    "Figures",
    "Frame",
    "Person",
    "Rule",
    "Voice",
    "count",
    "final",
    "live",
    "mark",
    "moved",
]

"""Phases and what is open at an instant. The clock decides; nobody switches a phase (docs/rules/phases.md)."""

from tequio.core.flow.calendar import Gap, Overlap, gaps, overlaps, rewrites_the_past
from tequio.core.flow.phases import (
    Moment,
    Phase,
    first_opening,
    has_begun,
    is_open,
    next_phase,
    open_phases,
)

__all__ = [
    "Gap",
    "Moment",
    "Overlap",
    "Phase",
    "first_opening",
    "gaps",
    "has_begun",
    "is_open",
    "next_phase",
    "open_phases",
    "overlaps",
    "rewrites_the_past",
]

"""Phases and what is open at an instant. The clock decides; nobody switches a phase (docs/rules/phases.md)."""

from tequio.core.flow.calendar import Gap, Overlap, gaps, overlaps, rewrites_the_past
from tequio.core.flow.phases import (
    Moment,
    Phase,
    first_opening,
    has_begun,
    next_phase,
)
from tequio.core.flow.suspensions import (
    Suspension,
    given_back,
    is_open,
    lost_days,
    open_phases,
    suspended,
)

__all__ = [
    "Gap",
    "Moment",
    "Overlap",
    "Phase",
    "Suspension",
    "first_opening",
    "gaps",
    "given_back",
    "has_begun",
    "is_open",
    "lost_days",
    "next_phase",
    "open_phases",
    "overlaps",
    "rewrites_the_past",
    "suspended",
]

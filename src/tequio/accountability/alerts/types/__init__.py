"""What crosses borders: the words of each flag, the names of the limits, and how many could be computed."""

from tequio.accountability.alerts.types.limits import LIMITS, LimitWords
from tequio.accountability.alerts.types.shapes import Filters, Share
from tequio.accountability.alerts.types.words import (
    BY_SLUG,
    GROUPS,
    MISSING,
    STATE_LABELS,
    WORDS,
    Words,
    explain,
)

__all__ = [
    "BY_SLUG",
    "GROUPS",
    "LIMITS",
    "MISSING",
    "STATE_LABELS",
    "WORDS",
    "Filters",
    "LimitWords",
    "Share",
    "Words",
    "explain",
]

"""Computing the flags, answering them in public, and moving their limits."""

from tequio.accountability.alerts.services.answers import AnswerRefused, answer_flag
from tequio.accountability.alerts.services.limits import LimitRefused, change_limits
from tequio.accountability.alerts.services.refresh import (
    REFRESH,
    REFRESH_ALL,
    refresh,
    refresh_all,
    wake,
    wake_all,
)

__all__ = [
    "REFRESH",
    "REFRESH_ALL",
    "AnswerRefused",
    "LimitRefused",
    "answer_flag",
    "change_limits",
    "refresh",
    "refresh_all",
    "wake",
    "wake_all",
]

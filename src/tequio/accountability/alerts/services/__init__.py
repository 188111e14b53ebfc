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
from tequio.accountability.alerts.services.shelf import COLUMNS, publish_flags, row

__all__ = [
    "COLUMNS",
    "REFRESH",
    "REFRESH_ALL",
    "AnswerRefused",
    "LimitRefused",
    "answer_flag",
    "change_limits",
    "publish_flags",
    "refresh",
    "refresh_all",
    "row",
    "wake",
    "wake_all",
]

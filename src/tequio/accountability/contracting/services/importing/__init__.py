"""Moving in with a history: releases published elsewhere become ours, and the office goes on (MOVE)."""

from tequio.accountability.contracting.services.importing.bringing import (
    BRING,
    CHECK,
    all_repairs,
    bring,
    check,
    queue,
    start,
)

__all__ = ["BRING", "CHECK", "all_repairs", "bring", "check", "queue", "start"]

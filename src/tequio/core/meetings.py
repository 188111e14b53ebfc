"""Meetings: when people may register, who gets a free seat, and which code at the door is still good.

The cases are numbered in docs/rules/meetings.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

TURN = timedelta(seconds=20)  # how long the code at the door is shown
TURNS_KEPT = 3  # the one that is shown and those before it: a slow phone has a minute
PASS = timedelta(minutes=15)  # to say who one is, on the phone that read the code in time
DOOR_BEFORE = timedelta(hours=1)  # before it begins, when the door opens
DESK_BEFORE = timedelta(hours=2)  # before it begins, when the staff may begin to mark
DESK_AFTER = timedelta(days=7)  # after it ends, for lists that were kept on paper


class Registering(StrEnum):
    """Whether people may register."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """The instants of a meeting. First instants are inside, last ones are not.

    Attributes:
        starts, ends: of the meeting itself.
        opens, closes: of its registration.
        cancelled: whether it will not be held.
    """

    starts: datetime
    ends: datetime
    opens: datetime
    closes: datetime
    cancelled: bool = False


def registering(times: Times, *, at: datetime) -> Registering:
    """Return whether people may register at an instant (MEE-1, MEE-2)."""
    if times.cancelled:
        return Registering.CANCELLED
    if at < times.opens:
        return Registering.BEFORE
    return Registering.OPEN if at < min(times.closes, times.ends) else Registering.AFTER


def free_seats(capacity: int | None, taken: int) -> int | None:
    """Return how many seats are left, never below zero; None where there is no limit."""
    return None if capacity is None else max(capacity - taken, 0)


def seated_next(waiting: Sequence[int], capacity: int | None, taken: int) -> Sequence[int]:
    """Return who gets a seat now: those who came first, as many as there are free seats (MEE-4, MEE-5).

    Args:
        waiting: those who wait, in the order in which they came.
        capacity: seats; None where there is no limit.
        taken: seats that are given already.
    """
    free = free_seats(capacity, taken)
    return waiting if free is None else waiting[:free]


def door_open(times: Times, *, at: datetime) -> bool:
    """Return whether the code at the door takes attendance: from an hour before until it ends (MEE-9)."""
    return not times.cancelled and times.starts - DOOR_BEFORE <= at < times.ends


def desk_open(times: Times, *, at: datetime) -> bool:
    """Return whether the staff may mark attendance: from two hours before to a week after (MEE-12)."""
    return not times.cancelled and times.starts - DESK_BEFORE <= at < times.ends + DESK_AFTER


def turn(at: datetime) -> int:
    """Return the number of the code that the door shows at an instant: another every twenty seconds."""
    return int((at - datetime(2000, 1, 1, tzinfo=UTC)) // TURN)


def turn_good(shown: int, *, at: datetime) -> bool:
    """Return whether a code of that number is taken: a minute at most, and none of the future (MEE-10)."""
    return 0 <= turn(at) - shown < TURNS_KEPT

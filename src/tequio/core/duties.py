"""The duty to answer: where one stands on a day, and how an office answers (docs/rules/analysis.md)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median_high

from tequio.core import workdays


class Standing(StrEnum):
    """Where a duty stands."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    PASSED = "passed"  # sent to another office or taken back before it was answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty, by days in the municipality's time.

    Attributes:
        given: when it was handed to the office; that day does not count.
        due: the last day.
        answered: when it was first answered; None if it was not.
        ended: whether it was sent to another office or taken back.
    """

    given: date
    due: date
    answered: date | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How an office answers. ``assigned`` is the sum of the four that follow it.

    Attributes:
        assigned: duties that are the office's.
        in_time: answered on the last day or before.
        late: answered after it.
        waiting: not answered, with days left.
        overdue: not answered, with none left.
        passed: sent to another office or taken back; not the office's any more.
        median_days: working days from a duty to its first answer, the middle one of those answered (of two, the
            greater); None while none was.
    """

    assigned: int
    in_time: int
    late: int
    waiting: int
    overdue: int
    passed: int
    median_days: int | None


def standing(duty: Duty, today: date) -> Standing:
    """Return where a duty stands. A correction of an answer changes nothing: the first one counts."""
    if duty.answered is not None:
        return Standing.IN_TIME if duty.answered <= duty.due else Standing.LATE
    if duty.ended:
        return Standing.PASSED
    return Standing.WAITING if today <= duty.due else Standing.OVERDUE


def score(duties: Iterable[Duty], today: date, *, extra: Collection[date] = frozenset()) -> Score:
    """Return how an office answers.

    Args:
        duties: every duty that the office has or had.
        today: the day in the municipality's time.
        extra: days that are not worked besides those of the law.
    """
    found = [(duty, standing(duty, today)) for duty in duties]
    count = {one: sum(1 for _duty, state in found if state is one) for one in Standing}
    spans = [
        workdays.count_business_days(duty.given, duty.answered, extra=extra)
        for duty, _state in found
        if duty.answered
    ]
    return Score(
        assigned=len(found) - count[Standing.PASSED],
        in_time=count[Standing.IN_TIME],
        late=count[Standing.LATE],
        waiting=count[Standing.WAITING],
        overdue=count[Standing.OVERDUE],
        passed=count[Standing.PASSED],
        median_days=median_high(spans) if spans else None,
    )

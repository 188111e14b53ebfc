"""Who must judge a proposal, what the opinions add up to, and how clocks run (docs/rules/feasibility.md)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tequio.core.workdays import Window


@dataclass(frozen=True, slots=True)
class Side:
    """A criterion of the rules: its code, and the offices that the rules name for it, if any."""

    code: str
    offices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """An opinion that is owed: by which office, on which criterion (None: on the whole proposal)."""

    criterion: str | None
    office: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one office said of one criterion. ``feasible`` is None while it has not answered."""

    criterion: str | None
    feasible: bool | None
    cost: int | None = None  # centavos


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the opinions add up to; the cost, in centavos, only of what is feasible."""

    feasible: bool
    cost: int | None


def required(
    sides: Sequence[Side], *, category_offices: Sequence[int], default_office: int | None
) -> tuple[Duty, ...]:
    """Return the opinions that the rules ask for on one proposal, in the order of the criteria.

    Each criterion is judged by the offices it names; where it names none, by those of the category; where the
    category names none, by the edition's. An edition without criteria asks those offices for one opinion each.
    """
    fallback = tuple(category_offices) or ((default_office,) if default_office is not None else ())
    asked = [
        Duty(side.code if side else None, office)
        for side in (sides or (None,))
        for office in (side.offices if side and side.offices else fallback)
    ]
    return tuple(dict.fromkeys(asked))


def is_decided(opinions: Collection[Opinion], *, criteria: Collection[str] = ()) -> bool:
    """Return whether every criterion was asked for and every office that was asked has answered."""
    asked = {opinion.criterion for opinion in opinions}
    return bool(opinions) and asked >= set(criteria) and all(o.feasible is not None for o in opinions)


def outcome(opinions: Collection[Opinion], *, estimated: int | None) -> Outcome:
    """Return the outcome: feasible only if every office says so, at the highest cost that one of them gave.

    Where none gave a cost, it is the one that the author estimated.
    """
    if not all(opinion.feasible for opinion in opinions):
        return Outcome(feasible=False, cost=None)
    costs = [opinion.cost for opinion in opinions if opinion.cost is not None]
    return Outcome(feasible=True, cost=max(costs, default=estimated))


def due_after_pause(due: date, *, began: date, ended: date, last: date | None) -> date:
    """Return an office's due date once its clock stood still from one day to another.

    Args:
        due: the date before the pause.
        began: the day on which the clock stopped.
        ended: the day on which it ran again.
        last: the last day of the phase, past which nothing is due; None where there is no phase.
    """
    later = due + (ended - began)
    return min(later, max(last, due)) if last else later


def appeal_window(window: Window, *, closes: Sequence[datetime]) -> Window:
    """Return the window for appeals cut short by whatever closes before it: the appeals' phase, the voting."""
    return Window(window.opens, max(min([window.closes, *closes]), window.opens))

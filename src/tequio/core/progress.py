"""How far a project is, what a pause does to its dates, who comes next in reserve (docs/rules/projects)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WHOLE = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStage:
    """A stage of a plan: how much it weighs against the others, and whether it is done."""

    weight: int
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveOption:
    """An option of the count that did not win.

    Attributes:
        option: its id.
        rank: its place in its envelope, from 1.
        cost: what it costs, in centavos.
        taken: whether it became a project already, or excludes one that is being built.
    """

    option: int
    rank: int
    cost: int
    taken: bool = False


def plan_percent(stages: Iterable[PlannedStage]) -> int:
    """Return how much of a plan is done: the weight of its finished stages, in percent rounded down (PROJ-7).

    A plan whose stages weigh nothing counts each alike. It says how far the paperwork and the works have come
    together; how much is built is only what the office reports (PROJ-6).
    """
    found = list(stages)
    whole = sum(stage.weight for stage in found)
    if not whole:
        done = sum(1 for stage in found if stage.done)
        return WHOLE * done // len(found) if found else 0
    return WHOLE * sum(stage.weight for stage in found if stage.done) // whole


def financial_percent(paid: int, contracted: int) -> int | None:
    """Return how much of what was contracted is paid, in percent rounded down, or None (PROJ-8)."""
    return WHOLE * paid // contracted if contracted else None


def moved(planned: date, paused_on: date, resumed_on: date) -> date:
    """Return where a pause leaves a planned date: as many days later as it lasted (PROJ-11).

    A date that had already gone by when the pause began stays where it was: it was late for another reason.
    """
    if planned < paused_on or resumed_on <= paused_on:
        return planned
    return planned + (resumed_on - paused_on)


def next_in_reserve(options: Sequence[ReserveOption], budget: int) -> ReserveOption | None:
    """Return who takes the place of a cancelled winner: the best placed that is free and costs no more.

    PROJ-13.

    Args:
        options: those of the same count and envelope that did not win.
        budget: what the cancelled project was given, in centavos.
    """
    able = [one for one in options if not one.taken and one.cost <= budget]
    return min(able, key=lambda one: (one.rank, one.option), default=None)

"""What a ballot may hold. Checked when it is cast, and again at the count (docs/rules/ballots.md)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tequio.core.tally.elections import Ballot, Points, Project


class Fault(StrEnum):
    """What is wrong with a ballot."""

    EMPTY = "empty"
    UNKNOWN_OPTION = "unknown_option"
    ELSEWHERE = "elsewhere"  # an option of a territory where this ballot does not count
    REPEATED = "repeated"
    TOO_MANY = "too_many"
    TOO_MANY_CITYWIDE = "too_many_citywide"
    TOO_MANY_OF_SIZE = "too_many_of_size"
    POINTS = "points"  # points below one or above the most
    OVER_MONEY = "over_money"  # together they cost more than the envelope
    AWAY = "away"  # it is not the territory where the person lives


@dataclass(frozen=True, slots=True)
class Quota:
    """The most that may be marked of some projects, by id, and what it is called to mark more."""

    projects: frozenset[str]
    most: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a ballot.

    Args:
        choices_max: most options marked, over all envelopes (None: no limit).
        points_max: most points to one option; 1 where options are just marked.
        points_min: least points to one option (None: no limit).
        amounts: centavos of each envelope, by its id, that the options marked in it may add up to; an envelope
            that is not here has no such limit.
        quotas: limits of parts of the ballot: a size, the whole city, the territory apart from it.
    """

    choices_max: int | None = None
    points_max: int = 1
    points_min: int | None = 1
    amounts: Mapping[str, int] | None = None
    quotas: Sequence[Quota] = ()


def faults(
    ballot: Ballot, *, limits: Limits, projects: Mapping[str, Project], envelopes: Collection[str]
) -> list[Fault]:
    """Return everything wrong with a ballot, in the order of ``Fault``; nothing if it is sound.

    Args:
        ballot: what is checked.
        limits: what it may hold.
        projects: the options, by id.
        envelopes: the ids of the envelopes that the ballot may choose from.
    """
    known = [projects[choice] for choice in ballot.choices if choice in projects]
    over = _over_quota(ballot, limits)
    wrong = {
        Fault.EMPTY: not ballot.choices,
        Fault.UNKNOWN_OPTION: len(known) != len(ballot.choices),
        Fault.ELSEWHERE: any(project.envelope not in envelopes for project in known),
        Fault.REPEATED: len(set(ballot.choices)) != len(ballot.choices),
        Fault.TOO_MANY: Fault.TOO_MANY in over
        or (limits.choices_max is not None and len(ballot.choices) > limits.choices_max),
        Fault.TOO_MANY_CITYWIDE: Fault.TOO_MANY_CITYWIDE in over,
        Fault.TOO_MANY_OF_SIZE: Fault.TOO_MANY_OF_SIZE in over,
        Fault.POINTS: any(_beyond(points, limits) for points in ballot.points),
        Fault.OVER_MONEY: any(total > amount for total, amount in _totals(known, limits)),
    }
    return [fault for fault, holds in wrong.items() if holds]


def _over_quota(ballot: Ballot, limits: Limits) -> set[Fault]:
    return {
        quota.fault for quota in limits.quotas if sum(c in quota.projects for c in ballot.choices) > quota.most
    }


def _beyond(points: Points, limits: Limits) -> bool:
    return points > limits.points_max or (limits.points_min is not None and points < limits.points_min)


def _totals(projects: list[Project], limits: Limits) -> list[tuple[int, int]]:
    """Return what was chosen in each limited envelope, beside its limit."""
    return [
        (sum(p.cost for p in projects if p.envelope == envelope), amount)
        for envelope, amount in (limits.amounts or {}).items()
    ]

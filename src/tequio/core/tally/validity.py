"""What a file says that a ballot may hold, which ballots break it, and what is done with them: declared.

The bounds are Pabulib's (``max_length``, ``max_sum_cost``…). Ballots are never mended in silence: what breaks a
bound is told, and counts as the policy says.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

from tequio.core.tally.elections import Ballot, Election


class Policy(StrEnum):
    """What is done with a ballot that breaks a bound."""

    DEDUPE = "dedupe"  # it counts; a project named twice counts once
    TRUNCATE = "truncate"  # what goes beyond is cut off, from the end; below a minimum it is void
    VOID = "void"  # it does not count


class Breach(StrEnum):
    """What a ballot breaks. The names are those of the file."""

    REPEATED = "repeated"
    MIN_LENGTH = "min_length"
    MAX_LENGTH = "max_length"
    MIN_SUM_COST = "min_sum_cost"
    MAX_SUM_COST = "max_sum_cost"
    MIN_POINTS = "min_points"
    MAX_POINTS = "max_points"
    MIN_SUM_POINTS = "min_sum_points"
    MAX_SUM_POINTS = "max_sum_points"


BREACH_TEXTS = {
    Breach.REPEATED: "La boleta nombra dos veces un proyecto",
    Breach.MIN_LENGTH: "La boleta marca menos proyectos que «min_length»",
    Breach.MAX_LENGTH: "La boleta marca más proyectos que «max_length»",
    Breach.MIN_SUM_COST: "La boleta marca proyectos por menos dinero que «min_sum_cost»",
    Breach.MAX_SUM_COST: "La boleta marca proyectos por más dinero que «max_sum_cost»",
    Breach.MIN_POINTS: "La boleta da a un proyecto menos puntos que «min_points»",
    Breach.MAX_POINTS: "La boleta da a un proyecto más puntos que «max_points»",
    Breach.MIN_SUM_POINTS: "La boleta reparte menos puntos que «min_sum_points»",
    Breach.MAX_SUM_POINTS: "La boleta reparte más puntos que «max_sum_points»",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a file, by their breach. Money is in centavos."""

    limits: Mapping[Breach, Fraction] = field(default_factory=dict)
    costs: Mapping[str, int] = field(default_factory=dict)

    def breaches(self, ballot: Ballot) -> list[Breach]:
        """Return what a ballot breaks, in the order of ``Breach``. A blank ballot breaks nothing."""
        if not ballot.choices:
            return []
        found = [Breach.REPEATED] if len(set(ballot.choices)) != len(ballot.choices) else []
        return found + [
            breach
            for breach, limit in self.limits.items()
            if (self._least(breach, ballot) < limit if breach in _LOWER else self._most(breach, ballot) > limit)
        ]

    def _least(self, breach: Breach, ballot: Ballot) -> Fraction | int:
        return min(ballot.points, default=0) if breach is Breach.MIN_POINTS else self._sum(breach, ballot)

    def _most(self, breach: Breach, ballot: Ballot) -> Fraction | int:
        return max(ballot.points, default=0) if breach is Breach.MAX_POINTS else self._sum(breach, ballot)

    def _sum(self, breach: Breach, ballot: Ballot) -> Fraction | int:
        if breach in (Breach.MIN_LENGTH, Breach.MAX_LENGTH):
            return len(dict.fromkeys(ballot.choices))
        if breach in (Breach.MIN_SUM_COST, Breach.MAX_SUM_COST):
            return sum(self.costs[key] for key in dict.fromkeys(ballot.choices))
        return sum(ballot.points)


_LOWER = (Breach.MIN_LENGTH, Breach.MIN_SUM_COST, Breach.MIN_POINTS, Breach.MIN_SUM_POINTS)
_COSTS = (Breach.MIN_SUM_COST, Breach.MAX_SUM_COST)
_POINTS = (Breach.MIN_POINTS, Breach.MAX_POINTS, Breach.MIN_SUM_POINTS, Breach.MAX_SUM_POINTS)


def bounds(meta: Mapping[str, str], costs: Mapping[str, int], *, points: bool) -> Bounds:
    """Return the bounds that a file declares; those that are no number are left out.

    Args:
        meta: the META section.
        costs: centavos of each project.
        points: whether its ballots give points.
    """
    found = {}
    for breach in Breach:
        limit = _number(meta.get(breach.value, ""))
        if limit is not None and (points or breach not in _POINTS):
            found[breach] = limit * 100 if breach in _COSTS else limit
    return Bounds(found, costs)


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(Decimal(text.strip().replace(",", "."))) if text.strip() else None
    except (InvalidOperation, ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Checked:
    """An election after its policy: how many ballots break each bound, how many are void and how many cut."""

    election: Election
    breaches: Mapping[Breach, int]
    void: int
    cut: int


def policy_of(election: Election) -> Policy:
    """Return the policy that a file of ours declares in ``invalid_ballots``; else everything counts."""
    told = election.meta.get("invalid_ballots", "").strip()
    return Policy(told) if told in {policy.value for policy in Policy} else Policy.DEDUPE


def applied(election: Election, policy: Policy) -> Checked:
    """Return the election as it counts under a policy, and what became of its ballots."""
    costs = {project.id: project.cost for project in election.projects}
    limits = bounds(election.meta, costs, points=election.vote_type.has_points)
    found: Counter[Breach] = Counter()
    kept, void, cut = [], 0, 0
    for ballot in election.ballots:
        breaches = limits.breaches(ballot)
        found.update(dict.fromkeys(breaches, ballot.times))
        sound = _sound(ballot, breaches, limits, policy)
        if sound is None:
            void += ballot.times
            continue
        cut += ballot.times if sound is not ballot else 0
        kept.append(sound)
    return Checked(replace(election, ballots=tuple(kept)), dict(found), void, cut)


def _sound(ballot: Ballot, breaches: list[Breach], limits: Bounds, policy: Policy) -> Ballot | None:
    """Return a ballot as it counts; None if it is void."""
    if not breaches or policy is Policy.DEDUPE:
        return ballot
    if policy is Policy.VOID:
        return None
    return next((part for part in _shorter(ballot) if not limits.breaches(part)), None)


def _shorter(ballot: Ballot) -> Iterator[Ballot]:
    """Yield a ballot without its repetitions, and then without its last choice again and again."""
    first = {key: place for place, key in reversed(list(enumerate(ballot.choices)))}
    places = sorted(first.values())
    for end in range(len(places), 0, -1):
        kept = places[:end]
        points = tuple(ballot.points[place] for place in kept) if ballot.points else ()
        yield replace(ballot, choices=tuple(ballot.choices[place] for place in kept), points=points)

"""The registry of counting rules, and what every rule receives and gives back.

A rule is a function from a :class:`Contest` to a :class:`Selection`, registered under its name. To add one,
write the function in a module of its own, register it, and import the module in ``counting``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from tequio.core.tally.elections import Election, Envelope, Points
from tequio.core.tally.exclusion import Exclusive
from tequio.core.tally.lot import Lot
from tequio.core.tally.pots import Pots
from tequio.core.tally.reasons import Reason
from tequio.core.tally.scores import Standing
from tequio.core.tally.thresholds import Rounding
from tequio.core.tally.ties import Order, Tie, TieRule


class UnknownRuleError(ValueError):
    """No rule has this name."""


class UnsupportedRuleError(ValueError):
    """The file declares a rule that this engine does not know, or none at all. The message is in Spanish."""


class Utility(StrEnum):
    """What Equal Shares takes a supported project to be worth to a voter."""

    COST = "cost"  # the money that it brings, times the points given to it where ballots give points
    CARDINALITY = "cardinality"  # one, whatever it costs and whatever the points
    POINTS = "points"  # the points given to it, whatever it costs


class Completion(StrEnum):
    """What Equal Shares does with the money that nobody could spend."""

    NONE = "none"  # leaves it
    ADD1 = "add1"  # raises everybody's share, step by step, and counts anew


class Start(StrEnum):
    """The first share of a voter under Equal Shares."""

    EXACT = "exact"  # the amount by the voters, to the last fraction of a centavo
    INTEGRAL = "integral"  # the same, in whole units of the currency


class Stop(StrEnum):
    """When buying ends."""

    OVERSPEND = "overspend"  # Add1: at the first raise that would overspend; Phragmén: at the first misfit
    EXHAUSTIVE = "exhaustive"  # Add1: also as soon as nothing else fits; Phragmén: when nothing else fits


class Fill(StrEnum):
    """What is done with the money that is left when buying has ended."""

    NONE = "none"
    VOTES = "votes"  # by votes, what still fits


class Compare(StrEnum):
    """Whether the result by votes stands instead, if more voters prefer it."""

    NONE = "none"
    SATISFACTION = "satisfaction"  # a voter prefers the result with more of their projects
    COVERAGE = "coverage"  # a voter prefers the result with some of their projects to that with none


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a rule may be told.

    Args:
        threshold: score below which a project cannot win (0: none).
        threshold_percent: the same as a percentage of the valid ballots of the envelope: those that name one
            of its projects. The higher of both counts.
        rounding: what becomes of a minimum in percent that is no whole number.
        exclusive: groups of projects of which only one may win.
        lot: the lot that resolves ties, with ``TieRule.LOT``.
        pots: how the envelopes come one after another, and what becomes of what they leave.
        winners_max: most winners per envelope, where the envelope does not say it itself.
        part_percent: the "80 % rule": with the rule that stops, the first project that does not fit is paid
            in full if at least this percentage of its cost is left. None: no such rule.
        ties: how ties are resolved.
        tie_order: project ids in the order that an assembly or a lot gave them.
        utility: what Equal Shares values; the other rules do not look at it, nor at what follows.
        completion: what Equal Shares does with the money that is left.
        start: the first share of each voter.
        stop: when Add1 or Phragmén ends.
        increment: centavos by which Add1 raises the share (None: one unit of the currency, or a thousandth of
            the first share where that is more).
        fill: what is done with the money that is left at the very end.
        compare: whether the result by votes may stand instead.
        min_share: k of "a winner needs the share of votes that its cost is of k times the amount" (None: no
            such rule).
        blank_share: whether ballots that name no project of an envelope share its money too.
    """

    threshold: int = 0
    threshold_percent: Fraction | None = None
    rounding: Rounding = Rounding.UP
    exclusive: tuple[Exclusive, ...] = ()
    lot: Lot | None = None
    pots: Pots = field(default_factory=Pots)
    winners_max: int | None = None
    part_percent: int | None = None
    ties: TieRule = TieRule.COST
    tie_order: tuple[str, ...] = ()
    utility: Utility = Utility.COST
    completion: Completion = Completion.NONE
    start: Start = Start.EXACT
    stop: Stop = Stop.OVERSPEND
    increment: int | None = None
    fill: Fill = Fill.NONE
    compare: Compare = Compare.NONE
    min_share: int | None = None
    blank_share: bool = False


@dataclass(frozen=True, slots=True)
class Contest:
    """One envelope with the standings of its projects, ready to be decided. ``election`` has the ballots."""

    envelope: Envelope
    standings: list[Standing]
    order: Order
    parameters: Parameters
    election: Election
    excluded: Mapping[str, str] = field(default_factory=dict)  # what cannot win any more, and who excludes it

    @property
    def winners_max(self) -> int | None:
        """The most winners: the envelope's own limit, else the rule's."""
        own = self.envelope.winners_max
        return self.parameters.winners_max if own is None else own


@dataclass(frozen=True, slots=True)
class Selection:
    """What a rule decided: winners in order of selection, money spent, ties met, a reason per project.

    ``details`` are the figures of the rule itself, ready for JSON.
    """

    winners: list[str] = field(default_factory=list)
    spent: int = 0
    ties: list[Tie] = field(default_factory=list)
    reasons: dict[str, Reason] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)


Select = Callable[[Contest], Selection]


@dataclass(frozen=True, slots=True)
class Rule:
    """A counting rule: its name, what it does in one Spanish sentence, its function and its other names."""

    name: str
    summary: str
    select: Select
    aliases: tuple[str, ...] = ()
    excludes: bool = False  # whether it honours groups of which only one may win
    places: int | None = None  # winners per envelope where nobody says how many


_rules: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    """Add a rule to the registry, under its name and its aliases."""
    for name in (rule.name, *rule.aliases):
        _rules[name] = rule


def find(name: str) -> Rule:
    """Return the rule of this name (hyphens and underscores are the same).

    Raises:
        UnknownRuleError: if there is none; the message names those there are.
    """
    try:
        return _rules[name.replace("_", "-")]
    except KeyError as error:
        raise UnknownRuleError(f"No hay una regla «{name}». Hay: {', '.join(names())}.") from error


def names() -> list[str]:
    """Return the names of all rules, in alphabetical order."""
    return sorted({rule.name for rule in _rules.values()})


def as_number(value: Points) -> int | str:
    """Return a score for JSON: an integer, or the exact fraction as text."""
    return int(value) if value == int(value) else str(value)

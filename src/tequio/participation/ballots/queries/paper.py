"""The ballot as a person sees it: their own order, what they marked, the money that is left."""

from collections.abc import Mapping
from dataclasses import dataclass

from tequio.participation.ballots.models import Option
from tequio.participation.ballots.queries.limits import Allowance, allowances, by_money, most_choices
from tequio.participation.ballots.queries.reads import Purse, in_own_order
from tequio.participation.ballots.queries.rules import rivals
from tequio.participation.editions.models import Edition, Envelope


@dataclass(frozen=True, slots=True)
class Line:
    """One option on the paper, with the points it has now (None: not marked)."""

    option: Option
    points: int | None
    parts: str = ""  # the keys of the parts of the ballot that it counts in, for the page


@dataclass(frozen=True, slots=True)
class Group:
    """The options of one envelope, and its money in centavos."""

    envelope: Envelope
    lines: list[Line]

    @property
    def marked(self) -> list[Line]:
        """The options marked."""
        return [line for line in self.lines if line.points is not None]

    @property
    def spent(self) -> int:
        """What the marked options cost together."""
        return sum(line.option.cost_centavos for line in self.marked)

    @property
    def left(self) -> int:
        """What is left of the envelope; negative if it does not reach."""
        return self.envelope.amount_centavos - self.spent

    @property
    def over(self) -> int:
        """What is missing, if the money does not reach."""
        return max(-self.left, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the ballot with its own limit, and how many of it are marked."""

    allowance: Allowance
    marked: int

    @property
    def over(self) -> int:
        """How many marks there are too many."""
        return max(self.marked - self.allowance.most, 0)


@dataclass(frozen=True, slots=True)
class Rivals:
    """Options on this paper of which only one may win, and why."""

    reason: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot paper. ``by_money`` says whether marks are limited by the money."""

    groups: list[Group]
    choices_max: int
    points_max: int
    by_money: bool
    parts: list[Part]
    rivals: list[Rivals]

    @property
    def marked(self) -> list[Line]:
        """The options marked in any envelope."""
        return [line for group in self.groups for line in group.marked]

    @property
    def all_points(self) -> range:
        """The points that an option may get."""
        return range(1, self.points_max + 1)


def draw(edition: Edition, purses: list[Purse], marks: Mapping[int, int], *, seed: str) -> Paper:
    """Return the paper of a voter with their marks (option number -> points), in the order of their seed."""
    allowed = allowances(edition, [option for purse in purses for option in purse.options])
    groups = [
        Group(
            purse.envelope,
            [
                Line(option, marks.get(option.number), _parts(option, allowed))
                for option in in_own_order(purse.options, edition=edition, seed=seed)
            ],
        )
        for purse in purses
    ]
    parts = [Part(allowance, len(allowance.numbers & marks.keys())) for allowance in allowed]
    return Paper(
        groups,
        most_choices(edition),
        edition.max_points,
        by_money(edition),
        parts,
        _rivals(edition, [option for purse in purses for option in purse.options]),
    )


def _rivals(edition: Edition, options: list[Option]) -> list[Rivals]:
    """Return the groups with at least two options on this paper."""
    by_number = {option.number: option for option in options}
    found = [
        Rivals(reason, [by_number[n] for n in numbers if n in by_number]) for reason, numbers in rivals(edition)
    ]
    return [group for group in found if len(group.options) > 1]


def _parts(option: Option, allowed: list[Allowance]) -> str:
    return " ".join(allowance.key for allowance in allowed if option.number in allowance.numbers)

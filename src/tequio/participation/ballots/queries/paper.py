"""The ballot as a person sees it: their own order, what they marked, the money that is left."""

from collections.abc import Mapping
from dataclasses import dataclass

from tequio.foundation.accounts.models import User
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.queries.reads import Purse, in_own_order
from tequio.participation.editions.models import Edition, Envelope
from tequio.participation.editions.types import BallotKind


@dataclass(frozen=True, slots=True)
class Line:
    """One option on the paper, with the points it has now (None: not marked)."""

    option: Option
    points: int | None


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
class Paper:
    """A ballot paper. ``by_money`` says whether marks are limited by the money."""

    groups: list[Group]
    choices_max: int
    points_max: int
    by_money: bool

    @property
    def marked(self) -> list[Line]:
        """The options marked in any envelope."""
        return [line for group in self.groups for line in group.marked]

    @property
    def all_points(self) -> range:
        """The points that an option may get."""
        return range(1, self.points_max + 1)


def draw(edition: Edition, person: User, purses: list[Purse], marks: Mapping[int, int]) -> Paper:
    """Return the paper of a person with their marks (option number -> points)."""
    groups = [
        Group(
            purse.envelope,
            [
                Line(option, marks.get(option.number))
                for option in in_own_order(purse.options, edition=edition, person=person)
            ],
        )
        for purse in purses
    ]
    by_money = edition.ballot_kind == BallotKind.APPROVAL
    return Paper(groups, edition.max_choices, edition.max_points, by_money)

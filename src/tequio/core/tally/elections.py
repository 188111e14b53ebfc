"""What is counted: projects, ballots and the money, as frozen values."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

Points = int | Fraction


class VoteType(StrEnum):
    """How a ballot speaks. The names are Pabulib's."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"
    ORDINAL = "ordinal"
    SCORING = "scoring"

    @property
    def has_points(self) -> bool:
        """Whether each choice carries its own points."""
        return self in (VoteType.CUMULATIVE, VoteType.SCORING)


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the ballot. ``cost`` is in centavos; ``envelope`` names the money it is paid from."""

    id: str
    cost: int
    name: str = ""
    envelope: str = ""
    attributes: dict[str, str] = field(default_factory=dict, compare=False)  # the file's other columns
    selected: int | None = None  # what a file records: 0 lost, 1 won, 2 and 3 won with other money
    withdrawn: bool = False  # on the ballot, but nobody could carry it out any more: it cannot win


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot: the projects it names, in its order, and the points of each where it gives points.

    ``times`` is how many voters said exactly this: merging equal ballots changes no result.
    """

    choices: tuple[str, ...]
    points: tuple[Points, ...] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class Envelope:
    """Money (centavos) for some of the projects, with the most winners it may have (None: no limit)."""

    id: str
    amount: int
    winners_max: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Election:
    """Everything that a count needs, and nothing else.

    ``borda_top`` is what the first place of an ordinal ballot is worth (None: the length of the longest one).
    """

    vote_type: VoteType
    envelopes: tuple[Envelope, ...]
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    borda_top: int | None = None
    meta: dict[str, str] = field(default_factory=dict, compare=False)
    voters: tuple[str, ...] = field(default=(), compare=False)  # the file's voter ids, in ballot order

    @property
    def budget(self) -> int:
        """All the money, in centavos."""
        return sum(envelope.amount for envelope in self.envelopes)

    @property
    def cast(self) -> int:
        """How many ballots were cast, equal ones included."""
        return sum(ballot.times for ballot in self.ballots)

    @property
    def symbol(self) -> str:
        """What stands before an amount: ``$`` for pesos, nothing for other currencies."""
        return "$" if self.meta.get("currency", "MXN").upper() in ("MXN", "") else ""

    @property
    def selected(self) -> list[str] | None:
        """The winners that the file records (any mark but 0), or None if it records none."""
        if all(project.selected is None for project in self.projects):
            return None
        return [project.id for project in self.projects if project.selected]

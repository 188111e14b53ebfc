"""The box as an election of core.tally: frozen options, the envelopes, and every sound ballot."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import Count as Number
from django.db.models import Q

from tequio.core.tally import limits as rules
from tequio.core.tally.elections import Ballot as Paper
from tequio.core.tally.elections import Election, Project, VoteType
from tequio.core.tally.elections import Envelope as Purse
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.queries.limits import limits
from tequio.participation.ballots.queries.reach import reach
from tequio.participation.ballots.queries.reads import as_projects
from tequio.participation.editions.models import Edition, Envelope
from tequio.participation.editions.types import BallotKind


@dataclass(slots=True)
class Turnout:
    """Ballots of one place and channel: in the box, replaced by a later one of the same person, void."""

    cast: int = 0
    replaced: int = 0
    void: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """What is counted, what is not and why, the hash of everything in the box, and where it came from."""

    election: Election
    void: dict[str, int]
    sha256: str
    turnout: dict[tuple[int | None, str], Turnout]  # by unit and channel

    @property
    def read(self) -> int:
        """How many ballots were read, void and replaced ones included."""
        return sum(here.cast for here in self.turnout.values())


def open_box(edition: Edition, *, tell: Callable[[int], None] | None = None) -> Box:
    """Return the election of the box, each different ballot checked again against its limits. Six queries.

    The database groups equal ballots, so what is held in memory grows with what people said, not with how many
    said it.

    Args:
        edition: whose box, closed.
        tell: told now and then how many ballots have been read.
    """
    envelopes = list(edition.envelopes.select_related("unit", "size").order_by("pk"))
    options = list(Option.objects.filter(edition=edition).select_related("envelope", "proposal"))
    projects = as_projects(options)
    scored = edition.ballot_kind == BallotKind.POINTS
    reader = _Reader(limits(edition, options), projects, cache(reach(edition).of), scored=scored)
    for number, row in enumerate(_grouped(edition)):
        reader.take(*row)
        if tell and not number % _TELL_EACH:
            tell(reader.read)
    election = Election(
        vote_type=VoteType.SCORING if scored else VoteType.APPROVAL,
        envelopes=tuple(_purse(envelope) for envelope in envelopes),
        projects=tuple(projects.values()),
        ballots=tuple(reader.sound),
    )
    return Box(election, dict(sorted(reader.void.items())), reader.digest.hexdigest(), reader.turnout)


_TELL_EACH = 20_000  # groups of equal ballots


def _grouped(edition: Edition) -> Iterator[Any]:
    """Give unit, points, channel, how many count and how many were replaced, in an order that says nothing."""
    groups = edition.ballots.order_by("unit_id", "points", "channel").values_list(
        "unit_id", "points", "channel"
    )
    return groups.annotate(
        live=Number("pk", filter=Q(superseded=False)), replaced=Number("pk", filter=Q(superseded=True))
    ).iterator(5_000)


class _Reader:
    """Takes the groups of the box one by one and keeps what a count needs of them."""

    def __init__(
        self,
        checked: rules.Limits,
        projects: dict[str, Project],
        reached: Callable[[int | None], Collection[str]],
        *,
        scored: bool,
    ) -> None:
        self.checked, self.projects, self.reached, self.scored = checked, projects, reached, scored
        self.names = {key: key for key in projects}  # one string for each option, however many ballots name it
        self.digest = hashlib.sha256()
        self.void: Counter[str] = Counter()
        self.turnout: dict[tuple[int | None, str], Turnout] = {}
        self.sound: list[Paper] = []
        self.last: tuple[int | None, Paper] | None = None
        self.read = 0

    def take(self, unit: int | None, points: Any, channel: str, live: int, replaced: int) -> None:
        """Take a group of equal ballots of one unit and channel."""
        self.digest.update(json.dumps([unit, points, channel, live, replaced], sort_keys=True).encode())
        self.read += live + replaced
        here = self.turnout.setdefault((unit, channel), Turnout())
        here.cast += live + replaced
        here.replaced += replaced
        if not live:
            return
        paper = as_paper(points)
        found = rules.faults(paper, limits=self.checked, projects=self.projects, envelopes=self.reached(unit))
        if found:
            self.void[found[0].value] += live
            here.void += live
        else:
            self._keep(unit, paper, live)

    def _keep(self, unit: int | None, paper: Paper, live: int) -> None:
        if self.last == (unit, paper):  # the same, by another channel
            self.sound[-1] = replace(self.sound[-1], times=self.sound[-1].times + live)
            return
        self.last = unit, paper
        choices = tuple(self.names[choice] for choice in paper.choices)
        self.sound.append(Paper(choices, paper.points if self.scored else (), live))


def as_paper(points: dict[str, int]) -> Paper:
    """Return the stored marks as a ballot, its options by number."""
    choices = sorted(points, key=int)
    return Paper(tuple(choices), tuple(points[choice] for choice in choices))


def _purse(envelope: Envelope) -> Purse:
    names = [part.name for part in (envelope.unit, envelope.size) if part is not None]
    return Purse(str(envelope.pk), envelope.amount_centavos, envelope.winners_max, " · ".join(names))

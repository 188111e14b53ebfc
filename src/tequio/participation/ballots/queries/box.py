"""The box as an election of core.tally: frozen options, the envelopes, and every sound ballot."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from functools import cache

from tequio.core.tally import limits as rules
from tequio.core.tally.elections import Ballot as Paper
from tequio.core.tally.elections import Election, VoteType
from tequio.core.tally.elections import Envelope as Purse
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.queries.limits import limits
from tequio.participation.ballots.queries.reach import reach
from tequio.participation.ballots.queries.reads import as_projects
from tequio.participation.editions.models import Edition, Envelope
from tequio.participation.editions.types import BallotKind


@dataclass(frozen=True, slots=True)
class Box:
    """What is counted, what is not and why, and the hash of everything in the box."""

    election: Election
    void: dict[str, int]
    sha256: str


def open_box(edition: Edition) -> Box:
    """Return the election of the box, each ballot checked again against its limits. Six queries."""
    envelopes = list(edition.envelopes.select_related("unit", "size").order_by("pk"))
    options = list(Option.objects.filter(edition=edition).select_related("envelope", "proposal"))
    projects = as_projects(options)
    checked = limits(edition, options)
    void: Counter[str] = Counter()
    digest = hashlib.sha256()
    sound: list[Paper] = []
    reached = cache(reach(edition).of)
    scored = edition.ballot_kind == BallotKind.POINTS
    for unit, points in edition.ballots.order_by("id").values_list("unit_id", "points").iterator(5_000):
        digest.update(json.dumps([unit, points], sort_keys=True).encode())
        paper = as_paper(points)
        wrong = rules.faults(paper, limits=checked, projects=projects, envelopes=reached(unit))
        if wrong:
            void[wrong[0].value] += 1
        else:
            sound.append(paper if scored else Paper(paper.choices))
    election = Election(
        vote_type=VoteType.SCORING if scored else VoteType.APPROVAL,
        envelopes=tuple(_purse(envelope) for envelope in envelopes),
        projects=tuple(projects.values()),
        ballots=tuple(sound),
    )
    return Box(election, dict(sorted(void.items())), digest.hexdigest())


def as_paper(points: dict[str, int]) -> Paper:
    """Return the stored marks as a ballot, its options by number."""
    choices = sorted(points, key=int)
    return Paper(tuple(choices), tuple(points[choice] for choice in choices))


def _purse(envelope: Envelope) -> Purse:
    names = [part.name for part in (envelope.unit, envelope.size) if part is not None]
    return Purse(str(envelope.pk), envelope.amount_centavos, envelope.winners_max, " · ".join(names))

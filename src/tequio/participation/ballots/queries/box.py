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
from tequio.core.tally.rules import Parameters
from tequio.core.tally.ties import TieRule as Ties
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.queries.limits import limits
from tequio.participation.ballots.queries.reach import reach
from tequio.participation.ballots.queries.reads import as_projects
from tequio.participation.ballots.types import RULE_NAMES
from tequio.participation.editions.models import Edition, Envelope
from tequio.participation.editions.types import BallotKind, Completion, CountingRule, TieRule


@dataclass(frozen=True, slots=True)
class Box:
    """What is counted, what is not and why, and the hash of everything in the box."""

    election: Election
    void: dict[str, int]
    sha256: str


_TIES = {
    TieRule.ASSEMBLY: Ties.ASSEMBLY,
    TieRule.LOWER_COST: Ties.COST,
    TieRule.FIRST_SUBMITTED: Ties.FILE,  # options are numbered in the order they were submitted
}


def rule_name(edition: Edition) -> str:
    """Return the rule of core.tally by which the edition is counted, its completion included."""
    rule = CountingRule(edition.rule)
    completed = rule is CountingRule.EQUAL_SHARES
    return RULE_NAMES[rule, Completion(edition.completion) if completed else Completion.NONE]


def parameters(edition: Edition, *, tie_order: tuple[str, ...] = ()) -> Parameters:
    """Return what the edition's rules tell the count. Nobody wins without a vote."""
    least = 0 if edition.imported_from else 1
    return Parameters(
        threshold=max(edition.threshold_votes, least),
        ties=_TIES[TieRule(edition.tie_rule)],
        tie_order=tie_order,
    )


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

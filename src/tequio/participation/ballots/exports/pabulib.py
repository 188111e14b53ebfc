"""The result to take away: the ballots of each envelope as a Pabulib file, without anybody in it."""

from dataclasses import replace

from tequio.core.tally.elections import Ballot, Election
from tequio.core.tally.pabulib.writer import write
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Count
from tequio.participation.editions.models import Edition, Envelope

_RULES = {  # our names -> Pabulib's
    "greedy-skip": "greedy",
    "greedy-stop": "greedy-no-skip",
    "greedy-threshold": "greedy-threshold",
    "plurality": "plurality",
    "equal-shares": "equalshares",
    "equal-shares-add1": "equalshares/add1",
    "equal-shares-add1-comparison": "equalshares/add1-comparison",
}


def pabulib(edition: Edition, count: Count, envelope: Envelope) -> str:
    """Return the ballots that choose in an envelope, numbered in an order that says nothing, and its options.

    Counting the file gives the published winners: it declares the rule, its threshold and how ties went.
    """
    whole = queries.open_box(edition).election
    key = str(envelope.pk)
    projects = tuple(project for project in whole.projects if project.envelope == key)
    mine = {project.id for project in projects}
    ballots = (_part(ballot, mine) for ballot in whole.ballots)
    election = Election(
        vote_type=whole.vote_type,
        envelopes=tuple(purse for purse in whole.envelopes if purse.id == key),
        projects=projects,
        ballots=tuple(ballot for ballot in ballots if ballot.choices),
        meta=_meta(edition, count, envelope),
    )
    winners = [winner for winner in count.result["winners"] if winner in mine]
    return write(election, winners=winners)


def _part(ballot: Ballot, mine: set[str]) -> Ballot:
    """Return what a ballot says of some options."""
    kept = [index for index, choice in enumerate(ballot.choices) if choice in mine]
    points = tuple(ballot.points[index] for index in kept) if ballot.points else ()
    return replace(ballot, choices=tuple(ballot.choices[index] for index in kept), points=points)


def _meta(edition: Edition, count: Count, envelope: Envelope) -> dict[str, str]:
    told = count.parameters
    meta = {
        "description": edition.name,
        "country": "Mexico" if edition.currency == "MXN" else "",
        "unit": edition.territory.name,
        "subunit": " · ".join(part.name for part in (envelope.unit, envelope.size) if part is not None),
        "instance": str(edition.year),
        "currency": edition.currency,
        "language": "es",
        "rule": _RULES[count.rule],
        "min_project_score_threshold": str(told["threshold"]),
        "tie_rule": told["ties"],
        "tie_order": ",".join(told["tie_order"]),
        "utility": told.get("utility", ""),
        "max_length": "" if edition.imported_from else str(_longest(edition, envelope)),
        "winners_max": str(envelope.winners_max or ""),
    }
    return {key: value for key, value in meta.items() if value}


def _longest(edition: Edition, envelope: Envelope) -> int:
    """Return how many options of an envelope one ballot may mark."""
    if envelope.unit_id is None and edition.city_choices_max is not None:
        return edition.city_choices_max
    return edition.max_choices

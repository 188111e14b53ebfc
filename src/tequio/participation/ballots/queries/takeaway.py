"""What anyone takes home to count again: the ballots of each envelope as a Pabulib file, and nobody in it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tequio.core.tally.elections import Ballot, Election
from tequio.core.tally.pabulib.writer import write
from tequio.core.tally.results import to_json
from tequio.participation.ballots.models import Count
from tequio.participation.ballots.queries.box import open_box
from tequio.participation.editions.models import Edition, Envelope

FOLDER = "resultados"  # on the public shelf
DATASET = "resultados"
_RULES = {  # our names -> Pabulib's
    "greedy-skip": "greedy",
    "greedy-stop": "greedy-no-skip",
    "greedy-threshold": "greedy-threshold",
    "plurality": "plurality",
    "equal-shares": "equalshares",
    "equal-shares-add1": "equalshares/add1",
    "equal-shares-add1-comparison": "equalshares/add1-comparison",
}


def voted(edition: Edition) -> list[Envelope]:
    """Return the envelopes that had options on the ballot, by id. One query."""
    found = edition.envelopes.select_related("unit", "size").filter(options__isnull=False)
    return list(found.distinct().order_by("pk"))


def shelf_key(count: Count, name: str) -> str:
    """Return where a file of a count stands on the public shelf. Each count has its own: none is rewritten."""
    return f"{FOLDER}/{count.edition.slug}/{count.pk}/{name}"


def pabulib(edition: Edition, count: Count, envelope: Envelope, *, whole: Election) -> str:
    """Return the ballots that choose in an envelope, numbered in an order that says nothing, and its options.

    Counting the file gives the published winners: it declares the rule, its threshold and how ties went.

    Args:
        edition: whose.
        count: what was published.
        envelope: whose money.
        whole: the election of the opened box.
    """
    part = of_envelope(whole, str(envelope.pk))
    mine = {project.id for project in part.projects}
    winners = [winner for winner in count.result["winners"] if winner in mine]
    return write(replace(part, meta=_meta(edition, count, envelope)), winners=winners)


def of_envelope(whole: Election, key: str) -> Election:
    """Return the part of an election that decides one envelope."""
    projects = tuple(project for project in whole.projects if project.envelope == key)
    mine = {project.id for project in projects}
    return Election(
        vote_type=whole.vote_type,
        envelopes=tuple(purse for purse in whole.envelopes if purse.id == key),
        projects=projects,
        ballots=tuple(_parts(whole.ballots, mine)),
    )


def _parts(ballots: tuple[Ballot, ...], mine: set[str]) -> Iterator[Ballot]:
    """Give what each ballot says of some options, if anything."""
    for ballot in ballots:
        if mine.isdisjoint(ballot.choices):
            continue
        if mine.issuperset(ballot.choices):
            yield ballot
            continue
        kept = [index for index, choice in enumerate(ballot.choices) if choice in mine]
        points = tuple(ballot.points[index] for index in kept) if ballot.points else ()
        yield replace(ballot, choices=tuple(ballot.choices[index] for index in kept), points=points)


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


def takeaway(count: Count) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Give every file of a count's zip with its content, in the order in which they are packed.

    The last ones are the checksums of all the others, so that a single hash stands for everything.
    """
    edition = count.edition
    whole = open_box(edition).election
    sums: list[str] = []
    for name, content in _contents(edition, count, whole):
        digest = hashlib.sha256(content).hexdigest()
        sums.append(f"{digest}  {name}\n")
        yield name, [content]
    yield "SHA256SUMS", ["".join(sums).encode()]


def _contents(edition: Edition, count: Count, whole: Election) -> Iterator[tuple[str, bytes]]:
    for envelope in voted(edition):
        yield f"{envelope.pk}.pb", pabulib(edition, count, envelope, whole=whole).encode()
    yield "resultado.json", to_json(count.result).encode()

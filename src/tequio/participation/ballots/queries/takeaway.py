"""What anyone takes home to count again: the ballots of each envelope as a Pabulib file, and nobody in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tequio.core.tally import counting, exclusion
from tequio.core.tally.audit import files as audit
from tequio.core.tally.counting import Result
from tequio.core.tally.elections import Ballot, Election
from tequio.core.tally.exclusion import Exclusive
from tequio.core.tally.pabulib.writer import write
from tequio.core.tally.pots import Remainder
from tequio.core.tally.results import to_json
from tequio.core.tally.ties import TieRule as Ties
from tequio.participation.ballots.models import Count
from tequio.participation.ballots.queries.box import open_box
from tequio.participation.ballots.queries.files import VERIFY, board_files
from tequio.participation.ballots.queries.rules import parameters
from tequio.participation.editions.models import Edition, Envelope
from tequio.publishing.opendata import queries as opendata
from tequio.publishing.opendata.models import PublishedFile

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


def shelved(count: Count) -> dict[str, PublishedFile]:
    """Return the files of a count that are on the public shelf, by name. One query."""
    folder = shelf_key(count, "")
    subject = "/".join(folder.split("/")[1:-1])
    found = opendata.single_files(DATASET, looked_for=subject)
    return {file.name: file for file in found if file.key.startswith(folder)}


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
    return write(replace(part, meta=_meta(edition, count, envelope, part)), winners=winners)


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


def _tie_order(told: dict[str, Any], part: Election) -> list[str]:
    """Return the order of ties that a file must say: given, or where they go by number, that of the numbers.

    A file lists its projects from the highest score down, so that their order in it is not that of the ballot.
    """
    if told["ties"] == Ties.FILE.value:
        return [*told["tie_order"], *(p.id for p in part.projects if p.id not in told["tie_order"])]
    return list(told["tie_order"])


def _meta(edition: Edition, count: Count, envelope: Envelope, part: Election) -> dict[str, str]:
    meta = {
        "description": edition.name,
        "country": "Mexico" if edition.currency == "MXN" else "",
        "unit": edition.territory.name,
        "subunit": " · ".join(part.name for part in (envelope.unit, envelope.size) if part is not None),
        "instance": str(edition.year),
        "currency": edition.currency,
        "language": "es",
        "rule": _RULES.get(count.rule, count.rule),
        "max_length": "" if edition.imported_from else str(_longest(edition, envelope)),
        "winners_max": str(envelope.winners_max or ""),
        "tie_order": ",".join(_tie_order(count.parameters, part)),
    } | _declared(count.parameters, {project.id for project in part.projects})
    return {key: value for key, value in meta.items() if value}


_USUAL = {  # what Equal Shares does unless a file says otherwise
    "utility": "",
    "completion": "none",
    "start": "exact",
    "stop": "overspend",
    "fill": "none",
    "compare": "none",
}


def _declared(told: dict[str, Any], mine: set[str]) -> dict[str, str]:
    """Return what the rule was told, as META says it, without what goes without saying."""
    percent, lot = told.get("threshold_percent"), told.get("lot") or {}
    pots = told.get("pots") or {}
    groups = [
        Exclusive(tuple(key for key in group["projects"] if key in mine), group["kept"])
        for group in told.get("exclusive", [])
    ]
    shares = {name: str(told.get(name) or usual) for name, usual in _USUAL.items()}
    return {
        "min_project_score_threshold": f"{percent}%" if percent else str(told["threshold"]),
        "threshold_rounding": told.get("rounding", "") if percent else "",
        "part_percent": str(told.get("part_percent") or ""),
        "tie_rule": told["ties"],
        "lot_seed": lot.get("seed", ""),
        "lot_sha256": lot.get("seed_sha256", ""),
        "exclusive": exclusion.written([group for group in groups if len(group.projects) > 1]),
        "increment": str(told.get("increment_centavos") or ""),
        "min_share": str(told.get("min_share") or ""),
        "blank_share": "1" if told.get("blank_share") else "",
        "pots": f"{pots.get('when')},{pots.get('remainder')}" if pots.get("city") else "",
        **{name: value for name, value in shares.items() if value != _USUAL[name]},
    }


def _longest(edition: Edition, envelope: Envelope) -> int:
    """Return how many options of an envelope one ballot may mark."""
    if envelope.unit_id is None and edition.city_choices_max is not None:
        return edition.city_choices_max
    return edition.max_choices


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A public count with the election that it counted, read once, and what is published of both."""

    count: Count
    whole: Election

    def apart(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Give the files that are also published one by one: the ballots of each envelope, and the result."""
        edition = self.count.edition
        for envelope in voted(edition):
            text = pabulib(edition, self.count, envelope, whole=self.whole)
            yield f"{envelope.pk}.pb", [text.encode()]
        yield "resultado.json", [to_json(self.count.result).encode()]

    def packed(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Give the files of the zip, without its checksums, in the order in which they are packed.

        The audit of core.tally, with the program that counts again; the result as it was published, with what
        an act changed; and the board of the box, which proves that the ballots are those that went in. A past
        election that was brought in has no board.
        """
        for name, content in audit.files(self.counted()):
            if name != audit.SUMS:
                yield name, content
        yield "resultado.json", [to_json(self.count.result).encode()]
        for file in board_files(self.count.edition):
            yield (file.name if file.name == VERIFY else f"board/{file.name}"), file.pieces()

    def counted(self, *, envelope: str = "") -> Result:
        """Return the count done again from the ballots and what it was told.

        Args:
            envelope: count this one alone, where no money goes from one to another.
        """
        told = parameters(self.count.edition, tie_order=tuple(self.count.parameters["tie_order"]))
        whole = not envelope or told.pots.city or told.pots.remainder is not Remainder.STAYS
        election = self.whole if whole else of_envelope(self.whole, envelope)
        return counting.count(election, self.count.rule, told)


def takeaway(count: Count) -> Takeaway:
    """Return what is published of a count. Reads the box once."""
    meta = {"description": count.edition.name, "currency": count.edition.currency}
    return Takeaway(count, replace(open_box(count.edition).election, meta=meta))

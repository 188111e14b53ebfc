"""Writing an election as a Pabulib file, from which anyone can recount it."""

import csv
import io
from collections.abc import Iterable, Iterator
from fractions import Fraction

from tequio.core.money import CENTAVOS
from tequio.core.tally.elections import Election, Points, VoteType
from tequio.core.tally.rules import as_number
from tequio.core.tally.scores import standings


def write(election: Election, *, winners: Iterable[str] = ()) -> str:
    """Return the file of an election with one envelope: ``lines``, as one text."""
    return "".join(lines(election, winners=winners))


def lines(election: Election, *, winners: Iterable[str] = ()) -> Iterator[str]:
    """Yield the lines of the file of an election with one envelope.

    Ballots are numbered from 1 in the order they come: whoever anonymises them shuffles them before. Projects
    come from the highest score down, as the format asks.

    Args:
        election: what to write; its ``meta`` gives the META section, completed with what the format needs.
        winners: ids of the projects that won; with none, the column ``selected`` is left out.

    Raises:
        ValueError: if the election has more than one envelope (the format holds one).
    """
    if len(election.envelopes) != 1:
        raise ValueError("a Pabulib file holds one envelope")
    out = io.StringIO(newline="")
    written = csv.writer(out, delimiter=";", lineterminator="\n")
    for row in _rows(election, list(winners)):
        written.writerow(row)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _rows(election: Election, winners: list[str]) -> Iterator[Iterable[str]]:
    yield from (["META"], ["key", "value"], *_meta(election).items(), ["PROJECTS"])
    yield from _projects(election, winners)
    yield ["VOTES"]
    yield ["voter_id", "vote", "points"] if election.vote_type.has_points else ["voter_id", "vote"]
    voters = (ballot for ballot in election.ballots for _ in range(ballot.times))
    for number, ballot in enumerate(voters, start=1):
        given = [",".join(_points(p) for p in ballot.points)] if election.vote_type.has_points else []
        yield [str(number), ",".join(ballot.choices), *given]


def _meta(election: Election) -> dict[str, str]:
    needed = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.cast),
        "budget": _units(election.budget),
        "vote_type": election.vote_type.value,
    }
    return {**election.meta, **needed}


def _projects(election: Election, winners: list[str]) -> list[list[str]]:
    found = standings(election)
    scored = election.vote_type.has_points or election.vote_type is VoteType.ORDINAL
    attributes = sorted({name for project in election.projects for name in project.attributes})
    header = ["project_id", "cost", "votes", *(["score"] if scored else []), "name"]
    header += ["selected"] if winners else []
    found_lines = [header + attributes]
    for standing in sorted(found.values(), key=lambda s: -s.score):
        project = standing.project
        line = [project.id, _units(project.cost), str(standing.votes)]
        line += [str(as_number(standing.score))] if scored else []
        line += [project.name, *([str(int(project.id in winners))] if winners else [])]
        found_lines.append(line + [project.attributes.get(name, "") for name in attributes])
    return found_lines


_DECIMALS = 9


def _points(value: Points) -> str:
    """Return points as a decimal where that is exact; else as a fraction, which our own reader knows."""
    shifted = Fraction(value) * 10**_DECIMALS
    if shifted.denominator != 1:
        return str(value)
    whole, rest = divmod(abs(int(shifted)), 10**_DECIMALS)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:0{_DECIMALS}d}".rstrip("0").rstrip(".")


def _units(centavos: int) -> str:
    whole, rest = divmod(centavos, CENTAVOS)
    return f"{whole}.{rest:02d}" if rest else str(whole)

"""Several elections of one envelope each as one election: the zones of a city, and the city itself."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.rules import UnsupportedRuleError


def join(elections: Mapping[str, Election]) -> Election:
    """Return one election with an envelope for each, named as in the mapping.

    Ballots stay as they are, one per file and voter: each chooses in its own envelope. Project ids that several
    elections use get the name of theirs before them.

    Raises:
        UnsupportedRuleError: if the elections do not vote in the same way.
    """
    kinds = {election.vote_type for election in elections.values()}
    if len(kinds) > 1:
        raise UnsupportedRuleError("Los archivos no votan de la misma manera: no se pueden contar juntos.")
    ids = [project.id for election in elections.values() for project in election.projects]
    repeated = {key for key in ids if ids.count(key) > 1}
    first = next(iter(elections.values()))
    return Election(
        vote_type=first.vote_type,
        envelopes=tuple(
            replace(envelope, id=name, name=envelope.name or name)
            for name, election in elections.items()
            for envelope in election.envelopes
        ),
        projects=tuple(p for name, e in elections.items() for p in _projects(name, e, repeated)),
        ballots=tuple(b for name, e in elections.items() for b in _ballots(name, e, repeated)),
        borda_top=first.borda_top,
        meta=first.meta,
    )


def split(election: Election, *, blank: bool = False) -> Iterator[tuple[Envelope, Election]]:
    """Yield each envelope of an election with its part: its projects, and of each ballot what it says of them.

    Ballots that say nothing of an envelope are in its part, as blank ones, only if asked for.

    Raises:
        UnsupportedRuleError: if ballots put in order projects of several envelopes: parts lose the places.
    """
    homes = {project.id: project.envelope for project in election.projects}
    if election.vote_type is VoteType.ORDINAL and any(
        len({homes[key] for key in ballot.choices}) > 1 for ballot in election.ballots
    ):
        raise UnsupportedRuleError("Las boletas ordenan proyectos de varias bolsas: no se pueden separar.")
    for envelope in election.envelopes:
        mine = {project.id for project in election.projects if project.envelope == envelope.id}
        parts = (_part(ballot, mine) for ballot in election.ballots)
        yield (
            envelope,
            replace(
                election,
                envelopes=(envelope,),
                projects=tuple(p for p in election.projects if p.id in mine),
                ballots=tuple(part for part in parts if part.choices or blank),
                voters=(),
            ),
        )


def _part(ballot: Ballot, mine: set[str]) -> Ballot:
    if mine.issuperset(ballot.choices):
        return ballot
    kept = [index for index, choice in enumerate(ballot.choices) if choice in mine]
    points = tuple(ballot.points[index] for index in kept) if ballot.points else ()
    return replace(ballot, choices=tuple(ballot.choices[index] for index in kept), points=points)


def _key(name: str, key: str, repeated: set[str]) -> str:
    return f"{name}/{key}" if key in repeated else key


def _projects(name: str, election: Election, repeated: set[str]) -> Iterator[Project]:
    for project in election.projects:
        yield replace(project, id=_key(name, project.id, repeated), envelope=name)


def _ballots(name: str, election: Election, repeated: set[str]) -> Iterator[Ballot]:
    for ballot in election.ballots:
        if repeated.isdisjoint(ballot.choices):
            yield ballot
        else:
            yield replace(ballot, choices=tuple(_key(name, key, repeated) for key in ballot.choices))

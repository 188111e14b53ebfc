"""Small elections for the tests of the count."""

from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType


def election(costs, votes, *, budget, vote_type=VoteType.APPROVAL, winners_max=None, **more):
    """Return an election with projects ``{id: cost}`` and that many ballots naming each: ``{id: ballots}``."""
    return Election(
        vote_type=vote_type,
        envelopes=(Envelope("", budget, winners_max),),
        projects=tuple(Project(key, cost) for key, cost in costs.items()),
        ballots=tuple(Ballot((key,)) for key, number in votes.items() for _ in range(number)),
        **more,
    )


def file(
    *,
    meta=(),
    projects=("a;100;A;1", "b;60;B;0"),
    votes=("1;a", "2;a,b"),
    header="project_id;cost;name;selected",
):
    """Return the text of a small file; ``meta`` adds or replaces lines of META."""
    told = {"budget": "150", "vote_type": "approval", "rule": "greedy"} | dict(meta)
    lines = ["META", "key;value", *(f"{key};{value}" for key, value in told.items() if value is not None)]
    columns = "voter_id;vote;points" if votes and votes[0].count(";") == 2 else "voter_id;vote"
    return "\n".join([*lines, "PROJECTS", header, *projects, "VOTES", columns, *votes]) + "\n"

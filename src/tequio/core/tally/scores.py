"""From ballots to standings: how many ballots name each project and how many points it has."""

from collections.abc import Sequence
from dataclasses import dataclass

from tequio.core.tally.elections import Ballot, Election, Points, Project, VoteType


@dataclass(frozen=True, slots=True)
class Standing:
    """A project with its votes (ballots that name it) and its score (votes, points or Borda points)."""

    project: Project
    votes: int
    score: Points


def standings(election: Election) -> dict[str, Standing]:
    """Return the standing of every project, in the order of the election.

    A project named twice in one ballot counts once. Cumulative and scoring ballots add up their points;
    ordinal ballots give ``borda_top`` points to the first place and one less to each following one (Borda);
    the others give one point each.
    """
    votes = {project.id: 0 for project in election.projects}
    scores: dict[str, Points] = dict.fromkeys(votes, 0)
    if election.vote_type.has_points:
        _add_points(election.ballots, votes, scores)
    elif election.vote_type is VoteType.ORDINAL:
        _add_borda(election.ballots, votes, scores, top=borda_top(election))
    else:
        for ballot in election.ballots:
            for choice in dict.fromkeys(ballot.choices):
                votes[choice] += ballot.times
        scores = dict(votes)
    return {p.id: Standing(p, votes[p.id], scores[p.id]) for p in election.projects}


def _add_points(ballots: Sequence[Ballot], votes: dict[str, int], scores: dict[str, Points]) -> None:
    for ballot in ballots:
        for choice, points in dict(zip(ballot.choices, ballot.points, strict=True)).items():
            votes[choice] += ballot.times
            scores[choice] += points * ballot.times


def _add_borda(
    ballots: Sequence[Ballot], votes: dict[str, int], scores: dict[str, Points], *, top: int
) -> None:
    for ballot in ballots:
        for place, choice in enumerate(dict.fromkeys(ballot.choices)):
            votes[choice] += ballot.times
            scores[choice] += max(top - place, 0) * ballot.times


def borda_top(election: Election) -> int:
    """Return what the first place of an ordinal ballot is worth: declared, or the length of the longest one."""
    longest = max((len(set(ballot.choices)) for ballot in election.ballots), default=0)
    return longest if election.borda_top is None else election.borda_top


def weights(ballot: Ballot, election: Election, *, top: int) -> list[tuple[str, Points]]:
    """Return what one ballot gives to each project that it names, without those to which it gives nothing.

    Args:
        ballot: one of the election's.
        election: what says how a ballot speaks.
        top: what the first place of an ordinal ballot is worth (``borda_top``).
    """
    found: dict[str, Points] = dict.fromkeys(ballot.choices, 1)
    if election.vote_type.has_points:
        found = dict(zip(ballot.choices, ballot.points, strict=True))
    elif election.vote_type is VoteType.ORDINAL:
        found = {choice: max(top - place, 0) for place, choice in enumerate(found)}
    return [(key, weight) for key, weight in found.items() if weight > 0]

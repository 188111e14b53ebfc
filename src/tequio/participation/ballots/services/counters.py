"""The counter: somebody who is there gets their right to vote, by a code or on paper, once."""

from datetime import datetime

from django.db import transaction

from tequio.foundation.accounts.models import User
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.models import Participation
from tequio.participation.ballots.services.rolls import hand_code, hand_paper
from tequio.participation.ballots.types import Channel
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition, PaperPoint
from tequio.participation.editions.types import Action


@transaction.atomic
def hand_over(
    *,
    edition: Edition,
    person: User,
    unit: Unit | None,
    channel: Channel,
    officer: int,
    point: PaperPoint,
    at: datetime,
) -> Participation:
    """Write on the roll that somebody was given a code or a paper ballot. What they will vote, nobody learns.

    Args:
        edition: whose roll.
        person: who stands at the counter.
        unit: where their ballot will count; None: the whole city.
        channel: code or paper.
        officer: the id of who hands it.
        point: where.
        at: now; only its hour is kept.

    Raises:
        VotingClosed: if voting is not open.
        NotAssured, NotEligible: if the person has not shown what the edition asks of voters.
        NothingToVote, BallotRefused: if it is not a place where the person votes.
        AlreadyVoted: if the person has their right to vote already, by whatever way.
    """
    editions.demand_access(edition=edition, action=Action.VOTE, person=person, at=at)
    hand = hand_paper if channel is Channel.PAPER else hand_code
    return hand(edition=edition, person=person, unit=unit, officer=officer, point=point, at=at)

"""Casting a ballot: one explicit act, once per person."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.tally import limits as rules
from tequio.core.tally.elections import Ballot as Paper
from tequio.foundation.accounts.models import User
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Ballot, Participation
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.errors import (
    AlreadyVoted,
    BallotRefused,
    NothingToVote,
    VotingClosed,
)
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import PhaseClosed
from tequio.participation.editions.types import Action, PhaseKind, VoteScope


@transaction.atomic
def cast(
    *, edition: Edition, person: User, unit: Unit | None, points: Mapping[int, int], at: datetime
) -> Participation:
    """Put a person's ballot in the box and their name on the roll of those who voted.

    The two rows share neither key nor time, and no line of the log tells of them (``VotesCounted`` seals the
    whole box). The roll's unique constraint is what makes it one ballot each.

    Args:
        edition: whose box.
        person: who votes.
        unit: where the ballot counts; None where only the city has money.
        points: the points of each option, by its number; 1 where options are just marked.
        at: now.

    Returns:
        The line on the roll; its id is the receipt.

    Raises:
        VotingClosed: if voting is not open at ``at``.
        NotAssured, NotEligible: if the person has not shown what the edition asks of voters.
        AlreadyVoted: if the person's ballot is in the box.
        NothingToVote: if there is no option for this place.
        BallotRefused: if a limit is broken, or the place is not the person's own where each votes at home.
    """
    demand_voting_open(edition, at=at)
    editions.demand_access(edition=edition, action=Action.VOTE, person=person, at=at)
    freeze_catalogue(edition=edition, at=at)
    demand_own_place(edition=edition, person=person, unit=unit)
    check_ballot(edition=edition, unit=unit, points=points)
    try:
        with transaction.atomic():
            line = Participation.objects.create(edition=edition, person=person)
    except IntegrityError as error:
        raise AlreadyVoted(_("Su voto ya está en la urna. Cada persona vota una vez.")) from error
    Ballot.objects.create(edition=edition, unit=unit, points=stored(points))
    return line


def demand_voting_open(edition: Edition, *, at: datetime) -> None:
    """Refuse whoever comes before or after voting, saying when it opens or closed.

    Raises:
        VotingClosed: with the status 403.
    """
    try:
        editions.demand_open(edition, PhaseKind.VOTING, at=at)
    except PhaseClosed as error:
        raise VotingClosed(error.message) from error


def demand_own_place(*, edition: Edition, person: User, unit: Unit | None) -> None:
    """Refuse a ballot of another place, where each votes only where they live and it is known where that is.

    Raises:
        BallotRefused: with the fault AWAY.
    """
    if edition.vote_scope != VoteScope.OWN:
        return
    own: set[int | None] = {
        place.pk for place in queries.own_places(edition, person, queries.places(edition))
    } or {None}
    if (unit.pk if unit else None) not in own and queries.home(edition, person) is not None:
        raise BallotRefused([rules.Fault.AWAY])


def check_ballot(*, edition: Edition, unit: Unit | None, points: Mapping[int, int]) -> None:
    """Check a ballot against the limits of its edition. Four queries.

    Raises:
        NothingToVote: if there is no option for this place.
        BallotRefused: if a limit is broken.
    """
    purses = queries.purses(edition, unit)
    if not purses:
        raise NothingToVote(_("No hay proyectos por votar en este lugar."))
    options = [option for purse in purses for option in purse.options]
    found = rules.faults(
        Paper(tuple(str(n) for n in points), tuple(points.values())),
        limits=queries.limits(edition, options),
        projects=queries.as_projects(options),
        envelopes={str(purse.envelope.pk) for purse in purses},
    )
    if found:
        raise BallotRefused(found)


def stored(points: Mapping[int, int]) -> dict[str, int]:
    """Return the marks as the box keeps them: by option number, in its order."""
    return {str(number): points[number] for number in sorted(points)}

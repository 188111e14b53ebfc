"""The roll: who got their right to vote, and by which way. What they vote is none of its business."""

import hashlib
import secrets
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox import blind
from tequio.core.curp import age_on
from tequio.core.tally.limits import Fault
from tequio.foundation.accounts.models import User
from tequio.foundation.identity import queries as identity
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Participation
from tequio.participation.ballots.services import boards, keys
from tequio.participation.ballots.services.bell import demand_voting_open, share_box
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.errors import AlreadyVoted, BadPass, BallotRefused, NothingToVote
from tequio.participation.ballots.types import AGE_BANDS, CHANNEL_LABELS, Channel
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition, PaperPoint
from tequio.participation.editions.types import Action, BoxMode, VoteScope


@transaction.atomic
def issue(*, edition: Edition, person: User, unit: Unit | None, blinded: bytes, at: datetime) -> bytes:
    """Sign a person's token without seeing it, once: RSABSSA-SHA384-PSS-Randomized (RFC 9474).

    Asked again with the same blinded message, the same line of the roll answers; with another one, it refuses.
    No line of the log tells of it.

    Args:
        edition: whose roll.
        person: who votes.
        unit: where their ballot will count; None: the whole city.
        blinded: what their browser made of the token.
        at: now; only its hour is kept.

    Returns:
        The blind signature by the key of the place.

    Raises:
        VotingClosed: if voting is not open at ``at``.
        NotAssured, NotEligible: if the person has not shown what the edition asks of voters.
        NothingToVote: if there is no option for this place.
        BallotRefused: if the place is not the person's own where each votes at home.
        BadPass: if the edition has printed codes only, or the message is out of range.
        AlreadyVoted: if the person has their right to vote already, by this way or another.
    """
    share_box(edition)
    demand_voting_open(edition, at=at)
    if edition.box_mode != BoxMode.TOKENS:
        raise BadPass(_("En esta votación se vota con una clave impresa."))
    editions.demand_access(edition=edition, action=Action.VOTE, person=person, at=at)
    freeze_catalogue(edition=edition, at=at)
    _demand_place(edition, person, unit)
    digest = hashlib.sha256(blinded).digest()
    line, fresh = _write(edition, person, unit, Channel.ONLINE, at=at, blinded_sha256=digest)
    same = (line.unit_id, bytes(line.blinded_sha256 or b"")) == (unit.pk if unit else None, digest)
    if not fresh and not same:
        raise AlreadyVoted(_said(line))
    try:
        return blind.blind_sign(_secret(edition, unit), blinded, secrets.token_bytes)
    except blind.BlindError as error:
        raise BadPass(_("La ficha que mandó su navegador no sirve."), status=422) from error


def hand_code(
    *, edition: Edition, person: User, unit: Unit | None, officer: int, point: PaperPoint | None, at: datetime
) -> Participation:
    """Write on the roll that a person drew a one-time code from the urn. Which one, nobody knows.

    Args:
        edition: whose roll.
        person: who votes, as the officer saw.
        unit: where their ballot will count; None: the whole city.
        officer: the id of who handed it out.
        point: where.
        at: now; only its hour is kept.

    Raises:
        VotingClosed: if voting is not open at ``at``.
        NothingToVote, BallotRefused: if it is not a place where the person votes.
        AlreadyVoted: if the person has their right to vote already.
    """
    return _hand(edition, person, unit, Channel.CODE, officer=officer, point=point, at=at)


def hand_paper(
    *, edition: Edition, person: User, unit: Unit | None, officer: int, point: PaperPoint | None, at: datetime
) -> Participation:
    """Write on the roll that a person was given a paper ballot. Arguments and errors are ``hand_code``'s."""
    return _hand(edition, person, unit, Channel.PAPER, officer=officer, point=point, at=at)


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
        raise BallotRefused([Fault.AWAY])


def age_band(born_on: date | None, *, on: date) -> str:
    """Return the coarse band of an age on a day; empty where it is not known."""
    if born_on is None:
        return ""
    age = age_on(born_on, on)
    return next(label for least, label in reversed(AGE_BANDS) if age >= least)


@transaction.atomic
def _hand(
    edition: Edition,
    person: User,
    unit: Unit | None,
    channel: Channel,
    *,
    officer: int,
    point: PaperPoint | None,
    at: datetime,
) -> Participation:
    share_box(edition)
    demand_voting_open(edition, at=at)
    freeze_catalogue(edition=edition, at=at)
    _demand_place(edition, person, unit)
    line, fresh = _write(edition, person, unit, channel, at=at, officer_id=officer, point=point)
    if not fresh:
        raise AlreadyVoted(_said(line))
    return line


def _demand_place(edition: Edition, person: User, unit: Unit | None) -> None:
    demand_own_place(edition=edition, person=person, unit=unit)
    if not queries.purses(edition, unit):
        raise NothingToVote(_("No hay proyectos por votar en este lugar."))


def _write(
    edition: Edition, person: User, unit: Unit | None, channel: Channel, *, at: datetime, **more: Any
) -> tuple[Participation, bool]:
    """Return the person's line, and whether it is new."""
    known = identity.profile(person)
    values = {
        "unit": unit,
        "channel": channel.value,
        "hour": at.replace(minute=0, second=0, microsecond=0),
        "age_band": age_band(known.born_on if known else None, on=timezone.localdate(at)),
        **more,
    }
    return Participation.objects.get_or_create(edition=edition, person=person, defaults=values)


def _said(line: Participation) -> Any:
    return _("Esta persona ya tiene su derecho a votar: %(channel)s. Cada persona vota una vez.") % {
        "channel": CHANNEL_LABELS[Channel(line.channel)]
    }


def _secret(edition: Edition, unit: Unit | None) -> blind.SecretKey:
    row = boards.zone_key(edition=edition, unit=unit)
    return _loaded(keys.unseal(edition.slug, "zone", row.private))


@lru_cache(maxsize=256)
def _loaded(der: bytes) -> blind.SecretKey:
    return blind.load_key(der)

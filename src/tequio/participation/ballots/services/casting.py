"""Casting a ballot: one explicit act, by whoever has a pass. Whose it is, the box does not learn."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast as cast_type

import psycopg
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox import blind, entries, mix, receipts
from tequio.core.ballotbox.entries import Entry, Salted
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.services import codes, frozen, keys
from tequio.participation.ballots.services.bell import demand_voting_open, share_box
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.errors import (
    AlreadyVoted,
    BadPass,
    ChangesNotAllowed,
    VotingClosed,
)
from tequio.participation.ballots.services.frozen import Frozen
from tequio.participation.ballots.types import Channel, CodeText, PaperSlip, Pass, Receipt, Token
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import BoxMode

MOST_TURNS = 100
_PSEUDONYM_BYTES = 32


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does: where the ballot counts, the points of each option, and which of theirs it is."""

    unit_id: int | None
    points: Mapping[int, int]
    turn: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Admission:
    """By which way a ballot comes in, its voter's pseudonym in the box, and what is published of the pass."""

    channel: Channel
    mark: bytes
    token: bytes
    signature: bytes = b""


def cast(
    *,
    edition: Edition,
    unit: Unit | None,
    points: Mapping[int, int],
    pass_: Pass,
    turn: int = 1,
    at: datetime,
) -> Receipt:
    """Put a sealed ballot in the box, and say so with a signed receipt.

    Sent again, the same ballot gets the same receipt. The statement that puts it in takes the lock of the box
    and looks at the clock after it, so that no transaction is needed around it; the first ballot of an edition
    has one, since it seals the rules too. No line of the log tells of a ballot.

    Args:
        edition: whose box.
        unit: where the ballot counts; None where only the city has money.
        points: the points of each option, by its number; 1 where options are just marked.
        pass_: what lets the ballot in: a token, a code or a captured paper.
        turn: 1, or which replacement it is, where the edition allows changes. The last one counts.
        at: now.

    Raises:
        VotingClosed: if voting is not open at ``at``, or the box was closed meanwhile.
        BadPass: if the pass does not let in here.
        NothingToVote: if there is no option for this place.
        BallotRefused: if a limit is broken.
        ChangesNotAllowed: if ballots are not changed here, or the one to be replaced is not in the box.
        AlreadyVoted: if another ballot of this pass and turn is in the box.
    """
    act = Act(unit.pk if unit else None, points, turn, at)
    known = frozen.remembered(edition.slug)
    if known is not None and isinstance(pass_, Token):
        receipt = _put(known, act, _by_token(known, act, pass_))
        if receipt is not None:
            return receipt
        frozen.forget(edition.slug)
    return _cast_sealing(edition, act, pass_)


@transaction.atomic
def _cast_sealing(edition: Edition, act: Act, pass_: Pass) -> Receipt:
    """Seal the edition and put a ballot in, together."""
    share_box(edition)
    demand_voting_open(edition, at=act.at)
    freeze_catalogue(edition=edition, at=act.at)
    editions.seal(edition.pk, act.at)
    known = frozen.read(edition)
    receipt = _put(known, act, _admit(known, act, pass_))
    if receipt is None:
        raise VotingClosed(_("La urna de esta votación ya no recibe boletas."))
    transaction.on_commit(partial(frozen.remember, known))
    return receipt


def _admit(known: Frozen, act: Act, pass_: Pass) -> Admission:
    if isinstance(pass_, Token):
        return _by_token(known, act, pass_)
    if act.turn != 1:
        raise ChangesNotAllowed(_("Con clave o en papel se vota una sola vez."))
    if isinstance(pass_, CodeText):
        mark = codes.admit(known.edition, pass_.text, unit_id=act.unit_id)
        return Admission(Channel.CODE, mark, secrets.token_bytes(_PSEUDONYM_BYTES))
    return _by_paper(known, pass_)


def _by_paper(known: Frozen, pass_: PaperSlip) -> Admission:
    mark = keys.mark(known.edition.slug, "paper", pass_.key)
    return Admission(Channel.PAPER, mark, secrets.token_bytes(_PSEUDONYM_BYTES))


def _by_token(known: Frozen, act: Act, pass_: Token) -> Admission:
    """Let in whoever brings a token that the key of the place signed."""
    if known.edition.box_mode != BoxMode.TOKENS:
        raise BadPass(_("En esta votación se vota con una clave impresa."))
    if not 1 <= act.turn <= (MOST_TURNS if known.edition.vote_changes else 1):
        raise ChangesNotAllowed(_("En esta votación el voto no se cambia."))
    if act.unit_id is not None and act.unit_id not in known.units:
        raise BadPass(_("La ficha no es de esta votación."))
    if not blind.is_token(known.key_of(act.unit_id), pass_.token, pass_.signature):
        raise BadPass(_("La ficha no es de esta votación ni de este lugar."))
    mark = keys.mark(known.edition.slug, "token", pass_.token)
    return Admission(Channel.ONLINE, mark, pass_.token, pass_.signature)


def _put(known: Frozen, act: Act, admission: Admission) -> Receipt | None:
    """Put a ballot in the box; None if what is known of the box is out of date."""
    known.check(act.unit_id, act.points)
    slug = known.edition.slug
    entry = Entry(
        channel=admission.channel.value,
        turn=act.turn,
        zone=known.zone(act.unit_id),
        marks={str(number): points for number, points in act.points.items()},
        token=admission.token,
        signature=admission.signature,
    )
    salted = Salted(
        entry.canonical, secrets.token_bytes(entries.SALT_BYTES), secrets.token_bytes(entries.SALT_BYTES)
    )
    leaf = mix.commit(salted)
    sealed = keys.seal(slug, "slip", entries.pack(salted), bound=admission.mark)
    outcome, kept, kept_leaf = _insert(known, act, admission, sealed=sealed, leaf=leaf)
    if outcome == "again" and kept:
        _demand_same(entry, keys.unseal(slug, "slip", kept, bound=admission.mark))
        leaf = bytes(kept_leaf)
    elif outcome != "new":
        _refuse(known, act, outcome)
        return None
    signed = receipts.acknowledge(slug, leaf, known.secret)
    return Receipt(leaf, signed.signature, again=outcome == "again")


def _insert(
    known: Frozen, act: Act, admission: Admission, *, sealed: bytes, leaf: bytes
) -> tuple[str, bytes | None, bytes]:
    values = [
        known.edition.pk, known.board_id, act.unit_id, admission.channel.value, admission.mark, act.turn,
        sealed, leaf, uuid.uuid4(), act.at,
    ]  # fmt: skip
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        found = cursor.execute(_CAST, values, prepare=True, binary=True).fetchone()
    return cast_type("tuple[str, bytes | None, bytes]", found)


# Prepared once for each connection, with what is sealed sent as it is: twice as cheap as by Django's cursor.
_CAST = (
    "SELECT outcome, kept_sealed, kept_leaf FROM ballots_cast(%s, %s, %s, %s, %s, %s::smallint, %s, %s, %s, %s)"
)


def _demand_same(entry: Entry, kept: bytes) -> None:
    """Let the same ballot pass as sent again; another one of the same pass and turn is a second vote."""
    there = entries.read(entries.unpack(kept).line)
    if (there.marks, there.zone) != (entry.marks, entry.zone):
        raise AlreadyVoted(_("Ya hay otra boleta en la urna con este mismo pase. Cada persona vota una vez."))


def _refuse(known: Frozen, act: Act, outcome: str) -> None:
    if outcome == "gap":
        raise ChangesNotAllowed(_("La boleta que quiere cambiar no está en la urna."))
    if outcome != "stale":
        demand_voting_open(Edition.objects.get(pk=known.edition.pk), at=act.at)
        raise VotingClosed(_("La votación ya cerró: la urna no recibe más boletas."))

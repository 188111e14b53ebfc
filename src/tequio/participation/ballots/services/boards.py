"""Raising the public board of a box: its key, its first leaf, and the keys that sign tokens."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from tequio.core.ballotbox import blind, heads, merkle
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Board, Head, Node, ZoneKey
from tequio.participation.ballots.services import keys
from tequio.participation.editions.models import Edition


@transaction.atomic
def raise_board(*, edition: Edition, at: datetime) -> Board:
    """Raise the board of an edition whose catalogue is frozen; raising it again changes nothing.

    The first leaf of the log is the definition of what is voted, so that every head speaks of it too.

    Args:
        edition: whose box; its row is locked by the caller.
        at: now.
    """
    found = Board.objects.filter(edition=edition).first()
    if found is not None:
        return found
    secret = secrets.token_bytes(heads.KEY_BYTES)
    definition = queries.definition(edition)
    board = Board.objects.create(
        edition=edition,
        public=heads.public_key(secret),
        private=keys.seal(edition.slug, "board", secret),
        definition=definition,
    )
    first = merkle.leaf_hash(definition.encode())
    Node.objects.create(edition=edition, level=0, position=0, hash=first)
    keep_head(edition, secret, size=1, root=first, at=at)
    return board


def keep_head(edition: Edition, secret: bytes, *, size: int, root: bytes, at: datetime) -> Head:
    """Sign a head of the log and keep it. Its time is in whole seconds."""
    moment = at.replace(microsecond=0)
    signed = heads.sign(heads.Head(edition.slug, size, root, int(moment.timestamp())), secret)
    return Head.objects.create(edition=edition, size=size, root=root, at=moment, signature=signed.signature)


def board_secret(edition: Edition, board: Board) -> bytes:
    """Return the private half of the board's key."""
    return keys.unseal(edition.slug, "board", board.private)


def make_zone_keys(*, edition: Edition, units: Iterable[Unit | None]) -> int:
    """Make the keys that are still missing of these places, ahead of their first voter. Return how many."""
    there = set(ZoneKey.objects.filter(edition=edition).values_list("unit_id", flat=True))
    missing = [unit for unit in units if (unit.pk if unit else None) not in there]
    for unit in missing:
        zone_key(edition=edition, unit=unit)
    return len(missing)


def zone_key(*, edition: Edition, unit: Unit | None) -> ZoneKey:
    """Return the key that signs the tokens of a place (None: the whole city), made once."""
    wanted = ZoneKey.objects.filter(edition=edition, unit=unit)
    found = wanted.first()
    if found is not None:
        return found
    der = blind.generate_key()
    public = blind.load_key(der).public
    try:
        with transaction.atomic():
            return ZoneKey.objects.create(
                edition=edition,
                unit=unit,
                public=public.n.to_bytes(public.size, "big"),
                private=keys.seal(edition.slug, "zone", der),
            )
    except IntegrityError:  # somebody else made it meanwhile
        return wanted.get()

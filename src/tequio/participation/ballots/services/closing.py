"""The close: the bell rings, the log gets its last head, and sealed ballots become nobody's ballots."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count as Number

from tequio.core.ballotbox import entries, mix
from tequio.core.ballotbox.entries import Salted
from tequio.foundation.audit import services as audit
from tequio.participation.ballots.events import BoxClosed
from tequio.participation.ballots.models import Board, Code, CodeBatch, Slip
from tequio.participation.ballots.services import keys
from tequio.participation.ballots.services.bell import demand_voting_over, hold_box
from tequio.participation.ballots.services.bulk import copy_rows
from tequio.participation.ballots.services.catalogue import freeze_catalogue
from tequio.participation.ballots.services.logs import publish_head
from tequio.participation.editions.models import Edition

CHUNK = 2_000
Row = tuple[object, ...]


def close_box(*, edition: Edition, at: datetime) -> Board:
    """Close the box of an edition whose voting is over, and open its ballots. Doing it again changes nothing.

    In two transactions, so that the bell waits for nothing: first nothing more comes in; then the sealed
    ballots are opened, all or none. Killed between them, the next run goes on. Memory does not grow with them.

    Args:
        edition: whose box.
        at: now.

    Raises:
        VotingOpen: if voting has not closed, or the edition is suspended.
    """
    board = ring(edition=edition, at=at)
    return board if board.emptied_at else _empty(edition, at=at)


@transaction.atomic
def ring(*, edition: Edition, at: datetime) -> Board:
    """Ring the bell: wait for the ballots on their way, log them under the last head, and let in no other."""
    freeze_catalogue(edition=edition, at=at)
    board = Board.objects.get(edition=edition)
    if board.closed_at:
        return board
    hold_box(edition)
    board = Board.objects.select_for_update().get(edition=edition)
    if board.closed_at:
        return board
    demand_voting_over(Edition.objects.get(pk=edition.pk), at=at)
    head = publish_head(edition=edition, at=at)
    board.closed_at = at
    board.save(update_fields=["closed_at"])
    event = BoxClosed(edition_id=edition.pk, leaves=head.size, root=bytes(head.root).hex())
    audit.record(event, at=at)
    return board


def opened(edition: Edition) -> Iterator[tuple[Slip, Salted]]:
    """Give each sealed ballot of an edition with what it says, in the order of its leaves. In a transaction."""
    slips = Slip.objects.filter(edition=edition).order_by("leaf")
    for slip in slips.iterator(CHUNK):
        plain = keys.unseal(edition.slug, "slip", slip.sealed, bound=bytes(slip.mark))
        yield slip, entries.unpack(plain)


def ballot_id(salted: Salted) -> uuid.UUID:
    """Return the number of a ballot: random, and found again only by its inner salt, which is destroyed."""
    return uuid.UUID(bytes=hashlib.sha256(b"tequio/ballot/1" + salted.inner).digest()[:16])


@transaction.atomic
def _empty(edition: Edition, *, at: datetime) -> Board:
    board = Board.objects.select_for_update().get(edition=edition)
    if board.emptied_at:
        return board
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS ballots_emptied")
        cursor.execute(
            "CREATE TEMP TABLE ballots_emptied (id uuid, unit_id bigint, channel text, turn smallint,"
            " token bytea, signature bytea, points jsonb, middle bytea, mark bytea) ON COMMIT DROP"
        )
    rows: list[Row] = []
    for slip, salted in opened(edition):
        rows.append(_row(slip, salted))
        if len(rows) >= CHUNK:
            _keep(rows)
    _keep(rows)
    with connection.cursor() as cursor:
        cursor.execute(_BALLOTS, [edition.pk])
        cursor.execute(_MIDDLES, [edition.pk])
        cursor.execute("DROP TABLE ballots_emptied")
    _note_used_codes(edition)
    board.emptied_at = at
    board.save(update_fields=["emptied_at"])
    return board


# In the order of random numbers and of hashes: neither table keeps that of the log, nor the other's.
_BALLOTS = """
INSERT INTO ballots_ballot (id, edition_id, unit_id, channel, turn, superseded, token, signature, points)
SELECT id, %s, unit_id, channel, turn, turn < max(turn) OVER (PARTITION BY mark), token, signature, points
FROM ballots_emptied ORDER BY id
"""
_MIDDLES = (
    "INSERT INTO ballots_middle (edition_id, hash) SELECT %s, middle FROM ballots_emptied ORDER BY middle"
)


def _row(slip: Slip, salted: Salted) -> Row:
    entry = entries.read(salted.line)
    return (
        ballot_id(salted),
        slip.unit_id,
        entry.channel,
        entry.turn,
        entry.token,
        entry.signature,
        json.dumps(dict(entry.marks)),
        mix.middle_of(salted.line, salted.inner),
        bytes(slip.mark),
    )


def _keep(rows: list[Row]) -> None:
    copy_rows("ballots_emptied (id, unit_id, channel, turn, token, signature, points, middle, mark)", rows)
    rows.clear()


def _note_used_codes(edition: Edition) -> None:
    """Keep how many codes of each batch were used: which ones, nobody will know once the slips are gone."""
    used = Code.objects.filter(edition=edition, mark__in=Slip.objects.filter(edition=edition).values("mark"))
    for batch_id, number in used.order_by().values_list("batch").annotate(n=Number("pk")):
        CodeBatch.objects.filter(pk=batch_id).update(used=number)

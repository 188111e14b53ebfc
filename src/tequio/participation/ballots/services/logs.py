"""The log of the box: each hour new ballots get their leaves, in no order of theirs, under a signed head."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import LiteralString

import psycopg
from django.db import connection, transaction

from tequio.core.ballotbox import merkle
from tequio.core.ballotbox.merkle import HASH_BYTES, TILE
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Board, Head
from tequio.participation.ballots.services import boards
from tequio.participation.ballots.services.bulk import copy_rows
from tequio.participation.editions.models import Edition

# Deleting and writing anew, in the order of hashes that are random, leaves no trace of the order of arrival in
# the table, nor the transactions that put them there.
_TAKE: LiteralString = (
    "WITH taken AS (DELETE FROM ballots_slip WHERE edition_id = %s AND NOT logged RETURNING *)"
    " INSERT INTO ballots_slip (id, edition_id, unit_id, channel, mark, turn, sealed, leaf, logged)"
    " SELECT id, edition_id, unit_id, channel, mark, turn, sealed, leaf, true FROM taken ORDER BY leaf"
    " RETURNING leaf"
)


@transaction.atomic
def publish_head(*, edition: Edition, at: datetime) -> Head:
    """Append the ballots that are not in the log yet, and sign its new head. Ballots go on coming in meanwhile.

    Args:
        edition: whose log; its board has been raised.
        at: now. A head's time is in whole seconds, and later than the one before.
    """
    board = Board.objects.select_for_update().get(edition=edition)
    last = Head.objects.filter(edition=edition).order_by("-size", "-at")[0]
    frontier = merkle.frontier_at(last.size, queries.stored_hashes(edition, last.size))
    leaves = _take(edition)
    nodes: list[tuple[object, ...]] = []

    def keep(node: merkle.Node) -> None:
        if node.level % TILE == 0:
            nodes.append((edition.pk, node.level, node.index, node.hash))
        if len(nodes) >= _ROWS:
            _write(nodes)

    frontier = merkle.extend(frontier, _each(leaves), keep)
    _write(nodes)
    moment = max(at, last.at + timedelta(seconds=1))
    secret = boards.board_secret(edition, board)
    return boards.keep_head(edition, secret, size=frontier.size, root=frontier.root, at=moment)


_ROWS = 10_000


def _take(edition: Edition) -> bytearray:
    """Mark the new ballots as logged, writing them anew, and return their leaves one after another."""
    leaves = bytearray()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tequio.shuffling', 'on', true)")
        raw = connection.connection.cursor(row_factory=psycopg.rows.tuple_row)
        with raw:
            for (leaf,) in raw.stream(_TAKE, [edition.pk]):
                leaves += leaf
        cursor.execute("SELECT set_config('tequio.shuffling', '', true)")
    return leaves


def _each(leaves: bytearray) -> Iterator[bytes]:
    for start in range(0, len(leaves), HASH_BYTES):
        yield bytes(leaves[start : start + HASH_BYTES])


def _write(nodes: list[tuple[object, ...]]) -> None:
    copy_rows("ballots_node (edition_id, level, position, hash)", nodes)
    nodes.clear()

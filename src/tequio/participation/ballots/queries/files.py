"""The files of the board: what anyone may download and check with ``verify.py``, streamed from the tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import connection, transaction

from tequio.core import ballotbox
from tequio.core.ballotbox import board as written
from tequio.core.ballotbox.blind import PublicKey
from tequio.core.ballotbox.entries import Entry
from tequio.core.ballotbox.mix import Opening, Side
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.models import Ballot, Middle, ZoneKey
from tequio.participation.ballots.queries.boards import (
    BoxState,
    as_signed,
    box_state,
    heads,
    issued,
    leaves,
    zone_name,
)
from tequio.participation.editions.models import Edition

VERIFY = "verify.py"
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class BoardFile:
    """A file of the board by its name, and what gives its bytes piece by piece."""

    name: str
    pieces: Callable[[], Iterable[bytes]]


def board_files(edition: Edition) -> list[BoardFile]:
    """Return the files that the board of an edition publishes by now; none before its catalogue is frozen.

    The middles and ballots come with the close, the draw and the openings after it. A past election that was
    brought in has no box, and so no board. Four queries here; each file has its own as it is read.
    """
    state = box_state(edition)
    if state is None or edition.imported_from:
        return []
    found = [*_from_the_start(edition, state)]
    if state.board.emptied_at:
        found += [
            BoardFile(written.MIDDLES, partial(_middles, edition)),
            BoardFile(written.BALLOTS, partial(_ballots, edition)),
        ]
    if state.board.seed:
        found.append(BoardFile(written.DRAW, lambda: [written.draw_file(edition.slug, state.board.seed)]))
    if state.board.opened_at:
        found.append(BoardFile(written.OPENINGS, lambda: written.openings_file(openings(edition))))
    return [*found, BoardFile(VERIFY, _verify)]


def _from_the_start(edition: Edition, state: BoxState) -> Iterator[BoardFile]:
    yield BoardFile(written.DEFINITION, lambda: [state.board.definition.encode()])
    yield BoardFile(written.HEADS, partial(_heads, edition))
    yield BoardFile(written.LEAVES, lambda: written.hashes_file(leaves(edition)))
    yield BoardFile(written.KEYS, lambda: [_keys(edition, bytes(state.board.public))])
    yield BoardFile(written.ISSUED, lambda: [_issued(edition)])


def _heads(edition: Edition) -> Iterator[bytes]:
    return written.heads_file(edition.slug, (as_signed(edition, head) for head in heads(edition)))


def _keys(edition: Edition, public: bytes) -> bytes:
    rows = ZoneKey.objects.filter(edition=edition).select_related("unit__level")
    zones = {
        zone_name(row.unit) if row.unit else "": PublicKey(int.from_bytes(bytes(row.public), "big"))
        for row in rows
    }
    return written.keys_file(written.Keys(public, zones))


def _issued(edition: Edition) -> bytes:
    zones: dict[str, dict[str, int]] = {}
    for row in issued(edition):
        zones.setdefault(zone_name(row.unit) if row.unit else "", {})[row.channel] = row.issued
    return written.issued_file({}, zones)


def _middles(edition: Edition) -> Iterator[bytes]:
    rows = Middle.objects.filter(edition=edition).order_by("hash").values_list("hash", flat=True)
    return written.hashes_file(bytes(row) for row in rows.iterator(_CHUNK))


def _ballots(edition: Edition) -> Iterator[bytes]:
    units = Unit.objects.filter(version_id=edition.territory_id).select_related("level")
    names = {unit.pk: zone_name(unit) for unit in units.defer("geometry", "sketch")}
    rows = Ballot.objects.filter(edition=edition).order_by("id").iterator(_CHUNK)
    return written.ballots_file(
        Entry(
            channel=row.channel,
            turn=row.turn,
            zone=names.get(row.unit_id or 0, ""),
            marks=row.points,
            token=bytes(row.token or b""),
            signature=bytes(row.signature or b""),
        ).canonical
        for row in rows
    )


# Each middle in its order, with the place of its leaf in the log or the line of its ballot in the file.
_OPENINGS = """
SELECT m.salt, n.position, b.line
FROM ballots_middle m
LEFT JOIN ballots_node n ON n.edition_id = m.edition_id AND n.level = 0 AND n.hash = m.leaf
LEFT JOIN (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS line FROM ballots_ballot WHERE edition_id = %s
) b ON b.id = m.ballot
WHERE m.edition_id = %s ORDER BY m.hash
"""


def openings(edition: Edition) -> Iterator[Opening]:
    """Give what the draw opened of each middle, in the order of the middles. One query, streamed."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_OPENINGS, [edition.pk, edition.pk])
        while rows := cursor.fetchmany(_CHUNK):
            for salt, position, line in rows:
                if position is not None:
                    yield Opening(Side.LEAF, position, bytes(salt))
                else:
                    yield Opening(Side.BALLOT, line, bytes(salt))


def _verify() -> Iterator[bytes]:
    yield Path(ballotbox.__file__).with_name("verify.py").read_bytes()

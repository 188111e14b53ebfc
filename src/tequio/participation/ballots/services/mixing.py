"""The partial check of the open box: a draw says which side of each middle is shown; the rest is destroyed."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox import mix
from tequio.foundation.audit import services as audit
from tequio.participation.ballots.events import DrawNoted, MixOpened
from tequio.participation.ballots.models import Board
from tequio.participation.ballots.services.bulk import copy_rows
from tequio.participation.ballots.services.closing import CHUNK, ballot_id, opened
from tequio.participation.ballots.services.errors import MixRefused
from tequio.participation.editions.models import Edition

Row = tuple[object, ...]


@transaction.atomic
def note_draw(*, edition: Edition, seed: str, at: datetime, actor: int | None = None) -> Board:
    """Note what a public draw gave, once the middles are public: before, whoever knows it could cheat by it.

    Args:
        edition: whose box.
        seed: the draw as it was announced, such as the number of a lottery.
        at: now.
        actor: the id of who notes it.

    Raises:
        MixRefused: if the box is not open yet, the draw is empty, or it was noted already.
    """
    board = Board.objects.select_for_update().filter(edition=edition).first()
    if board is None or board.emptied_at is None:
        raise MixRefused(_("El sorteo se anota después de abrir la urna y publicar sus eslabones."))
    if board.seed:
        raise MixRefused(_("El sorteo de esta urna ya está anotado y no se cambia."))
    if not seed.strip():
        raise MixRefused(_("Escriba el resultado del sorteo, tal como se anunció."), status=422)
    board.seed = seed.strip()
    board.save(update_fields=["seed"])
    audit.record(DrawNoted(edition_id=edition.pk, seed=board.seed), actor=actor, at=at)
    return board


@transaction.atomic
def open_mix(*, edition: Edition, at: datetime) -> Board:
    """Open one side of each middle, by the draw, and destroy the sealed ballots. Again, it changes nothing.

    From then on not even who holds the keys of the box can go from a leaf, or a token, to a ballot beyond what
    is public. Memory does not grow with the ballots.

    Args:
        edition: whose box.
        at: now.

    Raises:
        MixRefused: if the draw is not noted.
    """
    board = Board.objects.select_for_update().get(edition=edition)
    if not board.seed:
        raise MixRefused(_("Primero anote el resultado del sorteo público."))
    if board.opened_at:
        return board
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS ballots_openings")
        cursor.execute(
            "CREATE TEMP TABLE ballots_openings (hash bytea, salt bytea, leaf bytea, ballot uuid)"
            " ON COMMIT DROP"
        )
    middles = _write_openings(edition, mix.seed_of(edition.slug, board.seed))
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [edition.pk])
        cursor.execute("DROP TABLE ballots_openings")
        cursor.execute("SELECT set_config('tequio.shuffling', 'on', true)")
        cursor.execute("DELETE FROM ballots_slip WHERE edition_id = %s", [edition.pk])
        cursor.execute("SELECT set_config('tequio.shuffling', '', true)")
    board.opened_at = at
    board.save(update_fields=["opened_at"])
    audit.record(MixOpened(edition_id=edition.pk, middles=middles), at=at)
    return board


_OPEN = """
UPDATE ballots_middle m SET salt = o.salt, leaf = o.leaf, ballot = o.ballot
FROM ballots_openings o WHERE m.edition_id = %s AND m.hash = o.hash
"""


def _write_openings(edition: Edition, seed: bytes) -> int:
    rows: list[Row] = []
    total = 0
    for slip, salted in opened(edition):
        middle = mix.middle_of(salted.line, salted.inner)
        if mix.coin(seed, middle) is mix.Side.LEAF:
            rows.append((middle, salted.outer, bytes(slip.leaf), None))
        else:
            rows.append((middle, salted.inner, None, ballot_id(salted)))
        total += 1
        if len(rows) >= CHUNK:
            _copy(rows)
    _copy(rows)
    return total


def _copy(rows: list[Row]) -> None:
    copy_rows("ballots_openings (hash, salt, leaf, ballot)", rows)
    rows.clear()

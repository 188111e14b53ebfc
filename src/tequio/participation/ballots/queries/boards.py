"""The public board: how far the box is, its heads and leaves, its proofs, and how many may vote by each way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count as Number

from tequio.core.ballotbox import heads as signed_heads
from tequio.core.ballotbox import merkle, receipts
from tequio.core.ballotbox.merkle import TILE, HashOf
from tequio.core.ballotbox.receipts import Receipt
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.models import Ballot, Board, Head, Node, Participation, Slip
from tequio.participation.ballots.types import CHANNEL_LABELS, Channel
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind


@dataclass(frozen=True, slots=True)
class BoxState:
    """How far the box of an edition is. ``leaves`` are those of the log, the definition's among them."""

    board: Board
    head: Head
    waiting: int  # ballots that are not in the log yet

    @property
    def leaves(self) -> int:
        """Leaves of the last head."""
        return self.head.size

    @property
    def is_closed(self) -> bool:
        """Whether the bell rang."""
        return self.board.closed_at is not None


@dataclass(frozen=True, slots=True)
class Issued:
    """How many in a place got their right to vote by one way, and how many ballots came in by it."""

    unit: Unit | None
    channel: str
    issued: int
    ballots: int

    @property
    def way(self) -> Any:
        """The way in words."""
        return CHANNEL_LABELS[Channel(self.channel)]


def zone_name(unit: Unit) -> str:
    """Return the name of a place on the public board: its level and its code, the same on every file."""
    return f"{unit.level.code}/{unit.code}"


def box_state(edition: Edition) -> BoxState | None:
    """Return how far the box is, or None before its catalogue is frozen. Three queries."""
    board = Board.objects.filter(edition=edition).first()
    head = Head.objects.filter(edition=edition).order_by("-size", "-at").first()
    if board is None or head is None:
        return None
    waiting = Slip.objects.filter(edition=edition, logged=False).count()
    return BoxState(board, head, waiting)


def heads(edition: Edition) -> list[Head]:
    """Return the signed heads of the log, the oldest first. One query."""
    return list(Head.objects.filter(edition=edition).order_by("size", "at"))


def stored_hashes(edition: Edition, size: int) -> HashOf:
    """Return what answers for each complete node of the first ``size`` leaves; only every eighth level is kept.

    Asks for whole tiles of 256, each once.
    """

    @cache
    def tile(level: int, number: int) -> list[bytes]:
        start = number << TILE
        rows = Node.objects.filter(
            edition=edition, level=level, position__gte=start, position__lt=start + (1 << TILE)
        )
        return [bytes(found) for found in rows.order_by("position").values_list("hash", flat=True)]

    def row(level: int, start: int, count: int) -> Sequence[bytes]:
        first = start & ((1 << TILE) - 1)
        return tile(level, start >> TILE)[first : first + count]

    return merkle.tiled(row, size)


def proof(edition: Edition, leaf: bytes) -> Receipt | None:
    """Return the receipt of a leaf under the last head, or None where the log does not have it.

    As many queries as a thousand-fold of leaves asks for: three or four for a million.
    """
    node = Node.objects.filter(edition=edition, level=0, hash=leaf).first()
    head = Head.objects.filter(edition=edition).order_by("-size", "-at").first()
    if node is None or head is None or node.position >= head.size:
        return None
    path = merkle.inclusion_proof(node.position, head.size, stored_hashes(edition, head.size))
    return receipts.issue(leaf, node.position, path, as_signed(edition, head))


def waits(edition: Edition, leaf: bytes) -> bool:
    """Return whether a ballot with this leaf is in the box and will be in the log with the next head."""
    return Slip.objects.filter(edition=edition, leaf=leaf, logged=False).exists()


def as_signed(edition: Edition, head: Head) -> signed_heads.SignedHead:
    """Return a head as core.ballotbox has it."""
    told = signed_heads.Head(edition.slug, head.size, bytes(head.root), int(head.at.timestamp()))
    return signed_heads.SignedHead(told, bytes(head.signature))


def leaves(edition: Edition) -> Iterator[bytes]:
    """Give the leaves of the log in their order. One query, streamed."""
    rows = Node.objects.filter(edition=edition, level=0).order_by("position").values_list("hash", flat=True)
    for found in rows.iterator(5_000):
        yield bytes(found)


def issued(edition: Edition) -> list[Issued]:
    """Return, by place and way, how many got their right to vote and how many ballots came in. Four queries.

    Ballots that were changed count once. None of it says anything of what they mark.
    """
    rights = Participation.objects.filter(edition=edition).order_by()
    given = {(u, c): n for u, c, n in rights.values_list("unit_id", "channel").annotate(n=Number("pk"))}
    came = _came(edition)
    units = {u.pk: u for u in Unit.objects.filter(version_id=edition.territory_id).defer("geometry", "sketch")}
    rows = [
        Issued(units.get(key[0] or 0), key[1], given.get(key, 0), came.get(key, 0)) for key in {*given, *came}
    ]
    return sorted(rows, key=lambda row: (row.unit.name if row.unit else "", row.channel))


def turnout(edition: Edition) -> int:
    """Return how many people got their right to vote. One query."""
    return Participation.objects.filter(edition=edition).count()


def ballots_in(edition: Edition) -> int:
    """Return how many voters' ballots are in the box: those that were changed count once. One query."""
    return sum(_came(edition).values())


def _came(edition: Edition) -> dict[tuple[int | None, str], int]:
    board = Board.objects.filter(edition=edition).first()
    rows = (
        Ballot.objects.filter(edition=edition, turn=1)
        if board is not None and board.emptied_at
        else Slip.objects.filter(edition=edition, turn=1)
    )
    counted = rows.order_by().values_list("unit_id", "channel").annotate(n=Number("pk"))
    return {(unit_id, channel): n for unit_id, channel, n in counted}


def boxes_to_close(at: datetime) -> list[Edition]:
    """Return the editions whose voting is past and whose box is not closed and opened yet. Three queries."""
    due = Edition.objects.published().filter(
        phases__kind=PhaseKind.VOTING.value, phases__closes__lte=at, board__emptied_at=None, board__isnull=False
    )
    return list(due.prefetch_related("phases", "suspensions"))


def boxes_to_draw() -> list[Edition]:
    """Return the editions whose draw is noted and whose middles are not opened yet. One query."""
    return list(
        Edition.objects.filter(board__opened_at=None, board__emptied_at__isnull=False).exclude(board__seed="")
    )


def boxes_without_draw() -> list[Edition]:
    """Return the editions whose box is open and whose public draw has not been noted. One query."""
    waiting = Edition.objects.filter(board__emptied_at__isnull=False, board__opened_at=None, board__seed="")
    return list(waiting.order_by("year", "pk"))

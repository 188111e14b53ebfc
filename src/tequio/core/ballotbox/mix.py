"""How the published ballots are shown to be those of the log without saying which is whose.

Each ballot's line ``b`` has two salts of 16 bytes and is committed to twice::

    middle M = SHA-256("tequio/mix/2" | inner salt | b)
    leaf   L = SHA-256(0x00 | "tequio/mix/1" | outer salt | M)

L goes to the log and on the receipt while people vote. At the close the box publishes every leaf, every middle
(sorted) and every ballot (shuffled). Then a public draw gives a seed, and for each middle the first bit of
SHA-256(seed | M) tosses a coin: the box opens either its outer salt, which ties it to its leaf, or its inner
salt, which ties it to its ballot. Never both, so no ballot is tied to a leaf.

This is randomized partial checking (M. Jakobsson, A. Juels, R. Rivest, *Making Mix Nets Robust for Electronic
Voting by Randomized Partial Checking*, USENIX Security 2002), with commitments in place of ciphertexts. What it
shows: a box that changed, lost or invented t ballots is caught unless each of the t coins spares it, which
happens once in 2^t. What it leaves: of who shows a receipt it becomes known in which half their ballot is, the
one tied to leaves or the other; within a zone, the half of that zone's. The draw must come after the middles
are public and be nobody's choice: whoever knows the coins beforehand may lie where they will not look.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from tequio.core.ballotbox import heads, merkle
from tequio.core.ballotbox.entries import SALT_BYTES, Salted
from tequio.core.ballotbox.merkle import HASH_BYTES

_MOST_FAULTS = 100


class Side(StrEnum):
    """What the coin ties a middle to."""

    LEAF = "leaf"
    BALLOT = "ballot"


@dataclass(frozen=True, slots=True)
class Opening:
    """One salt of a middle, and the leaf (index in the log) or the ballot (line, from 0) that it ties."""

    side: Side
    place: int
    salt: bytes


class Reason(StrEnum):
    """Why the published files are not those of the log."""

    COUNT = "count"
    ORDER = "order"
    SIDE = "side"
    PLACE = "place"
    TWICE = "twice"
    LEAF = "leaf"
    BALLOT = "ballot"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold. ``place`` is the middle's line, or the ballot's for ``BALLOT``, from 0."""

    reason: Reason
    place: int


@dataclass(slots=True)
class Checked:
    """The outcome of a check: how many openings held on each side, and at most 100 faults."""

    leaves: int = 0
    ballots: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    def note(self, reason: Reason, place: int) -> None:
        """Keep a fault, if there are not too many yet."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(reason, place))


def middle_of(line: bytes, inner: bytes) -> bytes:
    """Return the middle of a ballot's line under its inner salt."""
    return hashlib.sha256(b"tequio/mix/2" + inner + line).digest()


def leaf_of(middle: bytes, outer: bytes) -> bytes:
    """Return the leaf hash of a middle under its outer salt, as it stands in the log."""
    return merkle.leaf_hash(b"tequio/mix/1" + outer + middle)


def commit(salted: Salted) -> bytes:
    """Return the leaf of a ballot: what goes to the log and on the receipt."""
    return leaf_of(middle_of(salted.line, salted.inner), salted.outer)


def seed_of(edition: str, draw: str) -> bytes:
    """Return the seed of a public draw, written as it was announced (its outer spaces apart)."""
    heads.check_edition(edition)
    return hashlib.sha256(f"tequio/draw/1\n{edition}\n{draw.strip()}\n".encode()).digest()


def coin(seed: bytes, middle: bytes) -> Side:
    """Toss a middle's coin: the first bit of SHA-256(seed | middle)."""
    return Side.BALLOT if hashlib.sha256(seed + middle).digest()[0] & 0x80 else Side.LEAF


def open_middle(seed: bytes, salted: Salted, *, leaf: int, ballot: int) -> Opening:
    """Open the side of a ballot's middle that the coin asks for.

    Args:
        seed: of the public draw.
        salted: the ballot's line with both salts.
        leaf: index of its leaf in the log.
        ballot: line of the ballot among those published, from 0.
    """
    side = coin(seed, middle_of(salted.line, salted.inner))
    if side is Side.LEAF:
        return Opening(side, leaf, salted.outer)
    return Opening(side, ballot, salted.inner)


def check(
    seed: bytes, leaves: bytes, middles: Iterable[bytes], openings: Iterable[Opening], ballots: Iterable[bytes]
) -> Checked:
    """Check that the published ballots are those of the log, as far as the coins look.

    Everything but the leaves is read once and in order: a million ballots take about 90 MB.

    Args:
        seed: of the public draw.
        leaves: the log's leaf hashes one after another; the first is the definition's and has no ballot.
        middles: in ascending order, no two alike.
        openings: one for each middle, in the same order.
        ballots: the published lines, without their ends.
    """
    checked, count = Checked(), len(leaves) // HASH_BYTES - 1
    wanted = _Wanted(max(count, 0))
    lines, before = 0, b""
    for number, (middle, opening) in enumerate(_pairs(middles, openings)):
        lines += 1
        if middle is None or opening is None or number >= count:
            checked.note(Reason.COUNT, number)
            return checked
        if middle <= before:
            checked.note(Reason.ORDER, number)
        before = middle
        reason = wanted.take(seed, middle, opening, leaves)
        if reason is not None:
            checked.note(reason, number)
    if lines != count:
        checked.note(Reason.COUNT, lines)
    _check_ballots(checked, wanted, ballots)
    checked.leaves, checked.ballots = wanted.leaves, wanted.ballots
    return checked


class _Wanted:
    """What the openings have claimed so far, in flat arrays: 49 bytes a ballot and a bit more a leaf."""

    def __init__(self, count: int) -> None:
        self.count, self.leaves, self.ballots = count, 0, 0
        self._leaf_taken = bytearray(count + 1)
        self._ballot_taken = bytearray(count)
        self._claims = bytearray(count * (HASH_BYTES + SALT_BYTES))

    def take(self, seed: bytes, middle: bytes, opening: Opening, leaves: bytes) -> Reason | None:
        """Take one opening, and say what is wrong with it."""
        if opening.side is not coin(seed, middle) or len(opening.salt) != SALT_BYTES:
            return Reason.SIDE
        if opening.side is Side.BALLOT:
            return self._claim(middle, opening)
        if not 0 < opening.place <= self.count:
            return Reason.PLACE
        if self._leaf_taken[opening.place]:
            return Reason.TWICE
        self._leaf_taken[opening.place] = 1
        at = opening.place * HASH_BYTES
        if leaf_of(middle, opening.salt) != leaves[at : at + HASH_BYTES]:
            return Reason.LEAF
        self.leaves += 1
        return None

    def holds(self, number: int, line: bytes) -> bool:
        """Say whether a published ballot is the one that its opening ties to a middle, if it has one."""
        if not self._ballot_taken[number]:
            return True
        at = number * (HASH_BYTES + SALT_BYTES)
        claim = self._claims[at : at + HASH_BYTES + SALT_BYTES]
        if middle_of(line, bytes(claim[HASH_BYTES:])) != claim[:HASH_BYTES]:
            return False
        self.ballots += 1
        return True

    def _claim(self, middle: bytes, opening: Opening) -> Reason | None:
        if not 0 <= opening.place < self.count:
            return Reason.PLACE
        if self._ballot_taken[opening.place]:
            return Reason.TWICE
        self._ballot_taken[opening.place] = 1
        at = opening.place * (HASH_BYTES + SALT_BYTES)
        self._claims[at : at + HASH_BYTES + SALT_BYTES] = middle + opening.salt
        return None


def _check_ballots(checked: Checked, wanted: _Wanted, ballots: Iterable[bytes]) -> None:
    lines = 0
    for number, line in enumerate(ballots):
        if number >= wanted.count:
            checked.note(Reason.COUNT, number)
            return
        if not wanted.holds(number, line):
            checked.note(Reason.BALLOT, number)
        lines += 1
    if lines != wanted.count:
        checked.note(Reason.COUNT, lines)


def _pairs(
    middles: Iterable[bytes], openings: Iterable[Opening]
) -> Iterator[tuple[bytes | None, Opening | None]]:
    left, right = iter(middles), iter(openings)
    while True:
        middle, opening = next(left, None), next(right, None)
        if middle is None and opening is None:
            return
        yield middle, opening

"""The append-only log: a Merkle tree hashed as RFC 6962, section 2.1, says, and its two kinds of proof.

A node is named by ``(level, index)``: level 0 are the leaves, and the node ``(k, i)`` covers the leaves from
``i·2^k`` to ``(i+1)·2^k``. Only complete subtrees have a name; the ragged right edge is computed from them.
Whoever proves needs no leaves in memory: a function ``HashOf`` answers for each named node, from a table,
a file or a list (``tiled`` needs only every eighth level).

Source: RFC 6962 §2.1 (hashing), RFC 9162 §2.1.3.2 and §2.1.4.2 (checking a proof without recursion).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
TILE = 8  # levels between two that are kept: a complete node at level 8 covers 256 leaves

HashOf = Callable[[int, int], bytes]
RowOf = Callable[[int, int, int], Sequence[bytes]]


class TreeError(ValueError):
    """A size or an index that the tree does not have."""


@dataclass(frozen=True, slots=True)
class Node:
    """A complete subtree: its level, its index at that level and its hash."""

    level: int
    index: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed to extend a tree and to know its root: the roots of its complete subtrees.

    ``peaks`` go from left to right, largest to smallest; one for each bit of ``size`` that is 1.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise TreeError("a frontier has one peak for each bit of its size that is 1")

    @property
    def root(self) -> bytes:
        """The root of the tree; of the empty one, the hash of nothing."""
        return _fold(self.peaks) if self.peaks else EMPTY_ROOT


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of an entry of the log (RFC 6962 §2.1: a zero byte, then the entry)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 6962 §2.1: a byte of one, then both children)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def extend(
    frontier: Frontier, leaves: Iterable[bytes], complete: Callable[[Node], None] | None = None
) -> Frontier:
    """Append a batch of leaf hashes and return the frontier of the longer tree.

    Memory is O(log n), whatever the batch.

    Args:
        frontier: the tree so far; ``Frontier()`` is the empty one.
        leaves: hashes of entries (``leaf_hash``), in order.
        complete: is called with every node that becomes complete, leaves included, for whoever stores them.
    """
    size, peaks = frontier.size, list(frontier.peaks)
    for leaf in leaves:
        if len(leaf) != HASH_BYTES:
            raise TreeError("a leaf is a hash of 32 bytes")
        level, index, top = 0, size, leaf
        if complete is not None:
            complete(Node(0, index, top))
        while index & 1:
            level, index, top = level + 1, index >> 1, node_hash(peaks.pop(), top)
            if complete is not None:
                complete(Node(level, index, top))
        peaks.append(top)
        size += 1
    return Frontier(size, tuple(peaks))


def frontier_at(size: int, hash_of: HashOf) -> Frontier:
    """Return the frontier of the first ``size`` leaves of a stored tree."""
    return Frontier(size, tuple(hash_of(level, index) for level, index in _cover(0, size)))


def root_at(size: int, hash_of: HashOf) -> bytes:
    """Return the root of the first ``size`` leaves of a stored tree."""
    return frontier_at(size, hash_of).root


def inclusion_proof(index: int, size: int, hash_of: HashOf) -> list[bytes]:
    """Return the path from leaf ``index`` to the root of the first ``size`` leaves (RFC 6962 §2.1.1).

    Raises:
        TreeError: if that tree has no such leaf.
    """
    if not 0 <= index < size:
        raise TreeError(f"a tree of {size} leaves has no leaf {index}")
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            path.append(_range(middle, stop, hash_of))
            stop = middle
        else:
            path.append(_range(start, middle, hash_of))
            start = middle
    return path[::-1]


def consistency_proof(old: int, new: int, hash_of: HashOf) -> list[bytes]:
    """Return the proof that the tree of ``old`` leaves is the beginning of that of ``new`` (RFC 6962 §2.1.2).

    It is empty between equal trees and from the empty one.

    Raises:
        TreeError: if ``old`` is larger than ``new``.
    """
    if not 0 <= old <= new:
        raise TreeError(f"a tree of {old} leaves is no beginning of one of {new}")
    if old in (0, new):
        return []
    path: list[bytes] = []
    start, stop, known = 0, new, True  # known: the verifier has the hash of this subtree, it is the old root
    while stop != old:
        middle = start + _split(stop - start)
        if old <= middle:
            path.append(_range(middle, stop, hash_of))
            stop = middle
        else:
            path.append(_range(start, middle, hash_of))
            start, known = middle, False
    if not known:
        path.append(_range(start, stop, hash_of))
    return path[::-1]


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether the proof shows that the leaf hash stands at ``index`` of the tree with that root."""
    return len(root) == HASH_BYTES and root_of_path(leaf, index, size, proof) == root


def root_of_path(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """Return the root that a leaf and its path lead to, or nothing if they lead nowhere (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes([leaf, *proof]):
        return None
    place, last, top = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if place & 1 or place == last:
            top = node_hash(step, top)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            top = node_hash(top, step)
        place, last = place >> 1, last >> 1
    return top if last == 0 else None


def extends(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether the proof shows that the new tree begins with the old one (RFC 9162 §2.1.4.2)."""
    if not 0 <= old <= new or not _are_hashes([old_root, new_root, *proof]):
        return False
    if old in (0, new):
        return not proof and old_root == (new_root if old else EMPTY_ROOT)
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    return bool(steps) and _climb(old, new, steps) == (old_root, new_root)


def tiled(row: RowOf, size: int) -> HashOf:
    """Answer for every node of a tree of which only levels 0, 8, 16… are stored.

    Args:
        row: ``row(level, start, count)`` returns that many stored hashes; ``level`` is a multiple of ``TILE``.
        size: number of leaves stored.
    """

    def hash_of(level: int, index: int) -> bytes:
        if (index + 1) << level > size:
            raise TreeError(f"the node ({level}, {index}) is not complete in a tree of {size}")
        above = level % TILE
        hashes = row(level - above, index << above, 1 << above)
        if len(hashes) != 1 << above:
            raise TreeError(f"the store lacks nodes under ({level}, {index})")
        return extend(Frontier(), hashes).peaks[0]

    return hash_of


class MemoryTree:
    """A tree whose complete nodes lie in memory: 64 bytes a leaf. For scripts, checks and tests."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[bytearray] = []
        self.frontier = Frontier()
        self.append(leaves)

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self.frontier.size

    def append(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes."""
        self.frontier = extend(self.frontier, leaves, self._keep)

    def hash_of(self, level: int, index: int) -> bytes:
        """Return the hash of a complete node.

        Raises:
            TreeError: if there is none.
        """
        found = b""
        if 0 <= level < len(self._levels) and index >= 0:
            found = bytes(self._levels[level][index * HASH_BYTES : (index + 1) * HASH_BYTES])
        if not found:
            raise TreeError(f"the node ({level}, {index}) is not complete in a tree of {self.size}")
        return found

    def _keep(self, node: Node) -> None:
        if node.level == len(self._levels):
            self._levels.append(bytearray())
        self._levels[node.level] += node.hash


def _split(count: int) -> int:
    """Return the largest power of two below ``count``, which is at least 2."""
    return 1 << (count - 1).bit_length() - 1


def _cover(start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the complete nodes that cover a range, left to right; its length aligns with its start."""
    while start < stop:
        level = (stop - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def _range(start: int, stop: int, hash_of: HashOf) -> bytes:
    return _fold([hash_of(level, index) for level, index in _cover(start, stop)])


def _fold(peaks: Sequence[bytes]) -> bytes:
    top = peaks[-1]
    for peak in reversed(peaks[:-1]):
        top = node_hash(peak, top)
    return top


def _climb(old: int, new: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Return the two roots that a consistency proof leads to, or nothing if its length is wrong."""
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)

"""What somebody who adds and subtracts can tell of the figures that are shown as bands.

A table with its sums is a net: its rows and columns are the knots, its cells the threads. A change of
cells that leaves every sum as it was is a flow that turns round in the net, so how far a cell may move is a
largest flow: Gusfield, *A graph theoretic approach to statistical data security* (SIAM J. Comput. 17, 1988).
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tequio.core.livefigures.types import UNSAID, Rule

_UNBOUND = 2**62


@dataclass(slots=True)
class Thread:
    """A cell, between the knots of its row and its column."""

    key: tuple[str, ...]
    row: str
    column: str
    people: int
    negative: bool = False  # a sum, which stands with the other sign in the rows and columns of its parts
    exact: bool = True

    @property
    def unsaid(self) -> bool:
        """Whether it counts who did not say: no band of it was ever shown, so nothing bounds it."""
        return self.key[0] != "pillar" and self.key[-1] == UNSAID

    def room(self, rule: Rule) -> tuple[int, int]:
        """Return how far it may grow and shrink, with the sign with which it stands in its sums."""
        if self.exact:
            return 0, 0
        down = self.people if self.unsaid else self.people % rule.step
        up = _UNBOUND if self.unsaid else rule.step - 1 - down
        return (down, up) if self.negative else (up, down)


def narrowed(threads: Sequence[Thread], rule: Rule) -> Iterator[set[str]]:
    """Give, for each small cell that cannot be anywhere in its band, the knots on its side of what holds it.

    Only cells of fewer than k people must be free: a larger one might be shown as it is, and is shown as a band
    for the sake of the small ones.
    """
    capacities: dict[tuple[str, str], int] = {}
    for thread in threads:
        grows, shrinks = thread.room(rule)
        for arc, room in (((thread.row, thread.column), grows), ((thread.column, thread.row), shrinks)):
            capacities[arc] = capacities.get(arc, 0) + room
    for thread in threads:
        if 0 < thread.people < rule.least:
            yield from _held(thread, capacities, rule)


def _held(thread: Thread, capacities: dict[tuple[str, str], int], rule: Rule) -> Iterator[set[str]]:
    """Give the knots that are cut off when the rest cannot make up for the cell at an end of its band."""
    wanted = (rule.step - 1 - thread.people, thread.people)
    grows, shrinks = wanted[::-1] if thread.negative else wanted
    rest = dict(capacities)
    mine = thread.room(rule)
    rest[thread.row, thread.column] -= mine[0]
    rest[thread.column, thread.row] -= mine[1]
    for source, sink, size in (
        (thread.column, thread.row, grows),
        (thread.row, thread.column, shrinks),
    ):
        side = _short(rest, source, sink, size)
        if side:
            yield side


def _short(capacities: dict[tuple[str, str], int], source: str, sink: str, wanted: int) -> set[str]:
    """Return the knots of the source's side where a flow does not fit; else none (Edmonds and Karp)."""
    left = dict(capacities)
    while wanted > 0:
        came = _reached(left, source, sink)
        if sink not in came:
            return set(came)
        path, knot = [], sink
        while knot != source:
            path.append((came[knot], knot))
            knot = came[knot]
        size = min(wanted, *(left[arc] for arc in path))
        for start, end in path:
            left[start, end] -= size
            left[end, start] = left.get((end, start), 0) + size
        wanted -= size
    return set()


def _reached(left: dict[tuple[str, str], int], source: str, sink: str) -> dict[str, str]:
    """Return the knots that still can be reached, each with the one before it."""
    out: dict[str, list[str]] = {}
    for (start, end), room in left.items():
        if room > 0:
            out.setdefault(start, []).append(end)
    came = {source: source}
    queue = deque([source])
    while queue and sink not in came:
        start = queue.popleft()
        for end in out.get(start, ()):
            if end not in came:
                came[end] = start
                queue.append(end)
    return came

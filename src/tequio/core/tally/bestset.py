"""The best set that money can pay, exactly: a search in depth, and where that takes too long one in width.

Both are cut by the same bound. The one in depth finds good sets soon; the one in width forgets what another set
beats, which settles many projects of the same cost. All in whole numbers.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from typing import Any

MOST_STEPS = 300_000  # sets that the search in width looks at
_DEEP_STEPS = 30_000  # and that in depth


class TooLongError(Exception):
    """A search would take more steps than it was given."""


@dataclass(frozen=True, slots=True)
class Item:
    """A project as the search sees it: what it is worth, what it costs, and what it cannot go with."""

    id: str
    value: int
    cost: int
    rivals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _State:
    """A set on the way: its money, its number of items, its value, and its items as a chain."""

    cost: int
    count: int
    value: int
    chain: tuple[Any, ...] = ()

    def ids(self) -> set[str]:
        """Return the items of the set."""
        found, chain = set(), self.chain
        while chain:
            key, chain = chain
            found.add(key)
        return found


class _Bound:
    """The most that the items not yet looked at can add: as if the last of them could be cut."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._costs = [0, *accumulate(item.cost for item in items)]
        self._values = [0, *accumulate(item.value for item in items)]

    def __call__(self, start: int, money: int) -> int:
        """Return the bound for the items from one on."""
        end = bisect_right(self._costs, self._costs[start] + money) - 1
        found = self._values[end] - self._values[start]
        if end < len(self._items):
            item = self._items[end]
            found += item.value * (money - self._costs[end] + self._costs[start]) // item.cost
        return found


def best(items: Iterable[Item], money: int, places: int, *, steps: int | None = None) -> tuple[int, set[str]]:
    """Return the highest total value that money can pay, and its set.

    Args:
        items: what may be chosen; those worth nothing are never chosen.
        money: centavos.
        places: most items.
        steps: the most sets looked at on the way.
    """
    useful = [item for item in items if item.value > 0 and item.cost <= money]
    useful.sort(key=lambda item: (-Fraction(item.value, max(item.cost, 1)), item.id))
    search = _Search(useful, _Bound(useful))
    steps = MOST_STEPS if steps is None else steps
    if not search.deep(money, places, min(steps, _DEEP_STEPS)):
        search.wide(money, places, steps)
    return search.top.value, search.top.ids()


@dataclass(slots=True)
class _Search:
    """A search over items from the highest value for each centavo to the lowest, and the best set so far."""

    items: Sequence[Item]
    bound: _Bound
    top: _State = field(default_factory=lambda: _State(0, 0, 0))

    def _with(self, state: _State, item: Item, money: int, places: int) -> _State | None:
        """Return a set with one more item, if that may be."""
        if state.cost + item.cost > money or state.count == places:
            return None
        if item.rivals and not item.rivals.isdisjoint(state.ids()):
            return None
        grown = _State(
            state.cost + item.cost, state.count + 1, state.value + item.value, (item.id, state.chain)
        )
        if grown.value > self.top.value:
            self.top = grown
        return grown

    def deep(self, money: int, places: int, steps: int) -> bool:
        """Look depth first, taking before leaving, at what could beat the best. Returns whether it is done."""
        stack = [(0, _State(0, 0, 0))]
        for _ in range(steps):
            if not stack:
                return True
            start, state = stack.pop()
            if start == len(self.items) or not self._hopeful(state, start, money):
                continue
            stack.append((start + 1, state))
            grown = self._with(state, self.items[start], money, places)
            if grown is not None:
                stack.append((start + 1, grown))
        return not stack

    def wide(self, money: int, places: int, steps: int) -> None:
        """Look at all sets item by item, forgetting those that another beats whatever comes after.

        Raises:
            TooLongError: if there are more sets to keep in mind than that.
        """
        states = [_State(0, 0, 0)]
        for index, item in enumerate(self.items):
            grown = [self._with(state, item, money, places) for state in states]
            states = [s for s in (*states, *filter(None, grown)) if self._hopeful(s, index + 1, money)]
            steps -= len(states)
            if steps < 0:
                raise TooLongError
            if not any(other.rivals for other in self.items[index + 1 :]):
                states = _undominated(states, counted=places < len(self.items))

    def _hopeful(self, state: _State, start: int, money: int) -> bool:
        return state.value + self.bound(start, money - state.cost) > self.top.value


def _undominated(states: list[_State], *, counted: bool) -> list[_State]:
    """Return the sets that no other beats with as little money (and, where places count, as few items)."""
    states.sort(key=lambda state: (state.cost, -state.value, state.count))
    kept: list[_State] = []
    heights: list[tuple[int, int]] = []  # most value so far with at most that many items, both growing
    for state in states:
        level = state.count if counted else 0
        if any(count <= level and value >= state.value for count, value in heights):
            continue
        heights = [(c, v) for c, v in heights if c < level or v > state.value]
        heights.append((level, state.value))
        kept.append(state)
    return kept

"""Keeping small cells of a published table to ourselves, so that nobody is told from a figure.

Primary suppression: a figure above zero and below ``k`` is not shown. Complementary suppression: with the total
public, a single hidden figure, or hidden figures that add up to less than ``k``, could be worked out from the
rest; the next smallest ones are hidden until that is not so. See Hundepool et al., *Statistical Disclosure
Control* (2012), chapter 4.
"""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")

K = 10  # the least that is shown


def suppressed(cells: Mapping[Key, int], *, k: int = K) -> dict[Key, int | None]:
    """Return the cells of a table whose total is public, with None in the place of what is not shown.

    A zero says nothing of anybody and is shown, unless the hidden figures could be told without hiding it.

    Args:
        cells: people in each cell, none below zero.
        k: the least figure that is shown.
    """
    hidden = {key for key, value in cells.items() if 0 < value < k}
    rest = sorted((key for key in cells if key not in hidden), key=lambda key: (cells[key] == 0, cells[key]))
    while hidden and rest and (len(hidden) == 1 or sum(cells[key] for key in hidden) < k):
        hidden.add(rest.pop(0))
    return {key: None if key in hidden else value for key, value in cells.items()}

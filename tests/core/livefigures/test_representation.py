"""Who takes part beside who lives here (docs/rules/livefigures.md, LIV-12)."""

from fractions import Fraction

import pytest

from tequio.core.livefigures import Cell
from tequio.core.livefigures.representation import compared

CENSUS = {"woman": 5000, "man": 5000}


@pytest.mark.parametrize(
    ("men", "missing"),
    [
        (Cell(0, 9), True),  # 9 of 69 at the most
        (Cell(30, 39), True),  # 39 of 99 at the most: under four fifths of a half, which are 40 of a hundred
        (Cell(40, 49), False),  # it may be 49 of 109
        (Cell(0, None), False),  # nobody can tell
    ],
)
def test_liv_12_a_group_is_missing_where_even_the_most_it_may_be_is_too_few(men, missing):
    found = compared({"woman": Cell(60, 69), "man": men}, CENSUS)
    assert [group.missing for group in found] == [False, missing]


def test_liv_12_the_least_that_a_figure_may_be_is_compared():
    woman, man = compared({"woman": Cell(60, 69), "man": Cell(30, 39)}, CENSUS)
    assert (woman.per_thousand, man.tenths) == (Fraction(12), 6)
    assert (woman.share, man.share, man.census_share) == (67, 33, 50)


def test_nothing_is_compared_without_people_or_without_a_census():
    assert compared({"woman": Cell(0, 9)}, CENSUS) == []
    assert compared({"woman": Cell(60, 69)}, {}) == []

"""docs/rules/paper.md: two captures compared, and what an act squares."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.ballotbox.captures import Figures, Mismatch, differences, mismatches, settled

sheets = st.lists(st.integers(0, 3), max_size=12)


@settings(max_examples=80)
@given(sheets, sheets)
def test_capture_4_only_what_differs_is_shown_and_resolving_it_settles_the_package(first, second):
    open_ones = differences(first, second)
    agreed = [n for n in range(1, max(len(first), len(second)) + 1) if n not in open_ones]
    assert all(first[n - 1] == second[n - 1] for n in agreed)
    whole = settled(first, second, dict.fromkeys(open_ones, 9))
    assert whole is not None
    assert len(whole) == max(len(first), len(second))
    assert [whole[n - 1] for n in agreed] == [first[n - 1] for n in agreed]
    if open_ones:
        assert settled(first, second, {}) is None


def test_capture_5_a_sheet_that_is_not_there_is_left_out():
    assert settled(["a", "b"], ["a"], {2: None}) == ["a"]


@pytest.mark.parametrize(
    ("figures", "wrong"),
    [
        (Figures(50, 30, 2, 18, 30, 30), {}),
        (Figures(50, 30, 2, 17, 30, 30), {Mismatch.FOLIOS: -1}),  # ACT-1
        (Figures(50, 30, 2, 18, 31, 30), {Mismatch.CAPTURED: 1}),  # ACT-2
        (Figures(50, 30, 2, 18, 30, 32), {Mismatch.ROLL: -2}),  # ACT-3
    ],
    ids=["square", "ACT-1", "ACT-2", "ACT-3"],
)
def test_an_act_says_what_does_not_square_and_by_how_much(figures, wrong):
    assert mismatches(figures) == wrong

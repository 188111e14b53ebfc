"""docs/rules/ballots.md, FIGURES-3 to FIGURES-5: what a published table may say of few people."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.suppression import suppressed


def test_small_figures_are_hidden_and_a_second_one_so_that_the_first_cannot_be_worked_out():
    """FIGURES-3."""
    assert suppressed({"a": 4, "b": 12, "c": 40}) == {"a": None, "b": None, "c": 40}
    assert suppressed({"a": 4, "b": 7, "c": 40}) == {"a": None, "b": None, "c": 40}


def test_what_is_large_enough_is_shown_and_so_is_nobody():
    """FIGURES-4."""
    assert suppressed({"a": 10, "b": 0, "c": 40}) == {"a": 10, "b": 0, "c": 40}
    assert suppressed({"a": 5, "b": 0}) == {"a": None, "b": None}
    assert suppressed({}) == {}


@settings(max_examples=80)
@given(st.dictionaries(st.integers(0, 9), st.integers(0, 40), max_size=8), st.integers(2, 12))
def test_with_the_total_public_no_hidden_figure_stands_alone(cells, k):
    """FIGURES-5: hidden cells are none, several that add up to at least k, or the whole table."""
    shown = suppressed(cells, k=k)
    hidden = [cells[key] for key, value in shown.items() if value is None]
    assert all(value is None or value == 0 or value >= k for value in shown.values())
    assert not hidden or len(hidden) == len(cells) or (len(hidden) > 1 and sum(hidden) >= k)

"""Sharing out a sum among territories (docs/rules/envelopes.md)."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core import envelopes
from tequio.core.envelopes import FormulaKind, shares

CAPITA = FormulaKind.PER_CAPITA
CODES = st.dictionaries(
    st.text("ABC123", min_size=1, max_size=4), st.fractions(0, 10**7, max_denominator=100), min_size=1
)


def by(total, floor_percent=0, **figures):
    found = {code: Fraction(value) for code, value in figures.items()}
    return shares(total, list(found), kind=CAPITA, figures=found, floor_percent=floor_percent)


def test_flat_gives_the_same_and_the_centavo_left_to_the_lowest_code_env_2_env_5():
    assert shares(10, ["C", "A", "B"], kind=FormulaKind.FLAT) == {"A": 4, "B": 3, "C": 3}
    assert shares(9, ["A", "B", "C"], kind=FormulaKind.FLAT) == {"A": 3, "B": 3, "C": 3}


def test_parts_are_in_proportion_to_the_figures_env_3():
    assert by(600, A=1, B=2, C=3) == {"A": 100, "B": 200, "C": 300}


def test_the_centavos_left_go_to_the_largest_fractions_env_4():
    assert by(10, A=14, B=35, C=51) == {"A": 1, "B": 4, "C": 5}  # 1.4, 3.5, 5.1


def test_the_floor_is_shared_equally_and_the_rest_by_figures_env_8():
    assert by(1000, floor_percent=50, A=0, B=1, C=3, D=0) == {"A": 125, "B": 250, "C": 500, "D": 125}


def test_a_figure_of_zero_gets_only_the_floor_env_9():
    assert by(100, A=0, B=5) == {"A": 0, "B": 100}
    assert by(100, floor_percent=10, A=0, B=5) == {"A": 5, "B": 95}


@pytest.mark.parametrize("figures", [{"A": Fraction(1)}, {"A": Fraction(1), "B": Fraction(-1)}])
def test_a_missing_or_negative_figure_stops_the_whole_env_10(figures):
    with pytest.raises(envelopes.BadFigure) as refused:
        shares(100, ["A", "B"], kind=FormulaKind.PREDIAL, figures=figures)
    assert refused.value.code == "B"


def test_with_nothing_to_share_by_it_is_refused_env_11():
    with pytest.raises(envelopes.NoFigures):
        by(100, A=0, B=0)
    with pytest.raises(envelopes.NoFigures):
        shares(100, [], kind=FormulaKind.FLAT)


@pytest.mark.parametrize(("total", "floor"), [(-1, 0), (1, -1), (1, 100)])
def test_a_negative_total_or_a_floor_out_of_range_is_refused(total, floor):
    with pytest.raises(ValueError, match="total"):
        shares(total, ["A"], kind=FormulaKind.FLAT, floor_percent=floor)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,250.5", Fraction(2501, 2)), (" $ 3 000 ", 3000), ("0.1", Fraction(1, 10)), ("0", 0)],
)
def test_figures_are_read_exactly_env_12(text, value):
    assert envelopes.figure(text) == value


@pytest.mark.parametrize("text", ["", "mucho", "-1", "nan", "inf", "1e99"])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(ValueError, match="not a"):
        envelopes.figure(text)


@pytest.mark.parametrize(
    ("value", "text"), [("1250", "1250"), ("0.84", "0.84"), ("12.050", "12.05"), ("1/3", "1/3")]
)
def test_figures_are_written_back_exactly(value, text):
    assert envelopes.exact(Fraction(value)) == text


@settings(max_examples=60, deadline=None)
@given(
    figures=CODES,
    total=st.integers(0, 10**13),
    floor=st.integers(0, 99),
    kind=st.sampled_from(FormulaKind),
    chance=st.randoms(use_true_random=False),
)
def test_the_parts_add_up_follow_the_figures_and_forget_the_order(figures, total, floor, kind, chance):
    """ENV-1, ENV-6, ENV-7 and ENV-8."""
    figures = figures | {"Z": Fraction(1)}  # somebody to share with
    parts = shares(total, list(figures), kind=kind, figures=figures, floor_percent=floor)
    assert sum(parts.values()) == total
    if kind is not FormulaKind.FLAT:
        for high, low in zip(
            sorted(figures, key=figures.get)[1:], sorted(figures, key=figures.get), strict=False
        ):
            assert figures[high] == figures[low] or parts[high] >= parts[low]
    least = Fraction(total * floor, 100 * len(figures))
    assert min(parts.values()) > least - 1
    shuffled = list(figures)
    chance.shuffle(shuffled)
    assert shares(total, shuffled, kind=kind, figures=figures, floor_percent=floor) == parts

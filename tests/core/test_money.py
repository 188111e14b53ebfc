import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.core import money


@pytest.mark.parametrize(
    ("centavos", "said"),
    [
        (98_000_000, ("$980", "mil")),
        (100_000_000, ("$1", "millón")),
        (120_000_000, ("$1.2", "millones")),
        (1_250_000_000, ("$12.5", "millones")),
        (132_000_000, ("$1.32", "millones")),
        (99_995_000, ("$1", "millón")),
        (942_150, ("$9,421.50", "")),
        (0, ("$0", "")),
        (-120_000_000, ("-$1.2", "millones")),
    ],
)
def test_amounts_are_said_as_people_say_them(centavos, said):
    assert money.spoken(centavos) == said


@given(st.integers(min_value=0, max_value=10**15))
def test_what_is_written_exactly_reads_back(centavos):
    assert money.parse(money.exact(centavos)) == centavos


@pytest.mark.parametrize("text", ["", "mil", "1.005", "NaN", "Infinity", "12..5"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="not an amount"):
        money.parse(text)

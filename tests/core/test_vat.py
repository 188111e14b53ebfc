"""docs/rules/contracting.md, VAT-1 to VAT-6."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core import vat

AMOUNTS = st.integers(min_value=0, max_value=10**14)
RATES = st.sampled_from([0, 8, 16])


@pytest.mark.parametrize(
    ("gross", "net", "percent", "said"),
    [
        pytest.param(None, 100_00, 16, (116_00, 100_00), id="VAT-1 with tax from without it"),
        pytest.param(116_00, None, 16, (116_00, 100_00), id="VAT-1 without tax from with it"),
        pytest.param(108_00, None, 8, (108_00, 100_00), id="VAT-1 at the border's rate"),
        pytest.param(100_00, None, 0, (100_00, 100_00), id="VAT-2 at zero both are the same"),
        pytest.param(100_00, None, None, (100_00, None), id="VAT-3 without a rate nothing is guessed"),
        pytest.param(100_01, None, 16, (100_01, 86_22), id="VAT-4 to the nearest centavo"),
        pytest.param(None, 3, 16, (3, 3), id="VAT-4 less than half a centavo goes down"),
        pytest.param(None, 25, 2, (26, 25), id="VAT-4 half a centavo goes up"),
        pytest.param(120_00, 100_00, 16, (120_00, 100_00), id="VAT-6 what both were said stays"),
    ],
)
def test_the_missing_amount_follows_from_the_rate(gross, net, percent, said):
    assert vat.complete(gross, net, percent) == said


@pytest.mark.parametrize(("net", "percent"), [(None, 16), (100, None)])
def test_vat_3_without_an_amount_and_its_rate_there_is_nothing_to_reckon(net, percent):
    """VAT-3."""
    with pytest.raises(ValueError, match="no amount"):
        vat.complete(None, net, percent)


@settings(max_examples=100)
@given(net=AMOUNTS, percent=RATES)
def test_an_amount_without_tax_comes_back_from_the_one_with_it(net, percent):
    gross = vat.gross(net, percent)
    assert net <= gross
    assert vat.net(gross, percent) == net
    assert vat.agree(gross, net, percent)


@settings(max_examples=100)
@given(gross=AMOUNTS, percent=RATES)
def test_an_amount_with_tax_comes_back_but_for_a_centavo(gross, percent):
    """VAT-5."""
    net = vat.net(gross, percent)
    assert net <= gross
    assert vat.agree(gross, net, percent)

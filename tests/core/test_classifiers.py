"""docs/rules/contracting.md, BUD-1 to BUD-6 and BUD-8."""

import pytest

from tequio.core.classifiers import Moment, OutOfOrder, Part, levels, out_of_order, shaped


@pytest.mark.parametrize(
    ("part", "key", "right"),
    [
        pytest.param(Part.FUNCTION, "2.2.1", True, id="BUD-1 finalidad, función, subfunción"),
        pytest.param(Part.FUNCTION, "221", True, id="BUD-1 without points"),
        pytest.param(Part.FUNCTION, "2", False, id="BUD-1 no function"),
        pytest.param(Part.FUNCTION, "5.1.1", False, id="BUD-1 there are four finalidades"),
        pytest.param(Part.PROGRAMME, "k 001", True, id="BUD-2 in small letters, with a space"),
        pytest.param(Part.PROGRAMME, "X001", False, id="BUD-2 no such letter"),
        pytest.param(Part.OBJECT, "614", True, id="BUD-3 partida genérica"),
        pytest.param(Part.OBJECT, "61401", True, id="BUD-3 partida específica"),
        pytest.param(Part.OBJECT, "61", False, id="BUD-3 only the concept"),
        pytest.param(Part.OBJECT, "6000", False, id="BUD-3 a chapter is no partida"),
        pytest.param(Part.SPENDING_TYPE, "2", True, id="BUD-4 capital"),
        pytest.param(Part.SPENDING_TYPE, "6", False, id="BUD-4 there are five"),
        pytest.param(Part.FUNDING, "1.1", True, id="BUD-5 own taxes"),
        pytest.param(Part.FUNDING, "25", True, id="BUD-5 federal, earmarked"),
        pytest.param(Part.FUNDING, "3.1", False, id="BUD-5 earmarked or not"),
    ],
)
def test_keys_have_the_shape_of_their_classifier(part, key, right):
    assert shaped(part, key) is right


def test_a_key_is_published_level_by_level():
    """BUD-8."""
    assert levels(Part.FUNCTION, "221") == [("finalidad", "2"), ("funcion", "2.2"), ("subfuncion", "2.2.1")]
    assert levels(Part.OBJECT, "614") == [("capitulo", "6000"), ("concepto", "6100"), ("partida", "614")]
    assert levels(Part.FUNCTION, "2.2") == [("finalidad", "2"), ("funcion", "2.2")]
    assert levels(Part.FUNDING, "25") == [("fuenteDeFinanciamiento", "25")]


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        ({Moment.APPROVED: 10, Moment.MODIFIED: 12, Moment.COMMITTED: 11, Moment.PAID: 3}, []),
        ({Moment.APPROVED: 10, Moment.COMMITTED: 11}, [OutOfOrder(Moment.APPROVED, Moment.COMMITTED)]),
        ({Moment.ACCRUED: 5, Moment.PAID: 6}, [OutOfOrder(Moment.ACCRUED, Moment.PAID)]),
        ({}, []),
    ],
)
def test_bud_6_moments_do_not_grow_from_one_to_the_next(amounts, found):
    """BUD-6: save from approved to modified."""
    assert list(out_of_order(amounts)) == found

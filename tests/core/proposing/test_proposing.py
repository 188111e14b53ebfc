"""The rules of proposals that need no database: estimates, likeness, changes, supports."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.proposing import Line, Standing, Words, estimate, likeness, pieces, standing
from tequio.core.proposing.likeness import ENOUGH

NOW = datetime(2026, 5, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
WORDS = st.lists(st.sampled_from(["un", "parque", "con", "árboles\n", "bancas", ",", "  "])).map(" ".join)


def test_prop_8_an_estimate_is_a_range_and_its_middle_in_thousands():
    found = estimate([Line(Decimal("300.5"), 90_000, 130_000), Line(Decimal(2), 1_600_000, 2_400_000)])
    assert (found.low_centavos, found.high_centavos) == (30_245_000, 43_865_000)
    assert found.suggested_centavos == 37_100_000
    assert estimate([Line(Decimal("0.01"), 99, 99)]).low_centavos == 1
    assert estimate([]).suggested_centavos == 0


@given(st.lists(st.tuples(st.decimals("0.01", "1000", places=2), st.integers(0, 10**9), st.integers(0, 10**9))))
@settings(max_examples=50)
def test_a_suggestion_stands_in_its_range_up_to_a_thousand(rows):
    found = estimate([Line(q, a, a + b) for q, a, b in rows])
    assert found.low_centavos <= found.suggested_centavos <= found.high_centavos + 100_000


def words(title: str, text: str = "", area: int | None = None) -> Words:
    return Words(frozenset(title.split()), frozenset(f"{title} {text}".split()), area)


@pytest.mark.parametrize(
    ("mine", "other", "alike"),
    [
        pytest.param(words("andador sombr"), words("andador sombr bancas"), True, id="PROP-11"),
        pytest.param(words("andador sombr"), words("cancha techo", "andador"), False, id="PROP-12"),
        pytest.param(words("cancha"), words("techo cancha"), True, id="PROP-12-one-word"),
        pytest.param(words(""), words("techo cancha"), False, id="nothing-said"),
        pytest.param(
            words("luz parqu nuev", "noch miedo ram", 7),
            words("poda arbol viej", "luz noch ram cabl tir", 7),
            True,
            id="PROP-13",
        ),
        pytest.param(
            words("luz parqu nuev", "noch miedo ram", 7),
            words("poda arbol viej", "luz noch ram cabl tir", 8),
            False,
            id="PROP-13-elsewhere",
        ),
    ],
)
def test_likeness(mine, other, alike):
    assert (likeness(mine, other) >= ENOUGH) is alike


def test_changes_are_whole_words():
    assert [(p.kind, p.text) for p in pieces("un parque viejo", "un parque con bancas")] == [
        ("same", "un parque "),
        ("gone", "viejo"),
        ("new", "con bancas"),
    ]


@given(WORDS, WORDS)
@settings(max_examples=80)
def test_the_pieces_are_both_texts(before, after):
    found = pieces(before, after)
    assert "".join(p.text for p in found if p.kind != "gone") == after
    assert "".join(p.text for p in found if p.kind != "new") == before


@pytest.mark.parametrize(
    ("count", "minimum", "closes", "expected"),
    [
        (0, 0, LATER, Standing.NOT_NEEDED),
        (0, 5, None, Standing.NOT_NEEDED),
        (4, 5, LATER, Standing.GATHERING),
        (5, 5, LATER, Standing.ENOUGH),
        (5, 5, NOW, Standing.ENOUGH),
        (4, 5, NOW, Standing.SHORT),
    ],
)
def test_prop_28_the_clock_says_what_lacks_supports(count, minimum, closes, expected):
    assert standing(count, minimum=minimum, closes=closes, at=NOW) is expected

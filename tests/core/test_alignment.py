"""The rules of docs/rules/plans.md that need no database."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.alignment import (
    ActionText,
    Near,
    Outcome,
    advance,
    may_stand_under,
    outcome,
    stems,
)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param([], Outcome.UNDECIDED, id="PLA-1 nobody has decided"),
        pytest.param(["not"], Outcome.NOT, id="PLA-1 not"),
        pytest.param(["partly", "partly"], Outcome.PARTLY, id="PLA-1 partly in two"),
        pytest.param(["partly", "incorporated"], Outcome.INCORPORATED, id="PLA-1 whole in one"),
    ],
)
def test_the_best_cell_of_a_voice_says_where_it_ended(states, expected):
    assert outcome(states) is expected


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["incorporated", "partly", "not"])), st.randoms())
def test_the_order_of_cells_changes_no_outcome(states, chance):
    mixed = list(states)
    chance.shuffle(mixed)
    assert outcome(mixed) is outcome(states)


@pytest.mark.parametrize(
    ("rank", "parent", "stands"),
    [
        (0, None, True),
        (3, 0, True),
        (3, 2, True),
        (1, 2, False),
        (2, 2, False),
        (3, None, False),
        (0, 0, False),
    ],
    ids=lambda value: f"PLA-3 {value}",
)
def test_an_axis_stands_alone_and_the_rest_under_a_level_above(rank, parent, stands):
    assert may_stand_under(rank, parent) is stands


def near(*texts: str) -> Near:
    return Near([ActionText(number, text) for number, text in enumerate(texts, 1)])


def test_pla_6_suggestions_say_the_words_in_common_and_rare_words_weigh_more():
    plan = near("Reforestar los andadores", "Alumbrado de andadores", "Bacheo de calles")
    found = plan.suggest("Árboles y alumbrado para el andador")
    assert [(one.key, one.words) for one in found] == [(2, ("alumbrado", "andador")), (1, ("andador",))]
    assert found[0].weight == Fraction(3, 2)


def test_pla_6_without_words_in_common_nothing_is_suggested():
    assert near("Reforestar los andadores").suggest("Médico por la tarde") == []


def test_words_that_every_plan_says_do_not_count():
    assert stems("Mejorar los servicios públicos para todas") == {}
    assert stems("Árboles, arbolado") == {"arbol": "árboles"}


@settings(max_examples=60)
@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=6))
def test_any_text_can_be_compared(voice, texts):
    found = near(*texts).suggest(voice)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert all(one.words for one in found)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share"),
    [
        pytest.param(10, 50, 30, Fraction(1, 2), id="PLA-7 half of the way up"),
        pytest.param(50, 10, 40, Fraction(1, 4), id="PLA-7 a quarter of the way down"),
        pytest.param(10, 50, 0, Fraction(-1, 4), id="PLA-7 the other way"),
        pytest.param(10, 50, 60, Fraction(5, 4), id="PLA-7 over the target"),
        pytest.param(10, 10, 10, None, id="PLA-7 no way to go"),
    ],
)
def test_the_share_of_the_way_is_exact(baseline, target, value, share):
    assert advance(baseline=Decimal(baseline), target=Decimal(target), value=Decimal(value)) == share

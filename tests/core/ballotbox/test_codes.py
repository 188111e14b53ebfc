"""docs/rules/paper.md: codes that are hard to copy wrong."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.ballotbox import codes


def drawn(seed):
    return codes.draw(random.Random(seed).randbytes)  # noqa: S311 - the same codes each time


@settings(max_examples=60)
@given(st.integers(), st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_code_1_one_wrong_character_is_always_noticed(seed, place, other):
    code = drawn(seed)
    wrong = code[:place] + other + code[place + 1 :]
    assert codes.read(wrong) == (code if wrong == code else None)


@settings(max_examples=60)
@given(st.integers(), st.integers(0, codes.LENGTH - 2))
def test_code_1_two_neighbours_exchanged_are_always_noticed(seed, place):
    code = drawn(seed)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert codes.read(wrong) == (code if wrong == code else None)


def test_code_1_is_read_however_it_is_typed():
    code = drawn(7)
    assert not set("0O1IL") & set(codes.ALPHABET)
    for typed in (code.lower(), codes.spelled(code), f" {codes.spelled(code).lower().replace('-', ' ')} "):
        assert codes.read(typed) == code

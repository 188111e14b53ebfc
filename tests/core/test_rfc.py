"""docs/rules/contracting.md, RFC-1 to RFC-10."""

import pytest

from tequio.core import rfc
from tequio.core.rfc import Flaw, NotAnRfcError


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("GODE561231GR8", "GODE561231GR8", id="RFC-1 a person's, as the authority's own example"),
        pytest.param("SAT970701NN3", "SAT970701NN3", id="RFC-2 an institution's, with 12 characters"),
        pytest.param("sat-970701 nn3", "SAT970701NN3", id="RFC-3 typed with hyphens, spaces and small letters"),
    ],
)
def test_valid_keys_are_read(text, key):
    assert rfc.parse(text).key == key


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        pytest.param("SAT97070NN3", Flaw.SHAPE, id="RFC-4 a character is missing"),
        pytest.param("", Flaw.SHAPE, id="RFC-4 nothing"),
        pytest.param("SAT971301NN3", Flaw.DATE, id="RFC-5 month 13"),
        pytest.param("SAT970230NN3", Flaw.DATE, id="RFC-5 the 30th of February"),
        pytest.param("XAXX010101000", Flaw.GENERIC, id="RFC-7 sales to the public"),
        pytest.param("xexx010101000", Flaw.GENERIC, id="RFC-7 foreigners"),
    ],
)
def test_what_is_nobodys_key_is_refused_with_its_reason(text, flaw):
    with pytest.raises(NotAnRfcError) as refused:
        rfc.parse(text)
    assert refused.value.flaw is flaw


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        pytest.param("SAT970701NN3", True, id="RFC-6 it follows"),
        pytest.param("SAT970701NN4", False, id="RFC-6 another last digit"),
        pytest.param("ASP970701NN3", False, id="RFC-6 letters swapped"),
    ],
)
def test_a_last_character_that_does_not_follow_is_read_and_known(text, sound):
    assert rfc.parse(text).sound is sound


def test_a_leap_day_is_a_date_in_either_century():
    """RFC-8: 000229 was a day in 2000 and not in 1900."""
    body = "ZZQ000229AA"
    assert rfc.parse(body + rfc.check_digit(body)).key.startswith("ZZQ000229")


def test_a_persons_key_is_known_and_masked():
    """RFC-9."""
    assert rfc.parse("GODE561231GR8").natural_person
    assert not rfc.parse("SAT970701NN3").natural_person
    assert rfc.parse("GODE561231GR8").masked == "GO•••••••••R8"

"""docs/rules/identity.md, CURP-1 to CURP-22."""

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.foundation.identity.people import make_curp

from tequio.core import curp
from tequio.core.curp import Claimed, Flaw, Names, NotACurpError
from tequio.core.curp.keys import STATES
from tequio.core.curp.words import FORBIDDEN

GOOD = "HEGG560427MVZRRL04"  # the example that the authority prints on its own forms
ORDER = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"


def signed(body: str) -> str:
    return body + curp.check_digit(body)


def flaws(text: str) -> set[Flaw]:
    found, findings = curp.read(text)
    assert (found is None) == bool(findings)
    return {finding.flaw for finding in findings}


def test_curp_1_the_authoritys_own_example_is_read():
    found = curp.parse(GOOD)
    assert (found.born, found.sex, found.state) == (date(1956, 4, 27), "M", "VZ")


def test_curp_2_typed_with_spaces_hyphens_and_small_letters():
    assert curp.parse(" hegg-560427 mvzrrl 04 ").key == GOOD


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        pytest.param(GOOD[:-1], Flaw.LENGTH, id="CURP-3 a character is missing"),
        pytest.param("", Flaw.LENGTH, id="CURP-3 nothing"),
        pytest.param("HEGG56O427MVZRRL04", Flaw.CHARACTERS, id="CURP-4 the letter O for a zero"),
        pytest.param("HEGÑ560427MVZRRL04", Flaw.CHARACTERS, id="CURP-4 a key has no Ñ"),
        pytest.param("HEGG560427MVZRRL05", Flaw.CHECK_DIGIT, id="CURP-5 another last number"),
        pytest.param(signed("HEGG561327MVZRRL0"), Flaw.DATE, id="CURP-6 month 13"),
        pytest.param(signed("HEGG570229MVZRRL0"), Flaw.DATE, id="CURP-6 29 February of a common year"),
        pytest.param(signed("HEGG560427QVZRRL0"), Flaw.SEX, id="CURP-9 a sex that is none"),
        pytest.param(signed("HEGG560427MXXRRL0"), Flaw.STATE, id="CURP-10 a state that is none"),
        pytest.param(signed("HBGG560427MVZRRL0"), Flaw.LETTERS, id="CURP-11 a second letter that is no vowel"),
        pytest.param(signed("HEGG560427MVZARL0"), Flaw.LETTERS, id="CURP-11 a vowel among the consonants"),
        pytest.param(signed("MAME560427MVZRRL0"), Flaw.WORD, id="CURP-12 a word that becomes X"),
    ],
)
def test_what_is_nobodys_key_is_refused_with_its_reason(text, flaw):
    assert flaws(text) == {flaw}


def test_curp_7_the_character_before_the_last_tells_the_century():
    assert curp.parse(signed("HEGG000229MVZRRLA")).born == date(2000, 2, 29)
    assert flaws(signed("HEGG000229MVZRRL0")) == {Flaw.DATE}  # 1900 was no leap year
    assert curp.parse(signed("HEGG990229MVZRRL0".replace("9902", "9602"))).born == date(1996, 2, 29)


@pytest.mark.parametrize("sex", "HMX")
def test_curp_8_three_sexes(sex):
    assert curp.parse(signed(f"HEGG560427{sex}VZRRL0")).sex == sex


def test_curp_10_thirty_two_states_and_abroad():
    assert len(STATES) == 33
    assert curp.parse(signed("HEGG560427MNERRL0")).state == "NE"


def test_curp_12_every_word_is_written_with_x():
    for word in FORBIDDEN:
        assert flaws(signed(f"{word}560427MVZRRL0")) == {Flaw.WORD}
        assert not flaws(signed(f"{word[0]}X{word[2:]}560427MVZRRL0"))


def test_curp_13_every_problem_is_said_at_once():
    with pytest.raises(NotACurpError) as refused:
        curp.parse("HBGG561327QXXRRL09")
    assert {finding.flaw for finding in refused.value.findings} == {
        Flaw.LETTERS, Flaw.DATE, Flaw.SEX, Flaw.STATE, Flaw.CHECK_DIGIT,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("names", "letters", "consonants"),
    [
        pytest.param(("Gloria", "Hernández", "García"), "HEGG", "RRL", id="CURP-14 the plain rule"),
        pytest.param(("María de los Ángeles", "Luna", "Ríos"), "LURA", "NSN", id="CURP-15 María gives way"),
        pytest.param(("José Antonio", "Luna", "Ríos"), "LURA", "NSN", id="CURP-15 José gives way"),
        pytest.param(("Ma. Elena", "Luna", "Ríos"), "LURE", "NSL", id="CURP-15 shortened"),
        pytest.param(("José", "Luna", "Ríos"), "LURJ", "NSS", id="CURP-15 alone it stays"),
        pytest.param(("Luz María", "Luna", "Ríos"), "LURL", "NSZ", id="CURP-15 second it does not count"),
        pytest.param(("Ana", "de la Cruz", "del Río"), "CURA", "RXN", id="CURP-16 particles do not count"),
        pytest.param(("Ana", "Ñandú", "Peña"), "XAPA", "NXN", id="CURP-17 Ñ is written X"),
        pytest.param(("Ana", "Luna", ""), "LUXA", "NXN", id="CURP-18 no second surname"),
        pytest.param(("Eva", "Och", "Ek"), "OXEE", "CKV", id="CURP-19 no inner vowel"),
        pytest.param(("Eo", "Po", "Io"), "POIE", "XXX", id="CURP-19 no inner consonant"),
        pytest.param(("Ofelia", "Pérez", "Nava"), "PENO", "RVF", id="CURP-14 no word, no X"),
        pytest.param(("Óscar", "Muñoz", "Colín"), "MUCO", "XLS", id="CURP-17 an inner Ñ"),
        pytest.param(("Elena", "Martínez", "Medina"), "MXME", "RDL", id="CURP-12 MAME becomes MXME"),
    ],
)
def test_the_letters_of_a_name(names, letters, consonants):
    made = Names(*names)
    assert (curp.first_letters(made), curp.inner_consonants(made)) == (letters, consonants)


@pytest.mark.parametrize(
    ("claimed", "flaw"),
    [
        pytest.param(
            Claimed(names=Names("Gloria", "Herrera", "García")), None, id="CURP-20 as close as letters go"
        ),
        pytest.param(
            Claimed(names=Names("Gloria", "García", "Hernández")), Flaw.OTHER_NAMES, id="CURP-20 turned round"
        ),
        pytest.param(
            Claimed(names=Names("Gloria", "Heras", "Gómez")), Flaw.OTHER_NAMES, id="CURP-20 inner letters"
        ),
        pytest.param(Claimed(born=date(1956, 4, 28)), Flaw.OTHER_DATE, id="CURP-21 another day"),
        pytest.param(Claimed(sex="h"), Flaw.OTHER_SEX, id="CURP-21 another sex"),
        pytest.param(Claimed(state="NL"), Flaw.OTHER_STATE, id="CURP-21 another state"),
        pytest.param(Claimed(), None, id="CURP-21 nothing said, nothing compared"),
    ],
)
def test_a_key_goes_with_the_person_or_says_where_it_does_not(claimed, flaw):
    found = curp.mismatches(curp.parse(GOOD), claimed)
    assert [finding.flaw for finding in found] == ([flaw] if flaw else [])


WORDS = st.text(alphabet=string.ascii_letters + "ñÑáéíóúü", min_size=1, max_size=12)
PEOPLE = st.builds(
    make_curp,
    given=WORDS,
    surname=WORDS,
    second=st.one_of(st.just(""), WORDS),
    born=st.dates(date(1920, 1, 1), date(2019, 12, 31)),
    sex=st.sampled_from("HMX"),
    state=st.sampled_from(sorted(STATES)),
    twin=st.integers(0, 9),
)


@settings(max_examples=100)
@given(PEOPLE)
def test_curp_22_what_the_rules_make_always_holds_together(made):
    assert curp.parse(made).key == made


@settings(max_examples=100)
@given(PEOPLE, st.integers(0, 17), st.sampled_from(ORDER))
def test_curp_22_a_changed_character_is_noticed_unless_its_distance_times_its_weight_ends_in_zero(
    made, place, char
):
    changed = made[:place] + char + made[place + 1 :]
    distance = ORDER.index(char) - ORDER.index(made[place])
    if (distance * (18 - place)) % 10:
        assert curp.read(changed)[0] is None
    elif curp.read(changed)[0] is not None:
        assert curp.parse(changed).key == changed


@settings(max_examples=100)
@given(st.one_of(st.text(max_size=40), st.text(alphabet=ORDER, min_size=18, max_size=18)))
def test_curp_22_no_text_breaks_it(text):
    found, findings = curp.read(text)
    assert (found is None) == bool(findings)


@settings(max_examples=50)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_curp_22_no_name_breaks_it(given_name, surname, second):
    names = Names(given_name, surname, second)
    assert len(curp.first_letters(names)) == 4
    assert len(curp.inner_consonants(names)) == 3


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        pytest.param(date(2008, 6, 6), date(2026, 6, 5), 17, id="IDENT-7 the day before"),
        pytest.param(date(2008, 6, 6), date(2026, 6, 6), 18, id="IDENT-7 the day itself"),
        pytest.param(date(2008, 2, 29), date(2026, 2, 28), 17, id="IDENT-8 29 February, the day before"),
        pytest.param(date(2008, 2, 29), date(2026, 3, 1), 18, id="IDENT-8 29 February, 1 March"),
    ],
)
def test_a_year_is_complete_on_the_anniversary(born, day, years):
    assert curp.age_on(born, day) == years

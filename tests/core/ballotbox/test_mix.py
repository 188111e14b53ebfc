"""docs/rules/secrecy.md, MIX-1 to MIX-7 and ENTRY-1 to ENTRY-3."""

import hashlib
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.ballotbox.builders import chance

from tequio.core.ballotbox import entries, merkle, mix
from tequio.core.ballotbox.entries import Entry, EntryError, Salted
from tequio.core.ballotbox.mix import Reason, Side

DEFINITION = merkle.leaf_hash(b"definition")


def boxed(count, seed="mix"):
    """Return what a box of ``count`` ballots publishes: leaves, middles, openings, lines."""
    source = chance(seed)
    salted = [
        Salted(Entry("paper", 1, "", {str(n % 3): 1}, b"").canonical, source(16), source(16))
        for n in range(count)
    ]
    log = sorted(salted, key=mix.commit)
    published = sorted(salted, key=lambda one: hashlib.sha256(b"shuffle" + one.inner).digest())
    draw = mix.seed_of("ejercicio", "Sorteo 1234: 56789")
    by_middle = sorted(salted, key=lambda one: mix.middle_of(one.line, one.inner))
    openings = [
        mix.open_middle(draw, one, leaf=log.index(one) + 1, ballot=published.index(one)) for one in by_middle
    ]
    leaves = b"".join([DEFINITION, *map(mix.commit, log)])
    return [
        draw,
        leaves,
        [mix.middle_of(one.line, one.inner) for one in by_middle],
        openings,
        [one.line for one in published],
    ]


@given(st.integers(0, 25))
@settings(max_examples=26, deadline=None)
def test_the_ballots_of_an_honest_box_are_shown_to_be_those_of_its_log(count):
    """MIX-1."""
    checked = mix.check(*boxed(count))
    assert checked.holds
    assert checked.leaves + checked.ballots == count


def test_no_middle_is_ever_tied_to_both_its_leaf_and_its_ballot():
    """MIX-2: one salt each, by its coin; both sides occur."""
    draw, _, middles, openings, _ = boxed(40)
    assert [opening.side for opening in openings] == [mix.coin(draw, middle) for middle in middles]
    assert {opening.side for opening in openings} == {Side.LEAF, Side.BALLOT}


def test_a_box_that_changed_t_ballots_is_caught_but_once_in_two_to_the_t():
    """MIX-3: over 400 draws, one changed ballot passes about half of the times, four about one in sixteen."""
    _, leaves, _, _, _ = boxed(8)
    source = chance("mix")
    salted = [
        Salted(Entry("paper", 1, "", {str(n % 3): 1}, b"").canonical, source(16), source(16)) for n in range(8)
    ]
    passed = {1: 0, 4: 0}
    forged = Entry("paper", 1, "", {"9": 1}, b"").canonical
    for changed in passed:
        held = [replace(one, line=forged) if n < changed else one for n, one in enumerate(salted)]
        order = sorted(held, key=lambda one: mix.middle_of(one.line, one.inner))
        places = sorted(range(8), key=lambda n: mix.commit(salted[n]))
        for number in range(400):
            draw = mix.seed_of("ejercicio", str(number))
            openings = [
                mix.open_middle(draw, one, leaf=places.index(held.index(one)) + 1, ballot=held.index(one))
                for one in order
            ]
            middles = [mix.middle_of(one.line, one.inner) for one in order]
            passed[changed] += mix.check(draw, leaves, middles, openings, [one.line for one in held]).holds
    assert 150 < passed[1] < 250
    assert 10 < passed[4] < 45


def _first(openings, side):
    return next(n for n, opening in enumerate(openings) if opening.side is side)


def _swap_ballot(files):
    line = files[3][_first(files[3], Side.BALLOT)].place
    files[4][line] = Entry("paper", 1, "", {"9": 1}, b"").canonical


def _other_side(files):
    n = _first(files[3], Side.LEAF)
    files[3][n] = replace(files[3][n], side=Side.BALLOT)


def _other_leaf(files):
    n = _first(files[3], Side.LEAF)
    at = files[3][n].place * 32
    files[1] = files[1][:at] + bytes(32) + files[1][at + 32 :]


def _reuse(side):
    def change(files):
        own = [n for n, opening in enumerate(files[3]) if opening.side is side]
        files[3][own[1]] = replace(files[3][own[1]], place=files[3][own[0]].place)

    return change


def _place(side, place):
    def change(files):
        n = _first(files[3], side)
        files[3][n] = replace(files[3][n], place=place)

    return change


def _double_middle(files):
    files[2][1] = files[2][0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(_swap_ballot, Reason.BALLOT, id="MIX-4 a ballot was changed"),
        pytest.param(_other_leaf, Reason.LEAF, id="MIX-4 a leaf was changed"),
        pytest.param(_other_side, Reason.SIDE, id="MIX-4 the side that the coin did not ask for"),
        pytest.param(_reuse(Side.LEAF), Reason.TWICE, id="MIX-5 a leaf is used for two ballots"),
        pytest.param(_reuse(Side.BALLOT), Reason.TWICE, id="MIX-5 a ballot is used for two leaves"),
        pytest.param(_place(Side.LEAF, 0), Reason.PLACE, id="MIX-5 the definition is no ballot"),
        pytest.param(_place(Side.LEAF, 13), Reason.PLACE, id="MIX-5 no such leaf"),
        pytest.param(_place(Side.BALLOT, -1), Reason.PLACE, id="MIX-5 no such ballot"),
        pytest.param(_double_middle, Reason.ORDER, id="MIX-5 a middle stands twice"),
        pytest.param(lambda files: files[4].append(b"{}"), Reason.COUNT, id="MIX-6 a ballot too many"),
        pytest.param(lambda files: files[4].pop(), Reason.COUNT, id="MIX-6 a ballot is missing"),
        pytest.param(lambda files: files[3].pop(), Reason.COUNT, id="MIX-6 an opening is missing"),
        pytest.param(
            lambda files: (files[2].pop(), files[3].pop()), Reason.COUNT, id="MIX-6 a middle is missing"
        ),
        pytest.param(
            lambda files: files.__setitem__(1, files[1][:-32]), Reason.COUNT, id="MIX-6 a leaf is missing"
        ),
    ],
)
def test_what_was_changed_is_found_and_named(change, reason):
    files = boxed(12)
    change(files)
    assert reason in {fault.reason for fault in mix.check(*files).faults}


def test_a_box_of_another_seed_is_refused_with_at_most_a_hundred_faults():
    """MIX-7: the openings answer to the public draw and to no other."""
    files = boxed(300)
    files[0] = mix.seed_of("ejercicio", "another draw")
    assert len(mix.check(*files).faults) == 100


def test_the_same_ballot_is_the_same_bytes_whatever_the_order_of_its_marks():
    """ENTRY-1."""
    marks = [("12", 1), ("7", 2), ("ñ", 3)]
    lines = set()
    for order in itertools.permutations(marks):
        lines.add(Entry("online", 2, "sector-k1", dict(order), bytes(64), bytes(256)).canonical)
    assert len(lines) == 1
    assert entries.read(lines.pop()) == Entry("online", 2, "sector-k1", dict(marks), bytes(64), bytes(256))


def test_two_ballots_alike_have_leaves_that_nobody_can_tell_are_alike():
    """ENTRY-2: the receipt does not show the choice, for the salts hide it."""
    line, source = Entry("paper", 1, "", {"7": 1}, b"").canonical, chance()
    assert mix.commit(Salted(line, source(16), source(16))) != mix.commit(Salted(line, source(16), source(16)))
    salted = Salted(line, source(16), source(16))
    assert entries.unpack(entries.pack(salted)) == salted


@pytest.mark.parametrize(
    "line",
    [
        b"", b"[]", b"{}", b"null", b"\xff",
        b'{"channel":"paper","marks":{"7":1},"signature":"","token":"","turn":1}',
        b'{"channel":"paper","marks":{"7":1},"signature":"","token":"","turn":0,"zone":""}',
        b'{"channel":"paper","marks":{"7":true},"signature":"","token":"","turn":1,"zone":""}',
        b'{"channel":"paper","marks":{"7":1.0},"signature":"","token":"","turn":1,"zone":""}',
        b'{"channel":"paper","marks":["7"],"signature":"","token":"","turn":1,"zone":""}',
        b'{"channel":"paper","marks":{"7":1},"signature":"","token":"=","turn":1,"zone":""}',
        b'{"channel":"paper","marks":{"7":1},"signature":"","token":"AB","turn":1,"zone":""}',
        b'{"channel":"paper","marks":{"7":1},"signature":"","token":"","turn":1,"zone":4}',
        b'{"channel":"paper", "marks":{"7":1},"signature":"","token":"","turn":1,"zone":""}',
        b'{"channel":"paper","marks":{"7":1},"signature":"","token":"","turn":1,"zone":"","age":30}',
    ],
)  # fmt: skip
def test_a_line_that_is_no_ballot_in_its_one_form_is_refused(line):
    """ENTRY-3."""
    with pytest.raises(EntryError):
        entries.read(line)


def test_salts_that_are_too_short_to_hide_anything_are_refused():
    with pytest.raises(EntryError):
        Salted(b"{}", b"short", bytes(16))

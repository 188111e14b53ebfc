"""Figures while an exercise is open (docs/rules/livefigures.md, LIV-1 to LIV-6)."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.livefigures.people import FRAME, crowd

from tequio.core.livefigures import CROSSINGS, PEOPLE, Cell, Person, Rule, Voice, count, live, mark, moved

RULE = Rule()
SMALL = {"gender": ("w", "m"), "age": ("0", "30"), "sector": (), "unit": ("u",), "pillar": ("a", "b", "c")}
TINY = Rule(3, 3)


def every(figures):
    """Return each cell of a document by its name."""
    cells = {(name,): cell for name, cell in figures.totals.items()}
    cells |= {(name, code): cell for name, table in figures.tables.items() for code, cell in table.items()}
    for name, rows in figures.crossings.items():
        cells |= {(name, row, code): cell for row, table in rows.items() for code, cell in table.items()}
    return cells


def behind(counts):
    """Return amount and people of each cell by its name."""
    cells = {(name,): cell for name, cell in counts.totals.items()}
    cells |= {(name, code): cell for name, table in counts.tables.items() for code, cell in table.items()}
    for name, rows in counts.crossings.items():
        cells |= {(name, row, code): cell for row, table in rows.items() for code, cell in table.items()}
    return cells


@pytest.mark.parametrize(
    ("least", "round_to", "step"), [(10, 5, 10), (10, 1, 10), (10, 20, 20), (10, 4, 12), (7, 5, 10)]
)
def test_liv_2_a_band_is_as_wide_as_the_first_multiple_of_the_rounding_that_reaches_k(least, round_to, step):
    assert Rule.of(least=least, round_to=round_to) == Rule(least, step)
    assert Rule(least, step).band(3 * step + 1) == Cell(3 * step, 4 * step - 1)


def test_liv_1_who_sends_three_voices_of_one_pillar_is_one_person_of_it():
    voice = Voice("a", "a/1", "web", "2026-03-01")
    counts = count([Person(1, "w", voices=(voice, voice, voice)), Person(2, "w")], SMALL)
    assert counts.totals["people"] == (1, 1)
    assert counts.totals["voices"] == (3, 1)
    assert counts.tables["pillar"]["a"] == (1, 1)
    assert counts.crossings["pillar_gender"]["a"]["w"] == (1, 1)


def test_liv_4_voices_of_too_few_people_are_not_shown_however_many_they_are():
    voice = Voice("a", "a/1", "web", "2026-03-01")
    frame = SMALL | {"channel": ("web",)}
    loud = [Person(n, voices=(voice,) * 10) for n in range(9)]
    assert live(count(loud, frame), RULE).tables["channel"]["web"] == Cell(0, None)
    assert live(count([*loud, Person(9, voices=(voice,))], frame), RULE).tables["channel"]["web"] == Cell(
        90, 99
    )


def test_liv_3_who_did_not_say_is_not_shown_while_open():
    figures = live(count(crowd(500), FRAME), RULE)
    assert all("" not in figures.tables[name] for name in PEOPLE)
    assert all("" not in row for rows in figures.crossings.values() for row in rows.values())


def test_bar_1_each_cell_of_2085_people_holds_its_recount_and_none_speaks_of_fewer_than_k():
    people = crowd(2085)
    figures, recount = every(live(count(people, FRAME), RULE)), behind(count(people, FRAME))
    assert figures[("people",)] == Cell(2080, 2089)
    for name, cell in figures.items():
        assert cell.low <= recount[name].amount
        assert cell.high is None or recount[name].amount <= cell.high
        assert cell.low % RULE.step == 0
        assert not cell.exact
        assert cell.low == 0 or recount[name].people >= RULE.least


def test_liv_6_refreshing_2085_arrivals_never_bounds_a_change_to_fewer_than_k_people():
    people, shown, last = crowd(2085), [], {}
    every_mark = [(person.id, mark(person)) for person in people]
    for size in range(1, len(people) + 1, 17):
        marks = dict(every_mark[:size])
        if moved(last, marks) >= RULE.step:
            shown.append((size, every(live(count(people[:size], FRAME), RULE))))
            last = marks
    assert len(shown) > 100
    for (size, one), (later, two) in pairwise(shown):
        assert later - size >= RULE.least
        for name, cell in two.items():
            _no_small_change(one.get(name), cell, RULE)


def _no_small_change(before, after, rule):
    """Fail where two readings of a figure prove that some came or left, and that they were fewer than k."""
    if before is None or None in (before.high, after.high):
        return
    for old, new in ((before, after), (after, before)):
        surely, at_most = new.low - old.high, new.high - old.low
        assert surely <= 0 or at_most >= rule.least


_voices = st.lists(st.sampled_from(["a", "b", "c"]), min_size=0, max_size=2).map(
    lambda pillars: tuple(Voice(p, "", "web", "") for p in pillars)
)
_people = st.builds(
    Person,
    st.integers(1, 60),
    st.sampled_from(["w", "m", ""]),
    st.sampled_from(["0", "30", ""]),
    st.just(""),
    st.sampled_from(["u", ""]),
    _voices,
    st.sampled_from([(), ("d",)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_people, max_size=12), min_size=1, max_size=8))
def test_liv_6_no_history_of_arrivals_and_withdrawals_bounds_a_change_to_fewer_than_k_people(history):
    present, last, shown = {}, {}, []
    for batch in history:
        for person in batch:  # who comes again leaves, or says something else
            if present.get(person.id) == person:
                del present[person.id]
            else:
                present[person.id] = person
        marks = {p.id: mark(p) for p in present.values() if p.voices or p.votes}
        if moved(last, marks) >= TINY.step:
            shown.append(every(live(count(present.values(), SMALL), TINY)))
            last = marks
    for number, one in enumerate(shown):
        for two in shown[number + 1 :]:
            for name, cell in two.items():
                _no_small_change(one.get(name), cell, TINY)


@settings(max_examples=60, deadline=None)
@given(st.lists(_people, max_size=40, unique_by=lambda person: person.id))
def test_liv_5_no_sum_narrows_the_band_of_a_part(people):
    """Whoever knows that all who took part spoke of some pillar learns no more of a crossing than its band."""
    figures = live(count(people, SMALL), TINY)
    for name, trait in CROSSINGS.items():
        for code, whole in figures.tables[trait].items():
            parts = [row[code] for row in figures.crossings[name].values()]
            for part in parts:
                others = sum(p.high for p in parts) - part.high
                assert whole.low - others <= part.low  # each may be at the bottom of its band
                assert whole.high is None or whole.high >= part.high  # and at its top


@settings(max_examples=60, deadline=None)
@given(st.lists(_people, max_size=40, unique_by=lambda person: person.id))
def test_liv_3_the_total_narrows_no_band_of_a_table(people):
    figures = live(count(people, SMALL), TINY)
    for name in PEOPLE:
        lows = sum(cell.low for cell in figures.tables[name].values())
        assert figures.totals["people"].high >= lows + TINY.step - 1


def test_moved_counts_who_came_left_or_changed_once_each():
    assert moved({1: 5, 2: 6, 3: 7}, {1: 5, 2: 8, 4: 9}) == 3

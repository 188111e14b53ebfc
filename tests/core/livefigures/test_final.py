"""The figures that are kept when an exercise is over (docs/rules/livefigures.md, LIV-8 and LIV-9)."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.livefigures.people import FRAME, crowd
from tests.core.livefigures.test_live import SMALL, behind, every

from tequio.core.livefigures import Cell, Person, Rule, Voice, count, final, live

RULE = Rule()


def test_bar_1_every_exact_cell_of_2085_people_equals_its_recount_and_none_is_under_k():
    counts = count(crowd(2085), FRAME)
    figures, recount = every(final(counts, RULE)), behind(counts)
    assert figures[("people",)] == Cell(2085, 2085)
    for name, cell in figures.items():
        amount, people = recount[name]
        assert cell.low <= amount
        assert cell.high is None or amount <= cell.high
        assert not cell.exact or people == 0 or people >= RULE.least
    exact = sum(cell.exact for cell in figures.values())
    assert exact > len(figures) // 2


def test_liv_8_tables_without_small_cells_are_exact():
    voice = Voice("a", "a/1", "web", "2026-03-01")
    people = [Person(n, "wm"[n % 2], ("0", "30")[n % 2], voices=(voice,)) for n in range(40)]
    figures = final(count(people, SMALL), RULE)
    assert figures.tables["gender"] == {"w": Cell(20, 20), "m": Cell(20, 20), "": Cell(0, 0)}
    assert figures.crossings["pillar_gender"]["a"]["w"] == Cell(20, 20)


def test_liv_9_a_small_cell_is_not_told_by_its_total():
    voice = Voice("a", "a/1", "web", "2026-03-01")
    people = [Person(n, "m" if n < 4 else "w", voices=(voice,)) for n in range(50)]
    tables = final(count(people, SMALL), RULE).tables
    assert tables["gender"]["m"] == Cell(0, 9)
    assert not tables["gender"]["w"].exact


def test_liv_10_fewer_than_k_people_leave_bands_alone():
    counts = count(crowd(9), FRAME)
    assert final(counts, RULE) == live(counts, RULE)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=12, max_size=12))
def test_liv_9_every_small_cell_may_be_anywhere_in_its_band_as_far_as_sums_tell(amounts):
    """A recount by trying every table that agrees with what is shown: small tables, k of three."""
    rule, traits, pillars = Rule(3, 3), ("w", "m", ""), ("a", "b")
    numbers = iter(range(1, 1000))
    people = [
        Person(next(numbers), trait, "0", voices=(Voice(pillar, "", "web", ""),))
        for (pillar, trait), amount in zip(product(pillars, traits), amounts, strict=False)
        for _ in range(amount)
    ]
    frame = SMALL | {"pillar": pillars, "age": ("0",)}
    figures, counts = final(count(people, frame), rule), count(people, frame)
    if counts.totals["people"].people < rule.least:
        return
    shown = figures.crossings["pillar_gender"]
    if "" not in shown["a"]:
        return  # it stayed as it was while open
    keys = list(product(pillars, traits))
    seen: dict[tuple[str, str], set[int]] = {key: set() for key in keys}
    for values in product(*(_values(shown[p][t], counts, p, t, rule) for p, t in keys)):
        table = dict(zip(keys, values, strict=True))
        if _agrees(table, figures, traits, pillars):
            for key, value in table.items():
                seen[key].add(value)
    for pillar, trait in keys:
        if 0 < counts.crossings["pillar_gender"][pillar][trait].people < rule.least:
            assert seen[pillar, trait] >= set(range(rule.step))


def _values(cell, counts, pillar, trait, rule):
    if cell.high is not None:
        return range(cell.low, cell.high + 1)
    known = counts.crossings["pillar_gender"][pillar][trait].people
    return range(known + 2 * rule.step)  # who did not say has no band: enough above it


def _agrees(table, figures, traits, pillars):
    """Return whether a table has the sums that are shown: of pillars, of genders, and of everybody."""

    def fits(cell, value):
        return cell.low <= value and (cell.high is None or value <= cell.high)

    rows = {p: sum(table[p, t] for t in traits) for p in pillars}
    columns = {t: sum(table[p, t] for p in pillars) for t in traits}
    return (
        all(fits(figures.tables["pillar"][p], rows[p]) for p in pillars)
        and all(fits(figures.tables["gender"][t], columns[t]) for t in traits)
        and fits(figures.totals["people"], sum(rows.values()))
    )

"""The figures of an exercise that is over: exact, but for the bands that keep people from being told."""

from collections.abc import Mapping

from tequio.core.livefigures.audit import Thread, narrowed
from tequio.core.livefigures.live import HIDDEN, live
from tequio.core.livefigures.types import CROSSINGS, PEOPLE, Cell, Count, Counts, Figures, Rule
from tequio.core.suppression import suppressed

_OUTSIDE, _ALL = "outside", "all"


def final(counts: Counts, rule: Rule) -> Figures:
    """Return the figures to keep: exact where they speak of k people or of nobody (LIV-8, LIV-9).

    The others are bands, and so are some more, the smallest first, until nobody can narrow the band of a small
    figure by adding and subtracting. A table where that is not enough stays as it was while the exercise was
    open, without those who did not say.

    Args:
        counts: the figures behind, as of the last step that was shown (LIV-7).
        rule: how many people a figure must speak of, and the width of a band.
    """
    bands = live(counts, rule)
    if counts.totals["people"].people < rule.least:
        return bands
    alone = [name for name in PEOPLE if name not in CROSSINGS.values()]
    nets = [*(_alone(name, counts, rule) for name in alone), _crossed(counts, rule)]
    shown = {thread.key: _cell(thread, rule) for net in nets if _settle(net, rule) for thread in net}
    tables = {
        name: _chosen((name,), cells, shown) or _bands(name, cells, bands, rule)
        for name, cells in counts.tables.items()
    }
    crossings = {
        name: {
            pillar: _chosen((name, pillar), cells, shown) or bands.crossings[name][pillar]
            for pillar, cells in rows.items()
        }
        for name, rows in counts.crossings.items()
    }
    return Figures({name: _total(cell, rule) for name, cell in counts.totals.items()}, tables, crossings)


def _alone(name: str, counts: Counts, rule: Rule) -> list[Thread]:
    """Return the net of a table that shares nothing but the total with others."""
    return [
        Thread((name, code), _ALL, _OUTSIDE, cell.people, exact=_may_be_said(cell.people, rule))
        for code, cell in counts.tables[name].items()
    ]


def _crossed(counts: Counts, rule: Rule) -> list[Thread]:
    """Return the net of both crossings with their sums, as if who reads knew in how many pillars each spoke.

    The people of a pillar are a thread between its row by gender and its row by age, so that the crossings are
    one net: rows by gender and columns by age stand at one end, the rest at the other.
    """
    tables, crossings = counts.tables, counts.crossings
    threads = [
        Thread(("pillar", code), f"gender-row:{code}", f"age-row:{code}", cell.people, negative=True)
        for code, cell in tables["pillar"].items()
    ]
    for code, cell in tables["gender"].items():
        threads.append(Thread(("gender", code), "gender-all", f"gender:{code}", cell.people, negative=True))
    for code, cell in tables["age"].items():
        threads.append(Thread(("age", code), f"age:{code}", "age-all", cell.people, negative=True))
    for name, trait in CROSSINGS.items():
        for pillar, cells in crossings[name].items():
            for code, cell in cells.items():
                ends = (f"{trait}-row:{pillar}", f"{trait}:{code}")
                row, column = ends if trait == "gender" else ends[::-1]
                threads.append(Thread((name, pillar, code), row, column, cell.people))
    for thread in threads:
        thread.exact = _may_be_said(thread.people, rule)
    return threads


def _may_be_said(people: int, rule: Rule) -> bool:
    return people == 0 or people >= rule.least


def _settle(threads: list[Thread], rule: Rule) -> bool:
    """Show as bands what must be for no band to be narrowed, and no more; return False where that cannot be."""
    begun = [thread for thread in threads if thread.exact]
    while (side := next(narrowed(threads, rule), None)) is not None:
        holds = [one for one in threads if one.exact and (one.row in side) != (one.column in side)]
        if not holds:
            return False
        min(holds, key=lambda one: (one.negative, one.people == 0, one.people, one.key)).exact = False
    for thread in sorted(begun, key=lambda one: (not one.negative, -one.people, one.key)):
        if not thread.exact:
            thread.exact = True
            thread.exact = next(narrowed(threads, rule), None) is None
    return True


def _cell(thread: Thread, rule: Rule) -> Cell:
    if thread.exact:
        return Cell(thread.people, thread.people)
    return HIDDEN if thread.unsaid else rule.band(thread.people)


def _total(cell: Count, rule: Rule) -> Cell:
    return Cell(cell.amount, cell.amount) if _may_be_said(cell.people, rule) else HIDDEN


def _chosen(
    key: tuple[str, ...], cells: Mapping[str, Count], shown: Mapping[tuple[str, ...], Cell]
) -> dict[str, Cell]:
    return {code: shown[*key, code] for code in cells if (*key, code) in shown}


def _bands(name: str, cells: Mapping[str, Count], bands: Figures, rule: Rule) -> Mapping[str, Cell]:
    """Return a table that no net settled: of themes and amounts, which anybody may count by hand, or bands."""
    if name in (*PEOPLE, "pillar"):
        return bands.tables[name]
    kept = suppressed({code: cell.people for code, cell in cells.items()}, k=rule.least)
    return {
        code: bands.tables[name][code] if kept[code] is None else Cell(cell.amount, cell.amount)
        for code, cell in cells.items()
    }

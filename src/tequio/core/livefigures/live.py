"""Figures while they may still grow: every one as a band, and bands that other bands do not narrow."""

from collections.abc import Mapping

from tequio.core.livefigures.types import AMOUNTS, CROSSINGS, PEOPLE, UNSAID, Cell, Count, Counts, Figures, Rule

HIDDEN = Cell(0, None)


def live(counts: Counts, rule: Rule) -> Figures:
    """Return the bands of an exercise that is open (LIV-2 to LIV-5).

    How many did not say something of themselves is not shown: it is what keeps the bands of people free, for a
    total then tells of no cell more than its own band does.

    Args:
        counts: the figures behind.
        rule: how many people a figure must speak of, and the width of a band.
    """
    crossings = {
        name: {pillar: _bands(_said(cells), rule) for pillar, cells in rows.items()}
        for name, rows in counts.crossings.items()
    }
    tables = {name: _table(name, cells, rule) for name, cells in counts.tables.items()}
    for name, trait in CROSSINGS.items():
        tables[trait] = {
            code: capped(cell, [row[code] for row in crossings[name].values()], rule)
            for code, cell in tables[trait].items()
        }
    totals = {name: _amount(cell, rule) for name, cell in counts.totals.items()}
    return Figures(totals | {"people": rule.band(counts.totals["people"].people)}, tables, crossings)


def capped(whole: Cell, parts: list[Cell], rule: Rule) -> Cell:
    """Return the band of a figure whose people all stand in some part, low enough to narrow no part (LIV-5).

    Everybody who spoke stands in some pillar. Where the parts stand near the top of their bands, a whole that
    shows its own band would tell so; it is shown as «at least» what leaves each part anywhere in its band.
    """
    if not parts:
        return whole
    most = sum(part.low for part in parts) + (len(parts) - 1) * (rule.step - 1)
    low = most - most % rule.step
    return whole if whole.low <= low else Cell(low, None)


def _table(name: str, cells: Mapping[str, Count], rule: Rule) -> dict[str, Cell]:
    if name in AMOUNTS:
        return {code: _amount(cell, rule) for code, cell in cells.items()}
    return _bands(_said(cells) if name in PEOPLE else cells, rule)


def _said(cells: Mapping[str, Count]) -> dict[str, Count]:
    return {code: cell for code, cell in cells.items() if code != UNSAID}


def _bands(cells: Mapping[str, Count], rule: Rule) -> dict[str, Cell]:
    return {code: rule.band(cell.people) for code, cell in cells.items()}


def _amount(cell: Count, rule: Rule) -> Cell:
    """Return the band of an amount of voices or votes, hidden unless enough people are behind it (LIV-4)."""
    return rule.band(cell.amount) if cell.people >= rule.step else HIDDEN

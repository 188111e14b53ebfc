"""Which row of a sheet names its columns, and how each column is called."""

from collections import Counter
from collections.abc import Collection, Sequence

from tequio.core.sheets.words import clean
from tequio.core.text import plain

LOOKED_AT = 30  # rows under which titles, shields and notes may stand
_FEW = 2
_LETTERS = 26


def found(rows: Sequence[Sequence[object]], known: Collection[str] = ()) -> int:
    """Return the index of the row that names the columns (HEAD-1, HEAD-2).

    It is the first with the most names that are known; with none known, the first with as many different texts
    as most rows have cells: a title over the table fills one cell, or one merged over many.

    Args:
        rows: the first rows of the sheet.
        known: plain names of columns (see ``named``).
    """
    looked = rows[:LOOKED_AT]
    scores = [sum(1 for name in {named(cell) for cell in row} if name in known) for row in looked]
    if scores and max(scores) >= min(_FEW, len(known) or 1) and max(scores) > 0:
        return scores.index(max(scores))
    widths = [len({clean(cell) for cell in row if clean(cell)}) for row in looked]
    usual = max(widths, default=0)
    return next((n for n, width in enumerate(widths) if width * 2 > usual), 0)


def named(cell: object) -> str:
    """Return a name of a column for comparing: plain letters and digits, single spaces."""
    text = plain(clean(cell))
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def unique(cells: Sequence[object]) -> list[str]:
    """Return the names of the columns; those that repeat get their turn: ``Monto``, ``Monto (2)`` (HEAD-3)."""
    seen: Counter[str] = Counter()
    names = []
    for cell in cells:
        name = clean(cell)
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    while names and not names[-1]:
        names.pop()
    return names


def letter(index: int) -> str:
    """Return the letters over a column as spreadsheets show them, from 0: A, Z, AA, XFD (HEAD-4)."""
    text, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text

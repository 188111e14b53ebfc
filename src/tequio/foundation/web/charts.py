"""Charts drawn on the server: pure functions from figures to a dataclass that a template draws.

Every chart carries its own table and, where the caller has them, the address of its rows and of its CSV. Words
stay HTML text (they reflow and are read aloud); only the marks are SVG. No decision rests on these lengths:
they are drawings, so floats are at home here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

TONES = ("anil", "nopal", "cempasuchil", "grana", "hilo")
WAFFLE_CELLS = 100
_LINE_WIDTH, _LINE_HEIGHT, _LINE_MARGIN = 600, 160, 8
_PLOT, _PLOT_MARGIN, _DOT, _LARGEST_DOT = 400, 20, 6, 18


@dataclass(frozen=True, slots=True)
class Item:
    """One figure: its name, its size, and how it is written (``$1.2 millones``, ``62 %``)."""

    label: Any
    value: int
    shown: Any = ""
    tone: str = "anil"
    url: str = ""

    @property
    def text(self) -> str:
        return str(self.shown) or f"{self.value:,}"


@dataclass(frozen=True, slots=True)
class Links:
    """Where the figures of a chart come from."""

    rows: str = ""
    csv: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn piece of a row: where it begins and how long it is, in per cent of the width."""

    item: Item
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Row:
    label: Any
    text: str
    marks: tuple[Mark, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a scatter: where it stands in the drawing, how large it is, what it is and where it leads."""

    x: float
    y: float
    radius: float
    label: str
    url: str = ""
    tone: str = "anil"


@dataclass(frozen=True, slots=True)
class Chart:
    """What ``{% chart %}`` draws. ``table`` holds the same figures as rows of text under ``columns``."""

    template: str
    title: Any
    columns: tuple[Any, ...]
    table: tuple[tuple[str, ...], ...]
    summary: Any = ""
    links: Links = Links()
    rows: tuple[Row, ...] = ()
    legend: tuple[Item, ...] = ()
    points: str = ""
    area: str = ""
    dots: tuple[tuple[float, float], ...] = ()
    cells: tuple[tuple[int, int, str], ...] = ()
    spots: tuple["Spot", ...] = ()


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def bars(
    title: Any,
    items: Sequence[Item],
    *,
    columns: tuple[Any, Any],
    whole: int | None = None,
    summary: Any = "",
    links: Links = Links(),
) -> Chart:
    """Return one horizontal bar per item.

    Args:
        title: what the chart shows, as a sentence or a name.
        items: the figures, in the order they are drawn.
        columns: names of the two columns of the table.
        whole: the figure that fills the width; the largest item where it is None.
        summary: what there is to see, in one sentence.
        links: the addresses of the rows and of the CSV.
    """
    longest = whole if whole is not None else max((item.value for item in items), default=0)
    rows = tuple(
        Row(item.label, item.text, (Mark(item, 0, min(_share(item.value, longest), 100)),), item.url)
        for item in items
    )
    table = tuple((str(item.label), item.text) for item in items)
    return Chart("web/charts/bars.html", title, columns, table, summary, links, rows)


def stacked(
    title: Any,
    rows: Sequence[tuple[Any, Any, Sequence[Item]]],
    *,
    columns: tuple[Any, ...],
    summary: Any = "",
    links: Links = Links(),
) -> Chart:
    """Return one bar per row, cut into its items; the longest row fills the width.

    Args:
        title: what the chart shows.
        rows: label, what is written beside the bar (its total), and the items; the same ones in every row.
        columns: names of the table's columns: the row's, then one per item.
        summary: what there is to see, in one sentence.
        links: the addresses of the rows and of the CSV.
    """
    longest = max((sum(item.value for item in items) for _, _, items in rows), default=0)
    drawn = []
    for label, total, items in rows:
        marks, start = [], 0.0
        for item in items:
            length = _share(item.value, longest)
            marks.append(Mark(item, round(start, 2), length))
            start += length
        drawn.append(Row(label, str(total), tuple(marks)))
    table = tuple((str(label), *(item.text for item in items)) for label, _, items in rows)
    legend = tuple(rows[0][2]) if rows else ()
    return Chart("web/charts/bars.html", title, columns, table, summary, links, tuple(drawn), legend)


def line(
    title: Any,
    items: Sequence[Item],
    *,
    columns: tuple[Any, Any],
    summary: Any = "",
    links: Links = Links(),
) -> Chart:
    """Return a line through the items in their order; it starts from zero, so that heights may be compared."""
    highest = max((item.value for item in items), default=0) or 1
    step = (_LINE_WIDTH - 2 * _LINE_MARGIN) / max(len(items) - 1, 1)
    span = _LINE_HEIGHT - 2 * _LINE_MARGIN
    dots = tuple(
        (round(_LINE_MARGIN + i * step, 1), round(_LINE_HEIGHT - _LINE_MARGIN - span * item.value / highest, 1))
        for i, item in enumerate(items)
    )
    points = " ".join(f"{x},{y}" for x, y in dots)
    floor = _LINE_HEIGHT - _LINE_MARGIN
    area = f"{dots[0][0]},{floor} {points} {dots[-1][0]},{floor}" if dots else ""
    table = tuple((str(item.label), item.text) for item in items)
    ends = tuple(Row(item.label, item.text, ()) for item in (*items[:1], *items[1:][-1:]))
    return Chart(
        "web/charts/line.html",
        title,
        columns,
        table,
        summary,
        links,
        ends,
        points=points,
        area=area,
        dots=dots,
    )


def waffle(
    title: Any,
    items: Sequence[Item],
    *,
    columns: tuple[Any, Any],
    summary: Any = "",
    links: Links = Links(),
) -> Chart:
    """Return a hundred squares shared among the items: largest remainders, so they always add up to 100."""
    whole = sum(item.value for item in items)
    counts = _hundred([item.value for item in items], whole)
    tones = [item.tone for item, count in zip(items, counts, strict=True) for _ in range(count)]
    cells = tuple((10 * (i % 20) + 1, 10 * (i // 20) + 1, tone) for i, tone in enumerate(tones))
    table = tuple((str(item.label), item.text) for item in items)
    legend = tuple(items)
    return Chart("web/charts/waffle.html", title, columns, table, summary, links, legend=legend, cells=cells)


@dataclass(frozen=True, slots=True)
class Point:
    """Two shares of something, 0 to 100 each, and how many things stand there."""

    across: int
    up: int
    label: str
    count: int = 1
    url: str = ""
    tone: str = "anil"


def scatter(
    title: Any,
    points: Sequence[Point],
    *,
    columns: tuple[Any, Any, Any],
    summary: Any = "",
    links: Links = Links(),
) -> Chart:
    """Return points over two shares with the line on which both are equal.

    Args:
        title: what the chart shows.
        points: what is drawn; shares over 100 stand on the edge. Larger dots are more things.
        columns: names of the table's columns: the thing's, the share across and the share upwards.
        summary: what there is to see, in one sentence.
        links: the addresses of the rows and of the CSV.
    """
    most = max((point.count for point in points), default=1)
    spots = tuple(
        Spot(
            round(_PLOT_MARGIN + _PLOT * min(point.across, 100) / 100, 1),
            round(_PLOT_MARGIN + _PLOT * (100 - min(point.up, 100)) / 100, 1),
            round(_DOT + (_LARGEST_DOT - _DOT) * ((point.count - 1) / most) ** 0.5, 1),
            point.label,
            point.url,
            point.tone,
        )
        for point in points
    )
    table = tuple((point.label, f"{point.across} %", f"{point.up} %") for point in points)
    return Chart("web/charts/scatter.html", title, columns, table, summary, links, spots=spots)


def _hundred(values: Sequence[int], whole: int) -> list[int]:
    if not whole:
        return [0] * len(values)
    counts = [WAFFLE_CELLS * value // whole for value in values]
    rests = sorted(range(len(values)), key=lambda i: (-(WAFFLE_CELLS * values[i] % whole), i))
    for i in rests[: WAFFLE_CELLS - sum(counts)]:
        counts[i] += 1
    return counts

"""Charts carry their own table, and their lengths are shares of a whole."""

from django.template import Context, Template

from tequio.foundation.web import charts
from tequio.foundation.web.charts import Item, Links


def draw(chart: charts.Chart) -> str:
    return Template("{% load tequio %}{% chart chart %}").render(Context({"chart": chart}))


def test_the_longest_bar_fills_the_width() -> None:
    chart = charts.bars("Votos", [Item("Norte", 50), Item("Sur", 200)], columns=("Sector", "Votos"))
    assert [row.marks[0].length for row in chart.rows] == [25.0, 100.0]
    assert chart.table == (("Norte", "50"), ("Sur", "200"))


def test_a_given_whole_fills_the_width_and_nothing_goes_past_it() -> None:
    chart = charts.bars("Avance", [Item("A", 62), Item("B", 140)], columns=("Obra", "%"), whole=100)
    assert [row.marks[0].length for row in chart.rows] == [62.0, 100]


def test_the_parts_of_a_row_stand_one_after_the_other() -> None:
    rows = [("Norte", "100", [Item("Pagado", 25), Item("Por pagar", 75)])]
    chart = charts.stacked("Dinero", rows, columns=("Sector", "Pagado", "Por pagar"))
    assert [(mark.start, mark.length) for mark in chart.rows[0].marks] == [(0, 25), (25, 75)]
    assert chart.table == (("Norte", "25", "75"),)
    assert [item.label for item in chart.legend] == ["Pagado", "Por pagar"]


def test_a_line_starts_from_zero() -> None:
    chart = charts.line("Pagos", [Item("enero", 0), Item("febrero", 10)], columns=("Mes", "Pagos"))
    assert [y for _, y in chart.dots] == [152.0, 8.0]
    assert [row.label for row in chart.rows] == ["enero", "febrero"]


def test_a_line_of_one_point_is_one_point() -> None:
    chart = charts.line("Pagos", [Item("enero", 4)], columns=("Mes", "Pagos"))
    assert chart.dots == ((8.0, 8.0),)
    assert [row.label for row in chart.rows] == ["enero"]


def test_a_waffle_always_has_a_hundred_squares() -> None:
    chart = charts.waffle("Estados", [Item("a", 1), Item("b", 1), Item("c", 1)], columns=("Estado", "Obras"))
    assert len(chart.cells) == 100


def test_a_chart_without_figures_says_so_and_draws_nothing() -> None:
    for chart in (
        charts.bars("x", [], columns=("a", "b")),
        charts.stacked("x", [], columns=("a", "b")),
        charts.line("x", [], columns=("a", "b")),
        charts.waffle("x", [], columns=("a", "b")),
    ):
        html = draw(chart)
        assert "Todavía no hay cifras" in html
        assert "<svg" not in html


def test_figures_of_zero_are_drawn_without_dividing_by_it() -> None:
    chart = charts.waffle("x", [Item("a", 0)], columns=("a", "b"))
    assert chart.cells == ()
    assert charts.bars("x", [Item("a", 0)], columns=("a", "b")).rows[0].marks[0].length == 0


def test_every_chart_leads_to_its_table_its_rows_and_its_file() -> None:
    links = Links(rows="/proyectos/", csv="/x.csv")
    html = draw(charts.bars("Dinero", [Item("Norte", 5, "$5", url="/norte")], columns=("a", "b"), links=links))
    for part in ("Ver como tabla", 'href="/proyectos/"', 'href="/x.csv"', 'href="/norte"', "<caption", "$5"):
        assert part in html


def test_the_drawings_are_hidden_from_screen_readers_and_the_words_are_not() -> None:
    chart = charts.waffle("Estados", [Item("Entregados", 3, tone="nopal")], columns=("Estado", "Obras"))
    html = draw(chart)
    assert '<svg class="waffle" viewBox="0 0 201 51" aria-hidden="true"' in html
    assert "Entregados: <strong>3</strong>" in html


def test_a_scatter_puts_equal_shares_on_its_line_and_keeps_what_is_over_the_edge() -> None:
    points = [charts.Point(50, 50, "A", url="/a/"), charts.Point(0, 130, "B", 9)]
    figure = charts.scatter("Obra", points, columns=("Proyecto", "Construido", "Pagado"))
    first, second = figure.spots
    assert first.x == first.y == 220
    assert (second.x, second.y) == (20, 20)
    assert second.radius > first.radius == 6
    assert figure.table == (("A", "50 %", "50 %"), ("B", "0 %", "130 %"))
    drawn = Template("{% load tequio %}{% chart figure %}").render(Context({"figure": figure}))
    assert '<a href="/a/" tabindex="-1">' in drawn
    assert "Construido →" in drawn

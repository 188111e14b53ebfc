"""docs/rules/loads.md: what a cell says (CELL, DAY, AMOUNT, NUMBER, ENC, HEAD)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.sheets import days, encodings, figures, headers, words

LATE = date(2025, 12, 31)


@pytest.mark.parametrize(
    "said",
    [
        "31/12/2025", "31-12-2025", "31.12.2025", "31/12/25", "2025-12-31", "2025/12/31", "31-dic-25",
        "31 dic 2025", "31 de diciembre de 2025", "miércoles, 31 de Diciembre del 2025",
        "31\u00a0dic.\u200b 2025",
        "2025-12-31T00:00:00Z", "31/12/2025 00:00", 46022, 46022.5, "46022",
        LATE, datetime(2025, 12, 31, 23, tzinfo=UTC),
    ],
)  # fmt: skip
def test_day_1_to_5_a_day_is_read_as_people_and_programs_write_it(said):
    """DAY-1, DAY-2, DAY-3, DAY-4, DAY-5."""
    assert days.read_day(said) == LATE


@pytest.mark.parametrize(
    "said",
    ["12/31/2025", "31/02/2026", "ayer", "2025", 2025, 0, 60, True, date(1900, 1, 1), "1/1/1900", "31/12"],
)
def test_day_6_and_7_what_is_no_day_of_these_times_is_refused(said):
    """DAY-6, DAY-7."""
    with pytest.raises(ValueError, match=r"."):
        days.read_day(said)


@given(st.dates(date(1950, 1, 1), date(2149, 12, 31)))
@settings(max_examples=60)
def test_every_day_comes_back_from_each_way_of_writing_it(day):
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"):
        assert days.read_day(text) == day
    assert days.read_day((day - date(1899, 12, 30)).days) == day


_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "centavos"),
    [
        ("$1,234.50", 1_234_50), ("1.234,50", 1_234_50), ("1 234.5", 1_234_50), ("MXN 1,234.50 M.N.", 1_234_50),
        ("(500)", -500_00), ("-500", -500_00), ("500-", -500_00), ("1,234", 1_234_00),
        ("1.234.567", 1_234_567_00),
        ("1,234,567.89", 1_234_567_89), ("0.125", 13), ("1,5", 1_50), (812224.137931, 812_224_14), (7, 7_00),
        ("1.5E+06", 1_500_000_00), ("\u00a0$ 12\u200b", 12_00),
    ],
)  # fmt: skip
def test_amount_1_to_6_an_amount_is_read_with_any_marks(said, centavos):
    """AMOUNT-1, AMOUNT-2, AMOUNT-3, AMOUNT-4, AMOUNT-5, AMOUNT-6."""
    assert figures.read_amount(said) == centavos


@pytest.mark.parametrize("said", ["1.234", "12,34,567", "abc", "1e99", "$", "--5", "1.2.3", True, float("inf")])
def test_amount_7_and_8_what_is_no_amount_or_could_be_two_is_refused(said):
    """AMOUNT-7, AMOUNT-8."""
    with pytest.raises(ValueError, match=r"."):
        figures.read_amount(said)


@given(st.integers(0, 10**13))
@settings(max_examples=80)
def test_every_amount_comes_back_from_each_way_of_writing_it(centavos):
    pesos, rest = divmod(centavos, 100)
    plain = f"{pesos:,}.{rest:02d}"
    european = plain.translate(str.maketrans(",.", ".,"))
    for text in (plain, f"${plain}", european, f"{pesos}.{rest:02d}", f"({plain})".strip("()")):
        assert figures.read_amount(text) == centavos


@given(st.text(max_size=12))
@settings(max_examples=100)
def test_no_text_breaks_a_reader(text):
    readers = (
        days.read_day,
        figures.read_amount,
        figures.read_integer,
        figures.read_percent,
        figures.read_degrees,
    )
    for reader in readers:
        try:
            reader(text)
        except ValueError:
            continue


def test_numbers_percents_and_degrees():
    """NUMBER-1, NUMBER-2, NUMBER-3."""
    assert (figures.read_integer("1,200"), figures.read_integer(3.0), figures.read_integer("")) == (
        1_200,
        3,
        None,
    )
    assert [figures.read_percent(v) for v in ("45%", "45", 45, 0.45, "1%", 0)] == [45, 45, 45, 45, 1, 0]
    assert figures.read_degrees("-99,133209") == -99.133209
    for reader, wrong in [
        (figures.read_integer, "1.5"), (figures.read_percent, 1), (figures.read_percent, "101"),
        (figures.read_degrees, "19°25'"), (figures.read_degrees, "181"),
    ]:  # fmt: skip
        with pytest.raises(ValueError, match=r"."):
            reader(wrong)


def test_hidden_marks_are_gone_and_failed_formulas_are_known():
    """CELL-1, CELL-2."""
    assert words.clean(" Plaza\u00a0\u200bMayor\ufeff\t\n 2 ") == "Plaza Mayor 2"
    assert words.clean("cafe\u0301") == "café"
    assert words.is_error("#N/A")
    assert not words.is_error("#1")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac-roman"]
)
def test_a_text_is_read_in_the_encoding_it_was_written(encoding):
    """ENC-1, ENC-2, ENC-3."""
    text = "Título;Descripción\r\nCañón «El Águila»;Educación pública, niñas y niños\r\n"
    if encoding in {"cp850", "mac-roman"}:
        text = text.replace("«", "").replace("»", "")
    assert encodings.decoded(text.encode(encoding))[0] == text


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_what_parts_the_columns_is_found(mark):
    """ENC-4."""
    assert encodings.separator(f"a{mark}b{mark}c\n1{mark}2, con coma{mark}3\n4{mark}5{mark}6\n") == mark


def test_the_header_is_found_under_titles():
    """HEAD-1, HEAD-2."""
    rows = [
        ["Gobierno municipal", None, None],
        ["Obras de ejemplo", "Obras de ejemplo", "Obras de ejemplo"],
        ["Folio", "Nombre de la obra", "Monto"],
        ["26-1", "Parque", 5],
    ]
    assert headers.found(rows, {"folio", "monto"}) == 2
    assert headers.found(rows) == 2


def test_names_of_columns():
    """HEAD-3, HEAD-4."""
    assert headers.unique(["Monto", "Monto ", None, "Fecha", ""]) == ["Monto", "Monto (2)", "", "Fecha"]
    assert [headers.letter(n) for n in (0, 25, 26, 16_383)] == ["A", "Z", "AA", "XFD"]
    assert headers.named("  No. de\u00a0Contrato ") == "no de contrato"

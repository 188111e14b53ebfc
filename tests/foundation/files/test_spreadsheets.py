"""Spreadsheets as people make them."""

import json
from datetime import date

import pytest

from tequio.config.demo.factories import files as factory
from tequio.foundation.files import types
from tequio.foundation.files.adapters import sheet_reader, spreadsheets
from tequio.foundation.files.types import UnreadableSpreadsheetError

CASES = [
    (b"folio,monto\n26-0001,100\n", ","),
    (b"folio;monto\n26-0001;100\n", ";"),
    (b"folio\tmonto\n26-0001\t100\n", "\t"),
    ("\ufefffolio|monto\r\n26-0001|100\r\n".encode(), "|"),
]


@pytest.mark.parametrize(("content", "mark"), CASES)
def test_a_csv_is_read_whatever_parts_its_columns(content: bytes, mark: str) -> None:
    table = spreadsheets.read_rows(content, "datos.csv")
    assert table.header == ("folio", "monto")
    assert table.records() == [{"folio": "26-0001", "monto": "100"}]
    assert (table.rows[0].number, table.rows[0].sheet) == (2, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_the_encoding_it_was_written(encoding: str) -> None:
    table = spreadsheets.read_rows("título,niñas\nCañón «El Águila»,1\n".encode(encoding), "datos.csv")
    assert table.header == ("título", "niñas")
    assert table.rows[0].values[0] == "Cañón «El Águila»"


def test_blank_rows_are_left_out_and_numbers_are_the_files_own() -> None:
    table = spreadsheets.read_rows(b"\n,,\n Folio , Monto  total ,\n\n1,2\n , \n3\n4,5,6,7\n", "d.csv")
    assert table.header == ("Folio", "Monto total")
    assert [(r.number, r.values) for r in table.rows] == [(5, ("1", "2")), (7, ("3", None)), (8, ("4", "5"))]


def test_commas_inside_quotes_do_not_part_columns() -> None:
    table = spreadsheets.read_rows(b'a,b\n"Calle 5, esquina",2\n', "d.csv")
    assert table.rows[0].values == ("Calle 5, esquina", "2")


def test_a_workbook_keeps_its_kinds_of_value() -> None:
    content = factory.workbook_bytes(
        [
            [],
            [None, "Folio", "Monto", "Firma", "¿Listo?"],
            [None, "26-0001", 1250.5, date(2026, 4, 4), True],
            [],
            [None, " ", 7.0, None, False],
        ],
        sheet="Contratos",
    )
    table = spreadsheets.read_rows(content, "contratos.xlsx")
    assert table.header == ("", "Folio", "Monto", "Firma", "¿Listo?")
    assert table.rows[0].values == (None, "26-0001", 1250.5, date(2026, 4, 4), True)
    assert table.rows[1].values == (None, None, 7, None, False)
    assert [(row.sheet, row.number) for row in table.rows] == [("Contratos", 3), ("Contratos", 5)]
    assert table.sheets == ("Contratos",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no es una hoja"),
        (b"\n\n,,\n", "está vacío"),
        (factory.workbook_bytes([]), "está vacío"),
        (factory.PDF, "no es una hoja de cálculo"),
        (factory.workbook_bytes([["a"]])[:-40], "dañado"),
        (
            factory.zip_bytes({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}),
            "dañado o tiene contraseña",
        ),
        (b'a,b\n"sin cerrar,1\n' + b"x" * 1_000_100, "cerca de la línea"),
        (b",".join([b"a"] * 501), "demasiado grande"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableSpreadsheetError, match=words) as refused:
        spreadsheets.read_rows(content, "datos.xlsx")
    assert refused.value.status == 422


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(types.LIMITS, types.FileKind.SPREADSHEET, 10)
    with pytest.raises(UnreadableSpreadsheetError, match="pesa demasiado"):
        spreadsheets.read_rows(b"a,b\n1,2\n3,4\n", "datos.csv")


def test_a_sheet_is_asked_for_by_name() -> None:
    content = factory.workbook_bytes([["a"], [1]], sheet="Enero")
    assert spreadsheets.read_rows(content, "x.xlsx", sheet="Enero").rows[0].values == (1,)
    with pytest.raises(UnreadableSpreadsheetError):
        spreadsheets.read_rows(content, "x.xlsx", sheet="Febrero")


def test_a_sheet_with_a_far_corner_dies_alone() -> None:
    import io

    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, "z")
    with pytest.raises(UnreadableSpreadsheetError, match="demasiado grande"):
        spreadsheets.read_rows(out.getvalue(), "lejos.xlsx")


def test_reading_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_TIMEOUT", 0.001)
    with pytest.raises(UnreadableSpreadsheetError, match="demasiado grande"):
        spreadsheets.read_rows(factory.workbook_bytes([["a"], [1]]), "x.xlsx")


def test_the_reader_alone(monkeypatch: pytest.MonkeyPatch, capfdbinary) -> None:
    import io
    from types import SimpleNamespace

    content = factory.workbook_bytes([["a"], [1]])
    monkeypatch.setattr(sheet_reader.resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    limits = {"rows": 9, "columns": 9, "cell": 9, "memory": 1_000}
    monkeypatch.setattr("sys.argv", ["x", json.dumps(limits)])
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=out))
    assert sheet_reader.main() == 0
    assert out.getvalue().splitlines()[1] == b'[1,["a"]]'

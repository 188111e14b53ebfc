"""Files made to break a reader: each is refused in words, in bounded memory, or read as what it says."""

import io
import resource
import zipfile

import pytest
import xlsxwriter

from tequio.config.demo.factories import files as factory
from tequio.foundation.files.adapters import spreadsheets
from tequio.foundation.files.types import UnreadableSpreadsheetError

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def workbook(sheet, *, prolog="", **more):
    """Return a workbook whose only sheet is this XML, as no program would write it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    entries = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{office}"><sheets><sheet name="H" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{prolog}<worksheet {MAIN}>{sheet}</worksheet>',
    }
    return factory.zip_bytes({name: text.encode() for name, text in (entries | more).items()})


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def written(**options):
    out = io.BytesIO()
    return out, xlsxwriter.Workbook(out, options)


def many_rows():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 250_000))
    return workbook(f"<sheetData>{rows}</sheetData>")


def with_password():
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900
    )


def nested():
    inner = b"0" * 60_000_000
    return factory.zip_bytes({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x", "xl/bomb.xml": inner})


REFUSED = {
    "a zip bomb": (nested, "crece demasiado"),
    "more rows than any office has": (many_rows, "demasiado grande.*200,000 filas"),
    "more columns": (lambda: factory.workbook_bytes([["x"] * 600]), "demasiado grande.*500 columnas"),
    "a cell at the far corner": (
        lambda: workbook(
            f'<sheetData><row r="1">{cell("A1", "a")}</row>'
            f'<row r="1048576">{cell("XFD1048576", "z")}</row></sheetData>'
        ),
        "demasiado grande",
    ),
    "a cell of five million letters": (
        lambda: workbook(f'<sheetData><row r="3">{cell("B3", "x" * 5_000_000)}</row></sheetData>'),
        "celda B3.*demasiado texto|demasiado grande|crece demasiado",
    ),
    "the same in a CSV": (lambda: b"a,b\n1," + b"x" * 5_000_000, "demasiado texto cerca de la línea 2"),
    "entities in entities": (
        lambda: workbook(
            f'<sheetData><row r="1">{cell("A1", "&l11;")}</row></sheetData>',
            prolog=f'<!DOCTYPE w [<!ENTITY l0 "ja">{BOMB}]>',
        ),
        "dañado|vacío",
    ),
    "half a file": (lambda: factory.workbook_bytes([["a", "b"]] * 50)[:2_000], "dañado"),
    "a password": (with_password, "contraseña"),
    "macros": (
        lambda: factory.zip_bytes(
            {"[Content_Types].xml": b"x", "xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"}
        ),
        "tiene macros",
    ),
    "a web page named XLS": (lambda: b"<html><table><tr><td>Folio</td></tr></table></html>", "página web"),
    "a document named XLS": (lambda: factory.PDF, "no es una hoja de cálculo"),
    "a workbook of 1997 that is none": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\xff" * 5_000,
        "dañado o tiene contraseña",
    ),
}


@pytest.mark.parametrize("case", list(REFUSED))
def test_it_is_refused_in_words(case):
    made, words = REFUSED[case]
    content = made()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableSpreadsheetError, match=words):
        spreadsheets.read_rows(content, "hoja.xlsx")
    assert (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000
    )  # KiB, here; the reader has its own


def test_a_dimension_that_lies_is_not_believed():
    content = workbook(
        f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{cell("A1", "Folio")}</row>'
        f'<row r="2">{cell("A2", "26-1")}</row></sheetData>'
    )
    assert spreadsheets.read_rows(content, "hoja.xlsx").records() == [{"Folio": "26-1"}]


def test_a_million_empty_rows_with_a_format_are_nothing():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 300_000))
    content = workbook(
        f'<sheetData><row r="1">{cell("A1", "Folio")}</row>'
        f'<row r="2">{cell("A2", "26-1")}</row>{rows}</sheetData>'
    )
    assert spreadsheets.read_rows(content, "hoja.xlsx").records() == [{"Folio": "26-1"}]


def test_formulas_give_their_values_and_merged_cells_each_row_its_own():
    """CELL-3."""
    out, book = written()
    with book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Folio", "Monto", "Doble"])
        page.merge_range(1, 0, 3, 0, "26-0001")
        for row in (1, 2, 3):
            page.write_number(row, 1, row * 10)
            page.write_formula(row, 2, f"=B{row + 1}*2", None, row * 20)
        page.write_row(4, 0, ["26-0002", 1, "#N/A"])
    rows = [row.values for row in spreadsheets.read_rows(out.getvalue(), "hoja.xlsx").rows]
    assert rows == [("26-0001", 10, 20), ("26-0001", 20, 40), ("26-0001", 30, 60), ("26-0002", 1, "#N/A")]


@pytest.mark.parametrize("epoch", [False, True])
def test_dates_are_the_same_in_both_systems(epoch):
    from datetime import date

    out, book = written(date_1904=epoch, default_date_format="dd/mm/yyyy")
    with book:
        book.add_worksheet().write_column(0, 0, ["Día"])
        book.get_worksheet_by_name("Sheet1").write_datetime(1, 0, date(2026, 8, 28))
    assert spreadsheets.read_rows(out.getvalue(), "h.xlsx").rows[0].values == (date(2026, 8, 28),)


def test_an_encrypted_archive_says_so():
    content = bytearray(factory.workbook_bytes([["a"], [1]]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist()
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    with pytest.raises(UnreadableSpreadsheetError, match="contraseña"):
        spreadsheets.read_rows(bytes(content), "h.xlsx")

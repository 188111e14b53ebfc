"""CSV opens in a spreadsheet as it is, and runs nothing there."""

from tequio.foundation.web.downloads import csv_response


def content(response) -> str:
    return b"".join(response.streaming_content).decode()


def test_a_csv_says_its_columns_and_keeps_accents() -> None:
    response = csv_response("sectores", ["Sector", "Proyectos"], [("Peñón", 3), ("Sur", None)])
    assert content(response) == "\ufeffSector,Proyectos\r\nPeñón,3\r\nSur,\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="sectores.csv"'


def test_text_that_a_spreadsheet_would_run_is_defused() -> None:
    assert "'=SUM(A1)" in content(csv_response("x", ["a"], [("=SUM(A1)",)]))
    assert "-5" in content(csv_response("x", ["a"], [(-5,)]))

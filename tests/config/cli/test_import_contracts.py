import pytest
from tests.accountability.contracting import sheets

from tequio.accountability.contracting.models import Contract
from tequio.config.cli import imports
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.projects import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "contratos.csv"
    path.write_bytes(sheets.sheet([sheets.row(41)]))
    return path


def test_a_spreadsheet_is_loaded_whole(sheet, capsys):
    edition = make_edition()
    make_project(folio="26-0041", edition=edition)
    assert imports.run(["contracts", str(sheet), "--edition", edition.slug, "--check"]) == 0
    assert not Contract.objects.exists()
    assert imports.run(["contracts", str(sheet), "--edition", edition.slug]) == 0
    assert "1 filas: 1 nuevas, 0 cambian, 0 iguales, 0 por corregir" in capsys.readouterr().out
    assert Contract.objects.count() == 1


def test_a_wrong_row_is_told_and_nothing_is_loaded(sheet, capsys):
    assert imports.run(["contracts", str(sheet)]) == 1
    told = capsys.readouterr()
    assert "Fila 2 (26-0041" in told.err
    assert imports.run(["rows", "contratos", str(sheet), "--check"]) == 1
    assert "No se cargó ninguna" in told.out
    assert imports.run(["contracts", str(sheet), "--check"]) == 1


def test_what_cannot_be_read_is_told(tmp_path, capsys):
    other = tmp_path / "otra.csv"
    other.write_text("a,b\n1,2\n")
    assert imports.run(["contracts", str(tmp_path / "no.csv")]) == 2
    assert imports.run(["contracts", str(other), "--edition", "no-hay"]) == 2
    assert imports.run(["contracts", str(other)]) == 2
    assert "falta decir qué columna es" in capsys.readouterr().err
    other.write_bytes(b"%PDF-1.4")
    assert imports.run(["contracts", str(other)]) == 2

import csv
import io

import pytest

from tequio.core.ocds import flatten


def written(releases, **options):
    files = {}

    def opened(name):
        files[name] = io.StringIO(newline="")
        return files[name]

    counts = flatten.write_tables(releases, opened, **options)
    return counts, {name: list(csv.DictReader(io.StringIO(file.getvalue()))) for name, file in files.items()}


def test_each_list_is_a_table_whose_rows_know_what_contains_them(release):
    """FLAT-1."""
    counts, tables = written([release, release])

    assert counts["releases"] == 2
    assert counts["contracts_implementation_transactions"] == 2
    [payment, _] = tables["contracts_implementation_transactions"]
    assert payment["ocid"] == "ocds-abc123-26-0041"
    assert (payment["contracts/id"], payment["id"]) == ("C-1", "P-1")
    assert payment["value/amount"] == "282654"
    place = tables["tender_items_deliveryLocations"][0]
    assert (place["tender/items/id"], place["geometry/coordinates"]) == ("1", "'-100.4; 25.65")
    assert tables["releases"][0]["planning/budget/amount/amount"] == "980000.5"
    assert tables["releases"][0]["tag"] == "contract"


def test_only_the_tables_that_are_wanted_are_written(release):
    counts, tables = written([release], only=["awards"])

    assert counts == {"awards": 1}
    assert list(tables) == ["awards"]


def test_dirty_releases_are_flattened_as_far_as_they_go():
    counts, _ = written([{"ocid": "x", "awards": {"id": 1}, "tender": [], "parties": ["a", {"id": "b"}]}])

    assert counts == {"releases": 1, "parties": 1}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("=1+1", "'=1+1"),
        ("+52 81", "'+52 81"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        (["=x", "y"], "'=x; y"),
        (-5, "-5"),
        (1.5, "1.5"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        ("texto", "texto"),
    ],
    ids=lambda value: f"FLAT-2 {value!r}",
)
def test_no_cell_is_taken_for_a_formula(value, said):
    assert flatten.cell(value) == said


def test_the_simple_row_says_what_most_people_ask(release):
    """FLAT-3."""
    cancelled = {"id": "C-0", "status": "cancelled", "value": {"amount": 5}}
    lost = {"id": "A-0", "status": "unsuccessful", "value": {"amount": 5}}
    release["contracts"].append(cancelled)
    release["awards"].append(lost)
    to = io.StringIO(newline="")

    assert flatten.write_simple([release], to) == 1

    [row] = csv.DictReader(io.StringIO(to.getvalue()))
    assert row == {
        "ocid": "ocds-abc123-26-0041",
        "titulo": "Parque de bolsillo",
        "proyecto_folio": "26-0041",
        "proyecto": "Parque de bolsillo",
        "presupuesto": "980000.5",
        "procedimiento": "Invitación",
        "metodo": "selective",
        "categoria": "works",
        "estado": "complete",
        "comprador": "Municipio de Ejemplo",
        "area_contratante": "Obras Públicas",
        "proveedores": "Persona Inventada",
        "monto_adjudicado": "942180",
        "contratos": "1",
        "monto_contratado": "942180",
        "fecha_firma": "2026-01-30",
        "inicio": "2026-02-01",
        "fin": "2026-05-31",
        "monto_pagado": "282654",
        "fecha": "2026-02-04T16:00:00Z",
    }


def test_a_row_of_almost_nothing_is_a_row():
    row = flatten.simple_row({"ocid": "x", "awards": "no", "tender": None})

    assert (row["ocid"], row["contratos"], row["monto_pagado"]) == ("x", "0", "")

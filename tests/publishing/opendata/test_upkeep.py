"""docs/rules/catalogue.md, TABLE: tables that write themselves."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tequio.config.demo.factories.accounts import make_cast
from tequio.core.dcat.types import Period
from tequio.publishing.opendata import queries, services, types
from tequio.publishing.opendata.models import FileVersion, PublishedFile, Upkeep

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
ROWS = [
    ("1", "=HIPERVINCULO()", Decimal("10.50"), date(2026, 1, 2), True, -100.25, 25.5),
    ("2", None, None, None, False, None, None),
]
FIELDS = [
    types.Field(name=name, description=name, type=kind)
    for name, kind in {
        "folio": "text", "nota": "text", "monto": "money", "dia": "date", "vigente": "boolean", "lon": "number",
        "lat": "number",
    }.items()
]  # fmt: skip


def register(rows, slug="arboles", **fields):
    table = types.Table(name=slug, title="Árboles", fields=FIELDS, rows=rows, point=("lon", "lat"))
    spec = types.DatasetSpec(slug=slug, title="Árboles", description="", tables=[table], **fields)
    types.register(spec)
    return spec


@pytest.fixture
def trees(registered):
    return register(
        lambda: ROWS, periodicity="HOURLY", temporal=lambda: Period(date(2025, 1, 1), date(2026, 1, 1))
    )


def test_table_2_a_table_is_written_as_csv_json_and_places(trees, public):
    """Its values as TABLE-3 has them."""
    assert services.refresh(slug="arboles", at=AT)

    text = (public / "arboles/arboles.csv").read_bytes().decode("utf-8-sig")
    assert text.split("\r\n") == [
        "folio,nota,monto,dia,vigente,lon,lat",
        "1,'=HIPERVINCULO(),10.50,2026-01-02,true,-100.25,25.5",
        "2,,,,false,,",
        "",
    ]
    first, second = json.loads((public / "arboles/arboles.json").read_text())
    assert (first["monto"], first["dia"], second["nota"]) == (10.5, "2026-01-02", None)
    [place] = json.loads((public / "arboles/arboles.geojson").read_text())["features"]
    assert place["geometry"]["coordinates"] == [-100.25, 25.5]
    assert "lon" not in place["properties"]
    kept = Upkeep.objects.get()
    assert (kept.rows, kept.begins) == ({"arboles": 2}, date(2025, 1, 1))


def test_table_1_what_did_not_change_stays_as_it_is_and_is_told_to_be_up_to_date(trees):
    services.refresh(slug="arboles", at=AT)
    services.refresh(slug="arboles", at=AT + timedelta(days=9))

    assert FileVersion.objects.count() == 3
    shelf = queries.shelf("arboles")
    assert shelf.updated_at == AT
    assert not shelf.is_late(AT + timedelta(days=10))
    assert shelf.is_late(AT + timedelta(days=12))


def test_rhythm_4_what_its_context_publishes_with_each_change_is_never_late(registered):
    services.publish_file(
        key="contratos/a.csv", dataset="contratos", media_type="text/csv", content=b"a", at=AT
    )

    assert not queries.shelf("contratos").is_late(AT + timedelta(days=900))


def test_table_4_a_table_that_fails_leaves_its_files_and_the_other_datasets_alone(trees, public):
    register(lambda: [("una columna",)], slug="rotos")
    services.refresh(slug="arboles", at=AT)

    failed = services.refresh_all(at=AT)

    assert failed == ["rotos"]
    assert "ValueError" in Upkeep.objects.get(dataset="rotos").failure
    assert not PublishedFile.objects.filter(dataset="rotos").exists()
    register(lambda: ROWS, slug="rotos")
    assert services.refresh_all(at=AT) == []
    assert Upkeep.objects.get(dataset="rotos").failed_at is None


def test_the_office_sees_what_failed_and_asks_for_it_again(trees, client):
    register(lambda: 1 // 0 and [], slug="rotos")
    pia = make_cast().pia
    client.force_login(pia)
    services.refresh_all(at=AT)

    page = client.get("/escritorio/datos-abiertos/").content.decode()
    again = client.post("/escritorio/datos-abiertos/actualizar/", follow=True).content.decode()

    assert "Falló" in page
    assert "ZeroDivisionError" in page
    assert "Se están actualizando" in again
    services.ask_refresh()  # what waits already is not asked for twice


def test_nobody_registered_nothing_to_do(registered):
    assert services.refresh(slug="nada", at=AT)
    assert not Upkeep.objects.filter(dataset="nada").exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_office_page_takes_as_many_queries_whatever_its_length(
    registered, client, rows, django_assert_max_num_queries
):
    for number in range(rows):
        register(lambda: ROWS, slug=f"arboles-{number}")
    services.refresh_all(at=AT)
    client.force_login(make_cast().pia)
    client.get("/escritorio/datos-abiertos/")

    with django_assert_max_num_queries(9):
        client.get("/escritorio/datos-abiertos/")

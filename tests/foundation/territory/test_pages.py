"""The office's pages of the map, from an empty municipality to a published version."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.foundation.territory.test_uploads import collection, feature

from tequio.config.demo.factories import accounts
from tequio.config.demo.factories.territory import make_map, square
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory import apps, views
from tequio.foundation.territory.models import Level, Unit, Version

pytestmark = pytest.mark.django_db
HOME = "/escritorio/territorio/"


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(accounts.make_dani())
    return client


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("mapa.geojson", content, content_type="text/html")


WHOLE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]]}


def test_a_map_is_drawn_level_by_level_and_published(office: Client) -> None:
    begun = office.post(HOME, {"name": "Mapa 2026", "valid_from": "2026-01-01"})
    version = Version.objects.get()
    assert begun["Location"] == f"{HOME}{version.pk}/"
    assert "todavía no tiene niveles" in office.get(begun["Location"]).content.decode()
    levels = (
        collection(feature(WHOLE, clave="M", nombre="Villa")),
        collection(
            feature(square(0, 0), clave="A", nombre="Alta"), feature(square(1, 0), clave="B", nombre="Baja")
        ),
    )
    for content in levels:
        taken = office.post(f"{HOME}{version.pk}/nivel/", {"map": a_file(content)})
        preview = office.get(taken["Location"]).content.decode()
        assert "lista" in preview
        values = dict(re.findall(r'name="(name|name_plural)" value="([^"]+)"', preview))
        columns = {"code_column": "clave", "name_column": "nombre", "population_column": ""}
        added = office.post(taken["Location"], values | columns)
        assert added["Location"] == f"{HOME}{version.pk}/"
    assert [(level.code, level.name_plural) for level in version.levels.all()] == [
        ("municipio", "Municipios"),
        ("sector", "Sectores"),
    ]
    page = office.get(f"{HOME}{version.pk}/").content.decode()
    assert all(words in page for words in ("Sectores (2)", "Publicar el mapa", "Alta", "Villa"))
    assert office.post(f"{HOME}{version.pk}/publicar/").status_code == 302
    page = office.get(f"{HOME}{version.pk}/?nivel=municipio").content.decode()
    assert ("Publicar el mapa" in page, "Descargar GeoJSON" in page) == (False, True)
    again = office.get(f"{HOME}{version.pk}/nivel/")
    assert again.status_code == 404


def test_a_version_needs_a_name_of_its_own(office: Client) -> None:
    make_map("Mapa 2026")
    refused = office.post(HOME, {"name": "Mapa 2026", "valid_from": "2026-01-01"})
    assert refused.status_code == 422
    assert "Ya hay una versión con ese nombre" in refused.content.decode()
    assert office.post(HOME, {"name": "", "valid_from": "ayer"}).status_code == 422


def test_a_broken_file_is_told_at_once(office: Client) -> None:
    version = make_map(published=False)
    refused = office.post(f"{HOME}{version.pk}/nivel/", {"map": a_file(b'{"type": "FeatureCollection",\n,}')})
    assert refused.status_code == 422
    assert "está mal escrito en la línea 2" in refused.content.decode()
    assert office.post(f"{HOME}{version.pk}/nivel/", {}).status_code == 422


def test_the_preview_names_each_problem_and_adds_nothing(office: Client) -> None:
    version = make_map(published=False)
    content = collection(
        feature(square(0, 0, 0.5), clave="A", nombre="Alta", otra="1"),
        feature(square(1, 0, 0.5), clave="A", nombre="Baja", otra="2"),
    )
    place = office.post(f"{HOME}{version.pk}/nivel/", {"map": a_file(content)})["Location"]
    page = office.get(place).content.decode()
    assert "Hay 1 problema" in page
    assert "Su clave, A, es la misma" in page
    values = {"name": "Manzana", "name_plural": "Manzanas", "code_column": "clave", "name_column": "nombre"}
    refused = office.post(place, values)
    assert refused.status_code == 422
    assert "no se guardó nada" in refused.content.decode()
    assert Level.objects.count() == 3
    assert "2 unidades listas" in office.get(place, values | {"code_column": "otra"}).content.decode()
    assert office.get(place, values | {"code_column": "nada"}).status_code == 422
    assert office.post(place, values | {"code_column": "otra"}).status_code == 302
    assert version.levels.get(rank=3).code == "manzana"


def test_the_file_of_somebody_else_is_not_there(office: Client) -> None:
    version = make_map(published=False)
    content = collection(feature(square(0, 0), a="A", b="Alta"))
    place = office.post(f"{HOME}{version.pk}/nivel/", {"map": a_file(content)})["Location"]
    other = accounts.make_staff("otra@tequio.example", accounts.Role.ADMINISTRATOR, name="Otra")
    office.force_login(other)
    assert office.get(place).status_code == 404


def test_a_level_and_a_draft_are_taken_away(office: Client) -> None:
    version = make_map(published=False)
    lowest = version.levels.get(code="colonia")
    assert office.post(f"{HOME}nivel/{lowest.pk}/quitar/").status_code == 302
    assert not Unit.objects.filter(level__code="colonia").exists()
    assert office.post(f"{HOME}{version.pk}/descartar/")["Location"] == HOME
    assert "Todavía no hay ningún mapa" in office.get(HOME).content.decode()


def test_a_published_map_is_not_thrown_away(office: Client) -> None:
    version = make_map()
    refused = office.post(f"{HOME}{version.pk}/descartar/")
    assert refused.status_code == 409
    assert "ya se publicó y no cambia" in refused.content.decode()


def test_a_unit_gets_and_loses_other_names(office: Client) -> None:
    unit = make_map().units.get(code="C01")
    place = f"{HOME}unidad/{unit.pk}/"
    assert office.post(place, {"name": "El Ranchito"}).status_code == 302
    assert "El Ranchito" in office.get(place).content.decode()
    assert office.post(place, {"name": ""}).status_code == 422
    assert office.post(f"{HOME}nombre/{unit.aliases.get().pk}/quitar/").status_code == 302
    assert not unit.aliases.exists()


def test_the_public_reads_only_published_maps(client: Client) -> None:
    version = make_map()
    response = client.get(f"/territorio/{version.pk}/sector.geojson")
    assert (response.status_code, response["Content-Type"]) == (200, "application/geo+json")
    assert "max-age=86400" in response["Cache-Control"]
    assert len(response.json()["features"]) == 2
    assert client.get(f"/territorio/{version.pk}/manzana.geojson").status_code == 404
    draft = make_map("Borrador", published=False)
    assert client.get(f"/territorio/{draft.pk}/sector.geojson").status_code == 404


def test_pages_take_the_same_queries_for_any_number_of_units(office: Client, django_assert_num_queries) -> None:
    small, large = make_map("Chico", columns=1), make_map("Grande", columns=3)
    office.get(HOME)
    with CaptureQueriesContext(connection) as first:
        office.get(f"{HOME}{small.pk}/")
    with django_assert_num_queries(len(first)):
        office.get(f"{HOME}{large.pk}/")
    with django_assert_num_queries(2):
        Client().get(f"/territorio/{large.pk}/colonia.geojson")


def test_the_menu_shows_the_map_only_to_who_may_change_it(rf) -> None:
    request = rf.get("/")
    for person, sees in ((accounts.make_dani(), True), (accounts.make_caro(), False)):
        request.user = person
        assert apps.may_manage(request) is sees
    assert Permission(views.MANAGE) is Permission.MANAGE_TERRITORY

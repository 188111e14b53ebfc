"""The pages of a bulk load, from the file to its undoing."""

import pytest
from django.core.files.base import ContentFile
from tests.accountability.contracting.sheets import row, sheet

from tequio.accountability.contracting.models import LoadBatch
from tequio.config.demo.factories.accounts import make_beto, make_pia
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.projects import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition():
    return make_edition()


def test_the_office_walks_a_load_from_file_to_undoing(client, edition):
    client.force_login(make_pia())
    make_project(folio="26-0001", edition=edition)
    upload = ContentFile(sheet([row(1)]), name="contratos.csv")
    response = client.post("/escritorio/carga/", {"edition": edition.pk, "file": upload})
    batch = LoadBatch.objects.get()
    url = f"/escritorio/carga/{batch.pk}/"
    assert response.headers["Location"] == url
    assert "1 filas: 1 nuevas" in client.get(url).content.decode()
    assert client.post(f"{url}columnas/", batch.mapping).status_code == 302
    assert client.post(f"{url}cargar/").status_code == 302
    assert "Carga escrita" in client.get(url).content.decode()
    assert client.post(f"{url}columnas/", batch.mapping).status_code == 409
    assert client.post(f"{url}cargar/").status_code == 409
    assert client.post(f"{url}deshacer/").status_code == 302
    assert "Se deshizo el" in client.get(url).content.decode()
    assert "contratos.csv" in client.get("/escritorio/carga/").content.decode()


def test_bad_files_and_rows_get_plain_words(client, edition):
    client.force_login(make_pia())
    empty = client.post("/escritorio/carga/", {"file": ContentFile(b"%PDF-1.4 no", name="c.pdf")})
    assert empty.status_code == 422
    make_project(folio="26-0001", edition=edition)
    client.post("/escritorio/carga/", {"file": ContentFile(sheet([row(2)]), name="c.csv")})
    batch = LoadBatch.objects.get()
    url = f"/escritorio/carga/{batch.pk}/"
    page = client.get(url).content.decode()
    assert "Una fila por corregir" in page
    assert "No hay un proyecto" in page
    assert client.get(f"{url}por-corregir.xlsx").status_code == 200
    assert client.post(f"{url}cargar/").status_code == 422
    assert client.post(f"{url}columnas/", {"folio": "no existe"}).status_code == 422
    assert client.get("/escritorio/carga/plantilla.xlsx").status_code == 200
    assert client.get("/escritorio/carga/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_liaison_does_not_load_in_bulk(client):
    client.force_login(make_beto())
    assert client.get("/escritorio/carga/").status_code == 403

"""The pages of bulk loads, from the file to its undoing, as the people who use them."""

import pytest
from django.core.files.base import ContentFile
from tests.foundation.loads.batches import looked_at

from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.accounts import make_aurora, make_beto, make_caro
from tequio.config.demo.factories.projects import make_project
from tequio.foundation.loads.models import Batch

pytestmark = pytest.mark.django_db
URL = "/escritorio/cargas/"
HEAD = "Folio,Proyecto,Presupuesto\n"


def upload(client, text, *, slug="proyectos", name="obras.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{URL}{slug}/", {"file": ContentFile(content, name=name)})


def page(client, url):
    return client.get(url).content.decode()


def test_a_person_walks_a_load_from_file_to_undoing(client):
    client.force_login(make_caro())
    assert "Etapas de proyectos" in page(client, URL)
    answer = upload(client, f"{HEAD}26-1,Parque,100\n")
    batch = Batch.objects.get()
    url = f"{URL}archivo/{batch.pk}/"
    assert answer.headers["Location"] == url
    assert "Todo se puede cargar" in page(client, url)
    assert client.post(f"{url}columnas/", {"folio": 0, "title": 1, "budget": 2}).status_code == 302
    assert client.post(f"{url}cargar/").status_code == 302
    assert "Carga escrita" in page(client, url)
    assert [client.post(f"{url}{act}/").status_code for act in ("cargar", "hoja")] == [409, 409]
    bar = client.get(f"{url}avance/", headers={"HX-Request": "true"})
    assert bar.headers["HX-Refresh"] == "true"
    assert client.get(f"{url}avance/").headers["Location"] == url  # without scripts, the page itself
    assert client.post(f"{url}deshacer/").status_code == 302
    assert "Se deshizo" in page(client, url)
    assert not Project.objects.exists()
    assert "obras.csv" in page(client, URL)


def test_wrong_rows_are_told_by_cell_and_may_be_left_out(client):
    client.force_login(make_caro())
    upload(client, f"{HEAD}26-1,Parque,x\n26-2,Kiosco,5\n")
    url = f"{URL}archivo/{Batch.objects.get().pk}/"
    shown = page(client, url)
    assert "Una fila por corregir" in shown
    assert "C2 · Presupuesto:" in shown
    assert "Kiosco" not in shown
    assert "Kiosco" in page(client, f"{url}?filas=todas")
    assert client.get(f"{url}por-corregir.xlsx").status_code == 200
    assert client.post(f"{url}cargar/").status_code == 422
    assert client.post(f"{url}cargar/", {"without_failed": "1"}).status_code == 302
    assert "Las filas con error se dejaron fuera" in page(client, url)
    assert Project.objects.get().title == "Kiosco"


def test_columns_that_are_not_known_are_asked(client):
    client.force_login(make_caro())
    upload(client, "Qué,Cuánto\nParque,100\n")
    url = f"{URL}archivo/{Batch.objects.get().pk}/"
    assert "Falta decir qué columna es cada dato" in page(client, url)
    assert client.post(f"{url}columnas/", {"budget": 1}).status_code == 422
    assert client.post(f"{url}columnas/", {"title": 0, "budget": 0}).status_code == 422
    assert client.post(f"{url}hoja/", {"header_row": "x"}).status_code == 422
    assert client.post(f"{url}columnas/", {"title": 0, "budget": 1}).status_code == 302
    assert "Todo se puede cargar" in page(client, url)


def test_what_cannot_be_read_is_said_in_words(client):
    client.force_login(make_caro())
    assert upload(client, b"%PDF-1.4 no", name="c.xlsx").status_code == 422
    assert upload(client, b"Folio\n", name="c.csv").status_code == 302
    assert "no tiene filas debajo" in page(client, f"{URL}archivo/{Batch.objects.get().pk}/")
    assert client.get(f"{URL}nada/").status_code == 404
    assert client.get(f"{URL}contratos/actual.xlsx").status_code == 404
    assert client.get(f"{URL}archivo/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_large_file_shows_its_progress_and_survives_a_reload(client):
    client.force_login(make_caro())
    upload(client, HEAD + "".join(f"26-{n},Obra,{n}\n" for n in range(150)))
    batch = Batch.objects.get()
    assert batch.state == "checking"
    for _turn in range(2):
        assert "hx-get" in page(client, f"{URL}archivo/{batch.pk}/")
    bar = client.get(f"{URL}archivo/{batch.pk}/avance/", headers={"HX-Request": "true"})
    assert "hx-get" in bar.content.decode()  # it asks again, until the work is over
    assert client.post(f"{URL}archivo/{batch.pk}/cargar/").status_code == 409


def test_a_liaison_loads_stages_of_the_own_office_and_sees_no_load_of_others(client):
    beto = make_beto()
    make_project(folio="26-1", office_id=beto.memberships.get().office_id)
    client.force_login(beto)
    assert "etapas/actual.xlsx" in page(client, f"{URL}etapas/")
    assert client.get(f"{URL}etapas/actual.xlsx").status_code == 200
    assert client.get(f"{URL}proyectos/").status_code == 403
    other = looked_at("etapas", b"Folio,Etapa\n26-1,Entrega\n", actor=make_caro())
    assert client.get(f"{URL}archivo/{other.pk}/").status_code == 403
    assert "hoja.csv" not in page(client, URL)
    mine = looked_at("etapas", b"Folio,Etapa\n26-1,Entrega\n", actor=beto)
    assert client.get(f"{URL}archivo/{mine.pk}/").status_code == 200
    client.force_login(make_aurora())
    assert client.get(URL).status_code == 403


def test_the_pages_take_as_many_queries_for_three_rows_as_for_one(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(make_caro())
    taken = []
    for turn in (1, 2, 3):
        batch = looked_at("proyectos", (HEAD + "".join(f"{turn}-{n},Obra,x\n" for n in range(turn))).encode())
        for url in (URL, f"{URL}archivo/{batch.pk}/"):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            taken.append(len(queries))
    assert taken[0::2] == [taken[0]] * 3
    assert taken[1::2] == [taken[1]] * 3

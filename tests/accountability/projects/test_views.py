import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tequio.accountability.projects.models import Activity, Project
from tequio.config.demo.factories.accounts import make_beto, make_caro, make_office
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.projects import (
    make_activity,
    make_project,
    make_stage_begun,
    make_stage_done,
)

pytestmark = pytest.mark.django_db


def picture():
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(data, "JPEG")
    return SimpleUploadedFile("obra.jpg", data.getvalue(), "image/jpeg")


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def beto(client):
    person = make_beto()
    client.force_login(person)
    return person


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_queries_however_long(client, django_assert_num_queries, number):
    edition = make_edition()
    unit = edition.territory.units.filter(level__rank=2).first()
    for _ in range(number):
        make_project(edition=edition, unit=unit)
    with django_assert_num_queries(10):
        response = client.get("/proyectos/")
    assert response.content.decode().count('class="card"') == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_projects_page_costs_the_same_queries_however_much_was_reported(
    client, django_assert_num_queries, number
):
    project = make_project()
    for _ in range(number):
        make_activity(project)
    with django_assert_num_queries(13):
        assert client.get(f"/proyectos/{project.folio}/").status_code == 200


def test_the_filters_of_the_address_choose(client):
    edition = make_edition()
    far, near = edition.territory.units.filter(level__rank=2).order_by("-code")[:2]
    wanted = make_project(title="Árboles para la avenida", edition=edition, unit=near)
    other = make_project(title="Luminarias", edition=edition, unit=far)
    make_stage_begun(wanted, "execution", on=date(2026, 9, 7))
    sector = near.parent_id
    for query in (
        "q=ARBOLES avenida",
        "etapa=execution",
        f"sector={sector}",
        f"edicion={edition.slug}&q={wanted.folio}",
    ):
        page = client.get(f"/proyectos/?{query}").content.decode()
        assert wanted.title in page, query
        assert other.title not in page, query


def test_a_filter_that_is_not_offered_is_left_out(client):
    make_project()
    assert client.get("/proyectos/?sector=mar&etapa=x&pagina=99").status_code == 200


def test_downloads_are_exactly_the_filtered_list(client):
    make_project(title="Árboles para la avenida")
    make_project(title="=CMD() raro")
    listed = client.get("/proyectos/lista.json?q=avenida").json()
    assert (listed["total"], listed["proyectos"][0]["proyecto"]) == (1, "Árboles para la avenida")
    table = b"".join(client.get("/proyectos/lista.csv")).decode()
    assert len(table.splitlines()) == 3
    assert "'=CMD() raro" in table


def test_nothing_found_says_what_to_do(client):
    assert "quite un filtro" in client.get("/proyectos/?q=nada").content.decode()
    assert "Todavía no hay proyectos" in client.get("/proyectos/").content.decode()


def test_the_map_shows_where_projects_are(client):
    from tequio.core.geo import Point

    make_project(point=Point(-99.99, 25.005))
    assert client.get("/proyectos/mapa.geojson").json()["features"]
    assert "En el mapa" in client.get("/proyectos/").content.decode()


def test_the_page_says_how_the_work_goes(client):
    project = make_project()
    make_activity(project, physical_percent=62)
    page = client.get(f"/proyectos/{project.folio}/").content.decode()
    for said in (
        "En obra",
        "en curso, 62 %",
        "Se colaron los andadores",
        "$1,000,000",
        "Secretaría de Infraestructura",
        "20 de diciembre de 2026",
    ):
        assert said.casefold() in page.casefold(), said


def test_an_unknown_folio_is_not_found(client):
    assert client.get("/proyectos/99-9999/").status_code == 404


def test_a_late_and_a_delivered_project_say_so(client):
    late = make_project(promised_end=date(2020, 1, 1))
    done = make_project()
    for code in ("annex", "quotation", "contracting", "execution", "delivery"):
        make_stage_done(done, code, on=date(2026, 10, 1))
    assert "Atrasado" in client.get(f"/proyectos/{late.folio}/").content.decode()
    page = client.get(f"/proyectos/{done.folio}/").content.decode()
    assert "Entregado" in page
    assert "Se entregó sin firma de la comunidad" in page


def test_the_money_has_its_file(client):
    project = make_project()
    table = b"".join(client.get(f"/proyectos/{project.folio}/dinero.csv")).decode()
    assert "Prometido" in table


def test_a_liaison_reports_with_photographs(client, beto):
    project = make_project()
    response = client.post(
        f"/escritorio/proyectos/{project.folio}/execution/avance/",
        {
            "title": "Se plantaron 40 árboles",
            "happened_on": "2026-10-01",
            "physical_percent": "50",
            "photos": [picture(), picture()],
        },
    )
    assert response.status_code == 302
    activity = Activity.objects.get()
    assert activity.reported_by == beto
    assert [a.file.kind for a in activity.attachments.all()] == ["image", "image"]
    page = client.get(f"/proyectos/{project.folio}/").content.decode()
    assert "con 2 fotografías" in page
    assert f"/archivos/{activity.attachments.first().file_id}/medium" in page


def test_a_wrong_report_comes_back_with_its_words_and_keeps_what_was_typed(client, beto):
    project = make_project()
    url = f"/escritorio/proyectos/{project.folio}/execution/avance/"
    future = client.post(url, {"title": "Se inauguró", "happened_on": "2199-01-01"})
    assert future.status_code == 422
    assert "Esa fecha todavía no llega" in future.content.decode()
    assert "Se inauguró" in future.content.decode()
    wrong = client.post(
        url,
        {
            "title": "Foto",
            "happened_on": "2026-10-01",
            "photos": [SimpleUploadedFile("virus.jpg", b"MZ not a picture", "image/jpeg")],
        },
    )
    assert wrong.status_code == 422
    assert "no sirve aquí" in wrong.content.decode()
    assert client.post(url, {"happened_on": "2026-10-01"}).status_code == 422
    assert not Activity.objects.exists()


def test_a_stage_that_does_not_exist_is_refused(client, beto):
    project = make_project()
    sent = {"title": "x", "happened_on": "2026-10-01"}
    assert client.post(f"/escritorio/proyectos/{project.folio}/fiesta/avance/", sent).status_code == 422
    sent = {"state": "done", "on": "2026-10-01"}
    assert client.post(f"/escritorio/proyectos/{project.folio}/fiesta/etapa/", sent).status_code == 422


def test_a_liaison_moves_a_stage(client, beto):
    project = make_project()
    url = f"/escritorio/proyectos/{project.folio}/annex/etapa/"
    assert client.post(url, {"state": "done", "on": "2026-08-01"}).status_code == 302
    project.refresh_from_db()
    assert project.stage == "quotation"
    assert client.post(url, {"state": "done", "on": ""}).status_code == 422


def test_another_offices_liaison_is_refused_with_a_reason(client):
    client.force_login(make_beto(make_office("SPM")))
    project = make_project()
    response = client.get(f"/escritorio/proyectos/{project.folio}/")
    assert response.status_code == 403
    assert "De este proyecto responde Secretaría de Infraestructura" in response.content.decode()


def test_the_desk_lists_only_the_projects_of_the_office(client, beto):
    mine = make_project(title="Lo mío aquí")
    make_project(title="De otra área", office_id=make_office("SPM").pk)
    page = client.get("/escritorio/proyectos/").content.decode()
    assert mine.title in page
    assert "De otra área" not in page
    assert client.get(f"/escritorio/proyectos/{mine.folio}/").status_code == 200


def test_the_coordinator_names_the_office(client):
    client.force_login(make_caro())
    project = make_project()
    other = make_office("SPM")
    url = f"/escritorio/proyectos/{project.folio}/area/"
    assert client.post(url, {"office": ""}).status_code == 422
    assert client.post(url, {"office": other.pk}).status_code == 302
    assert Project.objects.get().office == other


def test_pages_work_in_english(client):
    make_project()
    client.cookies["django_language"] = "en"
    assert client.get("/proyectos/").status_code == 200


def test_a_visitor_is_sent_to_sign_in():
    assert Client().get("/escritorio/proyectos/").status_code == 302

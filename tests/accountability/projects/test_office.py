"""The pages of the offices: the desk, the plan, the changes, the report from the works."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tequio.accountability.projects.models import Activity, Project, StageTemplate
from tequio.config.demo.factories.accounts import make_beto, make_caro, make_office
from tequio.config.demo.factories.files import PDF, picture_bytes
from tequio.config.demo.factories.projects import (
    make_activity,
    make_built,
    make_cancellation,
    make_evidence,
    make_pause,
    make_planned,
    make_product,
    make_project,
    make_stage_begun,
    make_voted_project,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def beto(client):
    person = make_beto()
    client.force_login(person)
    return person


@pytest.fixture
def caro(client):
    person = make_caro()
    client.force_login(person)
    return person


def at_desk(project, rest=""):
    return f"/escritorio/proyectos/{project.folio}/{rest}"


def document():
    return SimpleUploadedFile("acta.pdf", PDF, "application/pdf")


def photo():
    return SimpleUploadedFile("obra.jpg", picture_bytes(), "image/jpeg")


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_costs_the_same_queries_however_long(client, beto, django_assert_num_queries, number):
    for _ in range(number):
        project = make_project()
        make_planned(project)
        make_activity(project)
    client.get("/escritorio/proyectos/")
    with django_assert_num_queries(15):
        client.get("/escritorio/proyectos/")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    "asked", [("", 21), ("plan/", 19), ("evidencia/", 17), ("cambios/", 17), ("datos/", 20), ("obra/", 17)]
)
def test_a_projects_office_pages_cost_the_same_queries(client, beto, django_assert_num_queries, asked, number):
    page, queries = asked
    project = make_project()
    for n in range(number):
        make_product(project, name=f"Producto {n}")
        make_planned(project)
        make_evidence(make_activity(project))
    make_pause(project, on=date(2026, 11, 1))
    client.get(at_desk(project, page))
    with django_assert_num_queries(queries):
        assert client.get(at_desk(project, page)).status_code == 200


def test_the_desk_says_what_is_due_and_what_is_missing(client, beto):
    today = timezone.localdate()
    late = make_project(title="Rampas", promised_end=today + timedelta(days=90))
    make_stage_begun(late, "annex", on=date(2026, 8, 1), planned_end=today - timedelta(days=3))
    bare = make_project(title="Luces", promised_end=None)
    make_stage_begun(bare, "annex", on=date(2026, 8, 1))
    page = client.get("/escritorio/proyectos/").content.decode()
    for said in ("Terminar «Anexo técnico»", "venció hace 3 días", "Marcar el lugar", "Prometer la entrega"):
        assert said in page, said
    assert "Fecha de la etapa en curso" in page
    assert at_desk(late, "obra/") in page


def test_the_desk_filters_what_is_mine_and_what_is_closed(client, beto):
    mine, planned, closed = make_project(title="De Beto"), make_project(title="Plan"), make_project(title="No")
    Project.objects.filter(pk=mine.pk).update(responsible=beto)
    make_planned(planned, responsible_id=beto.pk)
    make_cancellation(closed)
    own = client.get("/escritorio/proyectos/?ver=mios").content.decode()
    assert "De Beto" in own
    assert at_desk(planned) in own
    area = client.get("/escritorio/proyectos/").content.decode()
    assert at_desk(closed) not in area
    assert at_desk(closed) in client.get("/escritorio/proyectos/?ver=cerrados").content.decode()
    assert client.get("/escritorio/proyectos/?ver=nada&pagina=x").status_code == 200


def test_the_coordinator_creates_a_project_that_comes_from_no_vote(client, caro):
    office = make_office()
    sent = {
        "title": "Puente peatonal",
        "description": "Cruzar es peligroso.",
        "budget_centavos": "1,500,000",
        "office": office.pk,
        "drawing": "street",
        "folio": "OB-26-7",
    }
    response = client.post("/escritorio/proyectos/nuevo/", sent)
    assert response.url == "/escritorio/proyectos/OB-26-7/plan/"
    project = Project.objects.get(folio="OB-26-7")
    assert (project.budget_centavos, project.proposal, project.votes) == (1_500_000_00, None, None)
    page = client.get("/proyectos/OB-26-7/").content.decode()
    assert "Votación" not in page
    assert client.get("/escritorio/proyectos/nuevo/").status_code == 200
    for wrong in ({"folio": "OB-26-7"}, {"folio": "nuevo"}, {"folio": "a/b"}, {"lat": "25.6"}, {"title": ""}):
        assert client.post("/escritorio/proyectos/nuevo/", sent | {"folio": ""} | wrong).status_code == 422, (
            wrong
        )


def test_the_plan_is_edited_from_its_page(client, beto):
    project = make_project()
    add = {"name": "Consulta", "after": "annex", "weight": "1", "planned_end": "2026-12-01"}
    assert client.post(at_desk(project, "plan/etapas/"), add).status_code == 302
    save = {"name": "Consulta", "weight": "2", "planned_end": "2026-12-09"}
    refused = client.post(at_desk(project, "plan/etapas/consulta/"), save)
    assert refused.status_code == 422
    assert "Escriba la razón" in refused.content.decode()
    save["reason"] = "Hubo elecciones."
    assert client.post(at_desk(project, "plan/etapas/consulta/"), save).status_code == 302
    assert "Hubo elecciones." in client.get(f"/proyectos/{project.folio}/").content.decode()
    assert client.post(at_desk(project, "plan/etapas/consulta/"), {"act": "remove"}).status_code == 302
    gone = client.post(at_desk(project, "plan/etapas/consulta/"), {"act": "remove"})
    assert gone.status_code == 422
    assert "no tiene esa etapa" in gone.content.decode()


def test_activities_and_products_are_edited_from_the_plan(client, beto):
    project = make_project()
    sent = {"stage": "execution", "title": "Colar", "responsible": beto.pk, "planned_end": "2026-12-01"}
    assert client.post(at_desk(project, "plan/actividades/"), sent).status_code == 302
    planned = project.stages.get(code="execution").planned.get()
    assert planned.responsible == beto
    move = at_desk(project, f"plan/actividades/{planned.pk}/")
    assert client.post(move, {"state": "done"}).status_code == 302
    assert client.post(move, {"state": "fiesta"}).status_code == 422
    assert client.post(move, {"state": "drop"}).status_code == 302
    product = {"name": "Árboles", "quantity": "40", "unit": "piezas", "delivered": "0"}
    assert client.post(at_desk(project, "plan/productos/"), product).status_code == 302
    assert client.post(at_desk(project, "plan/productos/"), product).status_code == 422
    pk = project.products.get().pk
    save = at_desk(project, f"plan/productos/{pk}/")
    assert client.post(save, product | {"delivered": "10"}).status_code == 302
    assert "10 de 40 piezas" in client.get(f"/proyectos/{project.folio}/").content.decode()
    assert client.post(save, {"act": "remove"}).status_code == 422


def test_the_template_is_edited_from_its_page(client, caro):
    assert client.get("/escritorio/proyectos/etapas/").status_code == 200
    assert client.post("/escritorio/proyectos/etapas/", {"name": "Consulta", "weight": "1"}).status_code == 302
    made = StageTemplate.objects.get(code="consulta")
    one = f"/escritorio/proyectos/etapas/{made.pk}/"
    for act in ("up", "down", "retire", "restore"):
        assert client.post(one, {"act": act}).status_code == 302, act
    assert client.post(one, {"name": "", "weight": "1"}).status_code == 422
    assert (
        client.post(one, {"name": "Consulta vecinal", "weight": "1", "expected_days": "9"}).status_code == 302
    )
    assert client.post("/escritorio/proyectos/etapas/99999/", {"act": "up"}).status_code == 404


def test_a_pause_is_public_with_its_reason(client, beto):
    project = make_project()
    sent = {"on": "2026-11-01", "reason": "Falta el permiso de aguas."}
    assert client.post(at_desk(project, "cambios/pausa/"), sent).status_code == 302
    page = client.get(f"/proyectos/{project.folio}/").content.decode()
    assert "En pausa desde el 1 de noviembre de 2026" in page
    assert "Falta el permiso de aguas." in page
    assert client.post(at_desk(project, "cambios/reanudar/"), {"on": "2026-11-05"}).status_code == 302
    assert "del 1 nov al 5 nov" in client.get(f"/proyectos/{project.folio}/").content.decode().replace(
        " 2026", ""
    )


def test_a_cancelled_project_and_its_substitute_lead_to_each_other(client, caro):
    project = make_voted_project()
    sent = {"number": "12/2026", "on": "2026-11-01", "reason": "El terreno no es municipal."}
    assert client.post(at_desk(project, "cambios/cancelar/"), sent).status_code == 422
    sheet = SimpleUploadedFile("acta.csv", b"a,b", "text/csv")
    refused = client.post(at_desk(project, "cambios/cancelar/"), sent | {"act": sheet})
    assert "El acta debe ser un PDF o una foto" in refused.content.decode()
    assert client.post(at_desk(project, "cambios/cancelar/"), sent | {"act": document()}).status_code == 302
    page = client.get(at_desk(project, "cambios/")).content.decode()
    assert "Le toca" in page
    option = project.edition.options.get(number=2)
    turn = at_desk(project, f"cambios/sustituto/{option.pk}/")
    act = {"number": "13/2026", "on": "2026-11-02"}
    other = at_desk(project, f"cambios/sustituto/{option.pk + 1}/")
    assert client.post(other, act | {"act": document()}).status_code == 422
    assert client.post(turn, act | {"act": document()}).status_code == 302
    substitute = Project.objects.get(proposal=option.proposal)
    public = client.get(f"/proyectos/{project.folio}/").content.decode()
    assert f"/proyectos/{substitute.folio}/" in public
    assert "El terreno no es municipal." in public
    other_page = client.get(f"/proyectos/{substitute.folio}/").content.decode()
    assert "Toma el lugar de" in other_page
    assert "Quedó en el lugar 2 de su bolsa" in other_page


def test_the_committees_act_is_kept_in_the_office(client, beto):
    project = make_built(make_project())
    sent = {"result": "observations", "text": "Falta una banca.", "signed_on": "2026-11-02"}
    assert client.post(at_desk(project, "cambios/comite/"), sent | {"act": document()}).status_code == 302
    act = project.handovers.get().act
    assert client.get(act.url).status_code == 200
    page = client.get(f"/proyectos/{project.folio}/").content.decode()
    assert "Falta una banca." in page
    assert str(act.pk) not in page
    client.logout()
    assert client.get(act.url).status_code in {403, 404}


def test_only_whoever_coordinates_delivers_without_a_signature(client, beto):
    project = make_built(make_project())
    url = at_desk(project, "delivery/etapa/")
    sent = {"state": "done", "on": "2026-11-02", "without_signature": "No hay comité."}
    assert client.post(url, sent).status_code == 422
    client.force_login(make_caro())
    assert client.post(url, sent).status_code == 302
    assert "No hay comité." in client.get(f"/proyectos/{project.folio}/").content.decode()


def test_a_report_from_the_works_is_kept_once_with_its_photographs(client, beto):
    project = make_project()
    assert 'capture="environment"' in client.get(at_desk(project, "obra/")).content.decode()
    key = str(uuid4())
    for _ in range(2):
        sent = {
            "code": "execution", "title": "Se coló el firme", "happened_on": "2026-11-01", "key": key,
            "physical_percent": "35", "lat": "25.005432", "lon": "-99.991234", "is_place": "on",
            "photos": [photo()], "moment": "during",
        }  # fmt: skip
        assert client.post(at_desk(project, "obra/"), sent).status_code == 302
    activity = Activity.objects.get()
    project.refresh_from_db()
    assert (activity.lat, project.lat) == (25.005, 25.005432)
    assert activity.attachments.count() == 1
    assert "25.005" not in client.get(f"/proyectos/{project.folio}/").content.decode()
    assert client.post(at_desk(project, "obra/"), {"title": "Sin etapa"}).status_code == 422


def test_evidence_is_closed_to_the_public_from_its_page(client, beto):
    project = make_project()
    one = make_evidence(make_activity(project), moment="before")
    other = make_evidence(make_activity(make_project()))
    url = at_desk(project, f"evidencia/{one.pk}/")
    assert client.post(url, {"moment": "after", "alt": "Un parque"}).status_code == 302
    one.refresh_from_db()
    assert (one.moment, one.file.public) == ("after", False)
    assert str(one.file_id) not in client.get(f"/proyectos/{project.folio}/").content.decode()
    assert client.post(at_desk(project, f"evidencia/{other.pk}/"), {"public": "on"}).status_code == 422


def test_who_answers_and_where_it_stands_are_said_on_one_page(client, beto):
    project = make_project()
    assert client.post(at_desk(project, "responsable/"), {"responsible": beto.pk}).status_code == 302
    assert client.post(at_desk(project, "responsable/"), {"responsible": "99999"}).status_code == 422
    assert client.post(at_desk(project, "lugar/"), {"lat": "25.005", "lon": "-99.99"}).status_code == 302
    assert client.post(at_desk(project, "lugar/"), {"lat": "", "lon": ""}).status_code == 422
    project.refresh_from_db()
    assert (project.responsible, project.lat) == (beto, 25.005)

"""What helps who writes: what already exists, and what works cost."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_draft, make_proposal, make_work
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.models import TypicalWork
from tequio.participation.proposals.types import ProposalState

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    edition = make_edition()
    for title, problem in (
        ("Iluminación de la cancha", "De noche la cancha está oscura."),
        ("Juegos para niñas y niños", "No hay dónde jugar."),
        ("Bebederos en la primaria", "Los niños compran refrescos."),
    ):
        make_proposal(edition, title=title, problem=problem, author=make_eva())
    return edition


@pytest.mark.parametrize(
    ("title", "problem", "alike"),
    [
        ("Iluminaciones para canchas", "", ["Iluminación de la cancha"]),
        ("CANCHA ILUMINADA", "oscura de noche", ["Iluminación de la cancha"]),
        ("Juego para niños", "", ["Juegos para niñas y niños"]),
        ("Poda de árboles", "Tapan los cables", []),
        ("de la para", "", []),
        ("", "", []),
        ("'); DROP TABLE --", "& | ! <-> :*\0", []),
    ],
)
def test_prop_14_what_is_alike_is_found_in_spanish(edition, title, problem, alike):
    assert [p.title for p in queries.similar(edition, title=title, problem=problem)] == alike


def test_prop_14_it_is_shown_while_writing_and_refuses_nothing(client, edition, django_assert_max_num_queries):
    client.force_login(make_ana())
    draft = services.start_draft(edition=edition, author=make_ana(), at=timezone.now())
    base = f"/ediciones/pp2026/proponer/{draft.pk}/"
    client.post(f"{base}titulo/", {"title": "Canchas iluminadas"})
    answer = client.post(f"{base}problema/", {"problem": "La cancha está oscura de noche."})
    assert answer["Location"] == f"{base}parecidas/"
    with django_assert_max_num_queries(20):
        page = client.get(f"{base}parecidas/").content.decode()
    assert "Iluminación de la cancha" in page
    assert "Sumarme a esta" in page
    assert f"{base}solucion/" in page
    typed = client.get(f"{base}parecidas/", {"title": "Juegos para niños"}, headers={"HX-Request": "true"})
    assert "Juegos para niñas" in typed.content.decode()
    assert "<html" not in typed.content.decode()
    client.post(f"{base}titulo/", {"title": "Poda"})
    assert client.post(f"{base}problema/", {"problem": "Ramas"})["Location"] == f"{base}solucion/"
    client.force_login(make_eva())
    assert client.get(f"{base}parecidas/").status_code == 404


def test_prop_7_not_knowing_whose_the_place_is_keeps_nobody_out(edition):
    proposal = make_proposal(edition, public_land="")
    assert proposal.state == ProposalState.SUBMITTED


def test_prop_8_works_and_quantities_fill_the_cost(client, edition):
    client.force_login(make_ana())
    draft, work = make_draft(edition), make_work(category_code="alumbrado")
    make_work("Vieja", active=False)
    url = f"/ediciones/pp2026/proponer/{draft.pk}/costo/"
    page = client.get(url).content.decode()
    assert "Banqueta nueva (m²)" in page
    assert "Vieja" not in page
    counted = client.get(url, {"obra1": work.pk, "cuanto1": "100", "obra2": "x", "cuanto2": "-1"})
    page = counted.content.decode()
    assert "Entre $90 mil y $130 mil" in page
    assert 'value="110,000"' in page
    assert "Elija al menos una obra" in client.get(url, {"obra1": "", "cuanto1": "3"}).content.decode()
    assert client.post(url, {"estimated_cost_centavos": "110,000"}).status_code == 302


def test_the_office_keeps_the_catalogue_and_anyone_reads_it(client, django_assert_max_num_queries):
    assert "todavía está vacío" in client.get("/obras-tipo/").content.decode()
    client.force_login(make_caro())
    new = "/escritorio/propuestas/obras/nueva/"
    fields = {
        "name": "Luminaria", "unit": "pieza", "cost_min_centavos": "16,000", "cost_max_centavos": "15,000",
        "year": "2026", "active": "on",
    }  # fmt: skip
    assert "igual o mayor" in client.post(new, fields).content.decode()
    fields["cost_max_centavos"] = "24,000"
    assert client.post(new, fields).status_code == 302
    assert "Ya hay una obra" in client.post(new, fields).content.decode()
    work = TypicalWork.objects.get()
    assert client.get(f"/escritorio/propuestas/obras/{work.pk}/").status_code == 200
    for number in range(3):
        make_work(f"=OBRA({number})")
    with django_assert_max_num_queries(12):
        assert "$16,000" in client.get("/obras-tipo/").content.decode()
    body = b"".join(client.get("/obras-tipo.csv").streaming_content).decode("utf-8-sig")
    assert "'=OBRA(0)" in [row[0] for row in csv.reader(io.StringIO(body))]


def sheet(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("obras.csv", text.encode(), "text/csv")


def test_a_sheet_of_works_is_shown_before_it_is_kept_all_or_nothing(client):
    client.force_login(make_caro())
    load = "/escritorio/propuestas/obras/carga/"
    make_work(cost_max_centavos=200_000)
    good = (
        'Obra,Unidad,Desde,Hasta,Año,Categoría\nBanqueta nueva,m²,"$1,000",1200,2027,calles\n'
        "Banca,pieza,10,12,2027,\n"
    )
    page = client.post(load, {"file": sheet(good)}).content.decode()
    assert "trae 2 obras" in page
    assert TypicalWork.objects.count() == 1
    sealed = page.split('name="leido" value="')[1].split('"')[0]
    assert client.post(load, {"leido": sealed + "x"})["Location"] == load
    client.post(load, {"leido": sealed})
    assert TypicalWork.objects.get(name="Banqueta nueva").cost_max_centavos == 120_000
    assert TypicalWork.objects.count() == 2
    for bad, said in (
        (good + "Banca,pieza,1,2,2027,\n", "Fila 4: Es la misma obra y unidad que la fila 3"),
        (good + "Mural,m²,mucho,2,2027,\n", "Fila 4: Desde"),
        ("Obra,Unidad\nx,y\n", "Faltan columnas: desde, hasta, ano"),
        ("Obra,Unidad,Desde,Hasta,Año\n", "no trae ninguna obra"),
    ):
        answer = client.post(load, {"file": sheet(bad)})
        assert said in answer.content.decode()
    assert client.post(load, {"file": SimpleUploadedFile("x.xlsx", b"%PDF-1.7", "x")}).status_code == 422
    book = client.get("/escritorio/propuestas/obras/plantilla.xlsx")
    again = SimpleUploadedFile("obras.xlsx", b"".join(book.streaming_content), "x")
    assert "trae 2 obras" in client.post(load, {"file": again}).content.decode()

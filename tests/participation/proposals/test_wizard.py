"""Proposing, one question per page, without JavaScript."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from tequio.config.demo.factories.accounts import make_ana, make_eva
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_draft, make_proposal
from tequio.participation.proposals import services
from tequio.participation.proposals.models import Proposal, ProposalPhoto

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ana(client):
    user = make_ana()
    client.force_login(user)
    return user


def photo(name: str = "foto.png") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client):
    make_edition()
    assert "Empezar" in client.get("/ediciones/pp2026/proponer/").content.decode()
    page = "http://testserver/ediciones/pp2026/proponer/"
    answer = client.post("/ediciones/pp2026/proponer/", headers={"referer": page})
    assert answer["Location"].startswith("/cuenta/")
    assert "proponer" in answer["Location"]


def test_ten_answers_make_a_proposal_with_a_folio(client, ana):
    edition = make_edition()
    colonia = edition.territory.units.get(code="C2")
    first = client.post("/ediciones/pp2026/proponer/")["Location"]
    base = first.removesuffix("titulo/")
    answers = {
        "titulo": {"title": "Andador"},
        "problema": {"problem": "No hay banqueta."},
        "solucion": {"solution": "Un andador de 300 metros."},
        "lugar": {"lat": str(colonia.centre_lat), "lon": str(colonia.centre_lon), "place": "Junto al parque"},
        "suelo": {"public_land": "yes"},
        "categoria": {"category": edition.categories.first().pk},
        "tamano": {"size": edition.sizes.get(code="mediano").pk},
        "costo": {"estimated_cost_centavos": "$850,000"},
        "vive": {"proponent_unit": edition.territory.units.get(code="C3").pk},
    }
    url = first
    for step, answer in answers.items():
        assert url == f"{base}{step}/"
        assert client.get(url).status_code == 200
        url = client.post(url, answer)["Location"]
    assert client.post(url, {"photo": photo(), "alt": "La calle"})["Location"] == f"{base}fotos/"
    page = client.get(f"{base}revisar/").content.decode()
    assert "Falta corregir" not in page
    assert "$850 mil" in page
    receipt = client.post(f"{base}enviar/")["Location"]
    assert receipt == "/propuestas/26-0001/recibo/"
    assert "26-0001" in client.get(receipt).content.decode()
    proposal = Proposal.objects.get()
    assert (proposal.site.code, proposal.proponent_unit.code) == ("C2", "C3")
    assert proposal.estimated_cost_centavos == 85_000_000


def test_an_unfinished_draft_waits_and_says_what_is_missing(client, ana):
    make_edition()
    first = client.post("/ediciones/pp2026/proponer/")["Location"]
    client.post(first, {"title": "Andador"})
    assert "Seguir con mi borrador" in client.get("/ediciones/pp2026/proponer/").content.decode()
    assert "Andador" in client.get("/propuestas/").content.decode()
    base = first.removesuffix("titulo/")
    assert "Falta la categoría" in client.get(f"{base}revisar/").content.decode()
    back = client.post(f"{base}enviar/")
    assert back["Location"] == f"{base}revisar/"
    assert Proposal.objects.get().folio is None


@pytest.mark.parametrize(
    ("step", "answer", "said"),
    [
        ("titulo", {"title": ""}, "Título"),
        ("titulo", {"title": "x" * 121}, "Título"),
        ("problema", {"problem": " "}, "El problema"),
        ("lugar", {"lat": "19.0", "lon": "-99.0"}, "fuera del municipio"),
        ("lugar", {"lat": "19.0"}, "la latitud y la longitud"),
        ("lugar", {"lat": "norte", "lon": "-99"}, "Latitud"),
        ("lugar", {}, "elija la colonia"),
        ("suelo", {"public_land": "quizá"}, "El lugar"),
        ("categoria", {"category": "0"}, "Categoría"),
        ("costo", {"estimated_cost_centavos": "mucho"}, "cantidad en pesos"),
        ("costo", {"estimated_cost_centavos": "1,000,001"}, "El costo pasa del tope de $1 millón"),
        ("vive", {"proponent_unit": "99999"}, "Su colonia"),
        ("fotos", {"alt": "sin foto"}, "Foto"),
    ],
)
def test_a_wrong_answer_is_explained_and_the_rest_stays(client, ana, step, answer, said):
    draft = make_draft(make_edition())
    response = client.post(f"/ediciones/pp2026/proponer/{draft.pk}/{step}/", answer)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Proposal.objects.get(pk=draft.pk).estimated_cost_centavos == 80_000_000


def test_what_is_no_photo_is_explained(client, ana):
    draft = make_draft(make_edition())
    url = f"/ediciones/pp2026/proponer/{draft.pk}/fotos/"
    wrong = SimpleUploadedFile("foto.jpg", b"%PDF-1.7 no soy foto", "image/jpeg")
    response = client.post(url, {"photo": wrong, "alt": "x"})
    assert response.status_code == 422
    assert "no sirve aquí" in response.content.decode()
    client.post(url, {"photo": photo(), "alt": "x"})
    kept = ProposalPhoto.objects.get()
    assert client.post(f"{url}{kept.pk}/quitar/")["Location"] == url
    assert client.post(f"{url}{kept.pk}/quitar/").status_code == 404


def test_nobody_opens_the_draft_of_another(client):
    draft = make_draft(make_edition())
    client.force_login(make_eva())
    base = f"/ediciones/pp2026/proponer/{draft.pk}/"
    for path in ("titulo/", "revisar/"):
        assert client.get(base + path).status_code == 404
    for path in ("titulo/", "enviar/", "fotos/1/quitar/"):
        assert client.post(base + path, {"title": "mío"}).status_code == 404
    assert Proposal.objects.get().title == "Andador con sombra"
    submitted = services.submit(proposal=draft, at=timezone.now())
    assert client.get(f"/propuestas/{submitted.folio}/recibo/").status_code == 404
    assert client.post(f"/propuestas/{submitted.folio}/retirar/").status_code == 404


def test_a_draft_belongs_to_its_edition_and_its_steps(client, ana):
    draft = make_draft(make_edition())
    make_edition(slug="otra")
    assert client.get(f"/ediciones/otra/proponer/{draft.pk}/titulo/").status_code == 404
    assert client.get(f"/ediciones/pp2026/proponer/{draft.pk}/nada/").status_code == 404


def test_the_author_changes_and_takes_back_a_proposal(client, ana):
    proposal = make_proposal(make_edition())
    assert "Cambiar mi propuesta" in client.get("/propuestas/26-0001/").content.decode()
    base = f"/ediciones/pp2026/proponer/{proposal.pk}/"
    back = client.post(f"{base}titulo/?revisar=1", {"title": "Andador y bancas"})
    assert back["Location"] == f"{base}revisar/"
    assert "Listo" in client.get(f"{base}revisar/").content.decode()
    assert client.get("/propuestas/26-0001/retirar/").status_code == 200
    assert client.post("/propuestas/26-0001/retirar/")["Location"] == "/propuestas/"
    assert "Retirada" in client.get("/propuestas/").content.decode()
    assert "Retirada por quien" in client.get("/propuestas/26-0001/").content.decode()


def test_a_closed_registration_answers_409_with_the_date_and_keeps_the_draft(client, ana, time_machine):
    edition = make_edition()
    draft = make_draft(edition)
    time_machine.move_to(edition.phases.get(kind="registration").closes)
    client.force_login(ana)
    url = f"/ediciones/pp2026/proponer/{draft.pk}/"
    for path, body in (("titulo/", {"title": "Tarde"}), ("enviar/", {})):
        answer = client.post(url + path, body)
        assert answer.status_code == 409
        assert "cerró el" in answer.content.decode()
    assert client.post("/ediciones/pp2026/proponer/").status_code == 409
    page = client.get("/ediciones/pp2026/proponer/").content.decode()
    assert "no está abierto" in page
    assert "Su borrador sigue guardado" in page
    assert Proposal.objects.get(pk=draft.pk).title == "Andador con sombra"


def test_one_proposal_too_many_answers_409_and_keeps_the_draft(client, ana):
    edition = make_edition(proposals_max=1)
    make_proposal(edition)
    draft = make_draft(edition)
    answer = client.post(f"/ediciones/pp2026/proponer/{draft.pk}/enviar/")
    assert answer.status_code == 409
    assert "Su borrador queda guardado" in answer.content.decode()


def test_without_sizes_nobody_is_asked_for_one(client, ana):
    from tequio.participation.editions import services as editions

    edition = make_edition(published=False)
    edition.envelopes.all().delete()
    edition.sizes.all().delete()
    editions.add_envelope(edition=edition, amount_centavos=10**10)
    editions.publish_edition(edition=edition, at=timezone.now())
    edition.refresh_from_db()
    proposal = make_proposal(edition, size=None)
    assert proposal.folio == "26-0001"
    assert client.get(f"/ediciones/pp2026/proponer/{proposal.pk}/tamano/").status_code == 404
    assert "Tamaño" not in client.get("/ediciones/pp2026/propuestas/").content.decode()


def test_nothing_proposed_yet_is_said_kindly(client, ana):
    assert "Aún no ha propuesto nada" in client.get("/propuestas/").content.decode()

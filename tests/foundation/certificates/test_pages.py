"""The pages of certificates: anybody's, machines', the holder's and the office's."""

import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.foundation.certificates.conftest import AT, SCOPE

from tequio.config.demo.factories.accounts import make_caro
from tequio.core import credentials
from tequio.foundation.certificates import queries, services, types
from tequio.foundation.certificates.models import Batch, Certificate, SigningKey
from tequio.foundation.certificates.types import BatchState

pytestmark = pytest.mark.django_db
DESK = "/escritorio/constancias/"


def page(client, url: str) -> str:
    return client.get(url).content.decode()


@pytest.fixture
def made(doings, ana) -> Certificate:
    doings.add(ana, name="Ana María Ejemplo")
    return services.issue(claims=doings.claims, by=None, at=AT).certificates[0]


def test_anybody_checks_a_folio_and_sees_initials_at_most(client, made):
    answer = client.get("/constancias/", {"folio": made.folio.lower().replace("-", " ")})
    assert answer.url == f"/constancias/{made.folio}/"
    answer = client.get(answer.url)
    text = answer.content.decode()
    for words in ("Es auténtica y está vigente", "Foro de prueba", "Agua", "14 de junio de 2026", "A.M.E."):
        assert words in text
    for private in ("Ana", "ana@", "Ejemplo<"):
        assert private not in text
    assert "noindex" in text
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert client.get(f"/constancias/{made.folio.lower()}/").url == f"/constancias/{made.folio}/"


def test_a_folio_that_nobody_has_is_said_with_what_to_look_at(client, db):
    for url in ("/constancias/?folio=C26-AAAA-AAAA", "/constancias/C26-AAAA-AAAA/"):
        answer = client.get(url)
        assert answer.status_code == 404
        assert "No existe una constancia con ese folio" in answer.content.decode()
    assert client.get("/constancias/", {"folio": ""}).status_code == 422


def test_a_revoked_certificate_says_so_under_its_old_address_and_is_taken_home_no_more(client, made, ana, caro):
    services.revoke(certificate_id=made.pk, reason="Se expidió por error.", note="privado", by=caro.pk, at=AT)
    text = page(client, f"/constancias/{made.folio}/")
    assert "Ya no vale: se revocó" in text
    assert "Se expidió por error." in text
    assert "privado" not in text
    client.force_login(ana)
    assert "Se expidió por error." in page(client, f"/cuenta/constancias/{made.folio}/")
    assert client.get(reverse("certificates:pdf", args=[made.folio])).status_code == 410


def test_the_holder_takes_home_the_sheet_the_credential_and_the_qr(client, made, ana):
    client.force_login(ana)
    assert made.folio in page(client, "/cuenta/constancias/")
    assert "Ana María Ejemplo" in page(client, f"/cuenta/constancias/{made.folio}/")
    sheet = client.get(reverse("certificates:pdf", args=[made.folio]))
    assert sheet.content.startswith(b"%PDF")
    assert made.folio in sheet["Content-Disposition"]
    credential = client.get(reverse("certificates:credential", args=[made.folio]))
    assert credential.content.decode() == made.credential
    assert b"<svg" in client.get(reverse("certificates:qr", args=[made.folio])).content
    assert "Descargar el PDF" in page(client, f"/constancias/{made.folio}/")


def test_nobody_else_takes_it_home(client, made, eva):
    urls = [reverse(f"certificates:{name}", args=[made.folio]) for name in ("pdf", "credential", "qr", "own")]
    for _who in ("anybody", "another"):
        assert {client.get(url).status_code for url in urls} <= {404, 302}
        client.force_login(eva)
    assert {client.get(url).status_code for url in urls} == {404}
    assert made.folio not in page(client, "/cuenta/constancias/")


def test_a_person_asks_for_the_certificate_of_what_they_did(client, doings, ana, eva):
    doings.add(ana)
    client.force_login(ana)
    assert "Obtener mi constancia" in page(client, "/cuenta/constancias/")
    url = reverse("certificates:ask", args=["tried", "deed:1"])
    assert f'value="{ana.name}"' in page(client, url)
    assert client.post(url, {"name": "  "}).status_code == 422
    assert client.post(url, {"name": "123"}).status_code == 422
    answer = client.post(url, {"name": "Ana María Ejemplo"}, follow=True)
    assert "Su constancia está lista" in answer.content.decode()
    assert client.get(url).url == answer.redirect_chain[-1][0]  # they have it: the page leads there
    client.force_login(eva)
    assert client.get(url).status_code == 404


def test_programs_read_the_keys_and_the_list_which_is_sent_again_only_when_it_changes(client, made, caro):
    issuer = client.get("/constancias/emisor")
    keys = credentials.read_keys(json.loads(issuer.content))
    assert set(keys) == {queries.method("clave-1")}
    answer = client.get("/constancias/estado/1")
    assert credentials.verify(json.loads(answer.content), keys=keys) is credentials.Verdict.VALID
    tag = {"If-None-Match": answer["ETag"]}
    assert client.get("/constancias/estado/1", headers=tag).status_code == 304
    services.revoke(certificate_id=made.pk, reason="Error.", by=caro.pk, at=AT)
    fresh = client.get("/constancias/estado/1", headers=tag)
    standing = credentials.standing(json.loads(made.credential), json.loads(fresh.content), keys=keys)
    assert standing is credentials.Standing.REVOKED
    assert {one["Access-Control-Allow-Origin"] for one in (issuer, fresh)} == {"*"}
    assert client.get("/constancias/estado/9").status_code == 404


def test_the_office_issues_to_everyone_of_a_whole_and_takes_it_back(client, doings, ana, caro):
    doings.add(ana)
    doings.add()
    client.force_login(caro)
    assert "Foro de prueba" in page(client, f"{DESK}lotes/")
    url = reverse("certificates:start", args=["tried", SCOPE])
    assert "Hay 2 participaciones" in page(client, url)
    answer = client.post(url, follow=True)
    text = answer.content.decode()
    assert "Se expidió 1 constancia" in text
    assert "1 persona quedó fuera" in text
    batch = Batch.objects.get()
    own = reverse("certificates:batch", args=[batch.pk])
    bar = client.get(f"{own}avance/", headers={"HX-Request": "true"})
    assert bar["HX-Refresh"] == "true"
    assert client.get(f"{own}avance/").url == own
    assert client.post(f"{own}revocar/", {"reason": ""}).status_code == 422
    assert (
        "se revocó completo"
        in client.post(f"{own}revocar/", {"reason": "Error."}, follow=True).content.decode()
    )
    assert client.get(reverse("certificates:start", args=["tried", "thing:9"])).status_code == 404


def test_the_bar_asks_again_while_the_work_goes_on(client, doings, caro):
    doings.add(name="Persona Ejemplo", number=101)
    client.force_login(caro)
    url = client.post(reverse("certificates:start", args=["tried", SCOPE])).url
    Batch.objects.update(seen=40)
    for text in (page(client, url), client.get(f"{url}avance/", headers={"HX-Request": "1"}).content.decode()):
        assert 'max="101"' in text
        assert 'value="40"' in text
        assert "every 2s" in text


def test_the_office_issues_by_hand_from_a_box_or_a_file(client, caro):
    client.force_login(caro)
    said = {
        "kind": types.COMMITTEE,
        "occasion": "Comité del parque",
        "did": "Por haber formado parte del comité.",
        "happened_on": "2026-03-01",
        "people": "Rosa Ejemplo, rosa@tequio.example\nNo Vale, no-es-correo\n",
    }
    answer = client.post(f"{DESK}a-mano/", said)
    assert answer.status_code == 422
    assert "Línea 2" in answer.content.decode()
    assert not Certificate.objects.exists()
    said["people"] = "Rosa Ejemplo, rosa@tequio.example\nLuis Ejemplo\n"
    assert "Se expidieron 2 constancias" in client.post(f"{DESK}a-mano/", said, follow=True).content.decode()
    assert Certificate.objects.filter(did="formado parte del comité").count() == 2
    said["file"] = ContentFile(b"Nombre,Correo\nRosa Ejemplo,rosa@tequio.example\nEva Ejemplo,\n", name="c.csv")
    assert "1 ya la tenía" in client.post(f"{DESK}a-mano/", said, follow=True).content.decode()
    said["file"] = ContentFile(b"%PDF-1.4 no", name="c.pdf")
    assert client.post(f"{DESK}a-mano/", said).status_code == 422
    assert client.post(f"{DESK}a-mano/", said | {"file": "", "happened_on": "2999-01-01"}).status_code == 422


def test_the_office_finds_revokes_and_replaces(client, made, caro):
    client.force_login(caro)
    for search in ("maria", made.folio.lower(), "MARÍA ejem"):
        assert made.folio in page(client, f"{DESK}?q={search}&tipo=tried&estado=valid")
    assert made.folio not in page(client, f"{DESK}?q=nadie")
    own = reverse("certificates:office_detail", args=[made.folio])
    assert "Ana María Ejemplo" in page(client, own)
    assert client.get(reverse("certificates:pdf", args=[made.folio])).status_code == 200
    assert client.post(f"{own}revocar/", {"reason": ""}).status_code == 422
    assert client.post(f"{own}sustituir/", {"name": "", "reason": "x"}).status_code == 422
    assert client.post(f"{own}revocar/", {"reason": "Error.", "note": "nota"}).url == own
    text = page(client, own)
    assert "nota" in text
    assert "Expedir otra en su lugar" in text
    new = client.post(f"{own}sustituir/", {"name": "Ana Ejemplo", "reason": "Corrección."}, follow=True)
    assert made.folio in new.content.decode()  # it says which it replaces
    assert "Ver la nueva" in page(client, own)
    assert made.folio in page(client, f"{DESK}?estado=replaced")
    assert made.folio not in page(client, f"{DESK}?estado=revoked")
    assert client.get(f"{DESK}C26-NADA/").status_code == 404


def test_the_office_changes_the_key(client, made, caro):
    client.force_login(caro)
    assert client.post(f"{DESK}claves/nueva/").url == f"{DESK}claves/"
    assert "clave-2" in page(client, f"{DESK}claves/")
    assert SigningKey.objects.count() == 2


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_queries_however_many_rows(client, doings, ana, number, django_assert_num_queries):
    caro = make_caro()
    doings.add(ana, number=number)
    batch = services.start_batch(source=types.source("tried"), scope=SCOPE, title="x", by=caro.pk, at=AT)
    services.work(batch_id=batch.pk, at=AT)
    doings.add(ana, number=number)
    for one in range(number - 1):
        Batch.objects.create(title=str(one), state=BatchState.DONE.value, expected=1, started_at=AT)
    client.force_login(ana)
    client.get("/")
    with django_assert_num_queries(6):
        client.get("/cuenta/constancias/")
    client.force_login(caro)
    client.get(DESK)
    own = reverse("certificates:batch", args=[batch.pk])
    for url, count in ((DESK, 7), (f"{DESK}lotes/", 7), (own, 8), (f"{DESK}claves/", 6)):
        with django_assert_num_queries(count):
            client.get(url)

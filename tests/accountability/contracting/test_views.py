from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import Award, Contract, Payment, Process, Publication
from tequio.config.demo.factories.accounts import make_beto, make_office, make_pia
from tequio.config.demo.factories.contracting import (
    make_award,
    make_contract,
    make_payment,
    make_process,
    make_rfc,
)
from tequio.config.demo.factories.projects import make_project, make_stage_begun

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.fixture
def beto(client):
    person = make_beto()
    client.force_login(person)
    return person


def page(client, *address, **query):
    return client.get(reverse(address[0], args=address[1:]), query).content.decode()


def test_a_liaison_records_the_whole_life_of_a_contract(client, beto):
    project = make_project(folio="26-0041")
    opened = client.post(
        reverse("contracting:open", args=["26-0041"]),
        {
            "title": "Construcción del parque",
            "procedure": "licitacion-publica",
            "category": "works",
            "tender_start": "2026-08-03",
            "tender_end": "2026-08-21",
        },
    )
    process = Process.objects.get()
    assert opened.headers["Location"] == f"/escritorio/contratos/{process.ocid}/"
    award = {
        "supplier_name": "Constructora Mezquite",
        "supplier_rfc": make_rfc(1),
        "date": "2026-08-28",
        "amount_centavos": "$942,180",
        "net_centavos": "812,224.14",
        "tenderers": "4",
    }
    assert client.post(reverse("contracting:award", args=[process.ocid]), award).status_code == 302
    contract = {
        "number": "OP-41-2026",
        "signed_on": "2026-09-04",
        "starts_on": "2026-09-07",
        "ends_on": "2026-12-18",
        "amount_centavos": "942180",
    }
    url = reverse("contracting:contract", args=[process.ocid, Award.objects.get().pk])
    assert client.post(url, contract).status_code == 302
    signed = Contract.objects.get()
    assert signed.amount_centavos == 942_180_00
    payment = {"kind": "estimate", "paid_on": "2026-10-16", "amount_centavos": "452246"}
    assert (
        client.post(reverse("contracting:payment", args=[process.ocid, signed.pk]), payment).status_code == 302
    )
    amendment = {
        "signed_on": "2026-11-02",
        "rationale": "Se agregó un cruce",
        "amount_centavos": "960000",
        "ends_on": "2027-01-15",
    }
    url = reverse("contracting:amendment", args=[process.ocid, signed.pk])
    assert client.post(url, amendment).status_code == 302
    project.refresh_from_db()
    assert (project.contracted_centavos, project.paid_centavos) == (960_000_00, 452_246_00)
    assert (
        client.post(
            reverse("contracting:conclude", args=[process.ocid, signed.pk]), {"ended_on": "2026-11-20"}
        ).status_code
        == 302
    )
    services.publish(process_id=process.pk, at=AT)
    public = page(client, "contracting:process", process.ocid)
    for said in (
        "Constructora Mezquite",
        "$960,000",
        "Se agregó un cruce",
        "Estimación",
        "EDCA válido",
        "Historial",
    ):
        assert said in public, said


def test_the_projects_page_ties_the_contract_into_its_thread(client):
    contract = make_contract()
    services.publish(process_id=contract.process_id, at=AT)
    said = page(client, "projects:detail", contract.process.project.folio)
    for words in (contract.award.supplier.name, "$940,000 con IVA", "1 versión publicada", "Datos al día"):
        assert words in said, words


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _: None, "Todavía no se abre"),
        (make_process, "convocado"),
        (lambda p: make_award(make_process(p)), "falta firmar el contrato"),
        (
            lambda p: services.cancel_process(process_id=make_process(p).pk, reason="Sin ofertas"),
            "El proceso quedó cancelado: Sin ofertas",
        ),
    ],
)
def test_the_thread_says_how_far_the_contracting_is(client, make, words):
    project = make_project()
    make(project)
    assert words in page(client, "projects:detail", project.folio)


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_queries_however_much_there_is(client, django_assert_num_queries, number):
    contract = make_contract()
    for _ in range(number):
        make_payment(contract, amount_centavos=1_00)
        services.publish(process_id=contract.process_id, at=AT)
    with django_assert_num_queries(16):
        assert client.get(f"/contratos/{contract.process.ocid}/").status_code == 200
    with django_assert_num_queries(18):
        assert client.get(f"/proyectos/{contract.process.project.folio}/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_desks_cost_the_same_queries_however_much_there_is(client, django_assert_max_num_queries, number):
    client.force_login(make_pia())
    for _ in range(number):
        contract = make_payment().contract
        services.publish(process_id=contract.process_id, at=AT)
    client.get("/escritorio/contratos/")
    for address in ("/escritorio/contratos/", "/escritorio/publicacion/"):
        with django_assert_max_num_queries(17):
            assert client.get(address).status_code == 200
    with django_assert_max_num_queries(28):
        assert client.get(f"/escritorio/contratos/{contract.process.ocid}/").status_code == 200


def test_one_release_is_read_as_it_was_published(client):
    process = make_process()
    release = services.publish(process_id=process.pk, at=AT)
    response = client.get(f"/contratos/{process.ocid}/entregas/1.json")
    assert response.content == bytes(release.document)
    assert "immutable" in response.headers["Cache-Control"]
    assert client.get(f"/contratos/{process.ocid}/entregas/2.json").status_code == 404


def test_an_unknown_process_is_not_found(client):
    assert client.get("/contratos/ocds-000000-nada-1/").status_code == 404


def test_without_a_registered_prefix_pages_say_that_it_is_not_official(client, settings):
    process = make_process()
    services.publish(process_id=process.pk, at=AT)
    assert "no son oficiales" in page(client, "contracting:process", process.ocid)
    settings.OCID_PREFIX = "ocds-abc123"
    assert "no son oficiales" not in page(client, "contracting:process", process.ocid)


@pytest.mark.parametrize(
    ("name", "sent", "words"),
    [
        ("award", {"supplier_rfc": "SAT971301NN3"}, "fecha dentro del RFC"),
        ("award", {"amount_centavos": "mucho"}, "Escriba un monto en pesos"),
        ("award", {"amount_centavos": "-5"}, "no puede ser negativo"),
        ("award", {"date": "2026-08-01"}, "antes de que cierre la recepción"),
        ("award", {"net_centavos": "99999999"}, "sin IVA"),
        ("tender", {"tender_start": "2026-08-03", "tender_end": "2026-08-01"}, "no puede terminar"),
        ("end", {"status": "cancelled", "reason": " "}, "Este campo"),
    ],
)
def test_a_wrong_record_comes_back_with_plain_words_and_nothing_is_kept(client, beto, name, sent, words):
    process = make_process()
    values = {
        "supplier_name": "Obras del Encino",
        "supplier_rfc": make_rfc(2),
        "date": "2026-08-28",
        "amount_centavos": "100",
    }
    response = client.post(reverse(f"contracting:{name}", args=[process.ocid]), values | sent)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Award.objects.exists()


def test_a_direct_award_without_basis_is_not_opened(client, beto):
    project = make_project()
    sent = {"title": "Bancas", "procedure": "adjudicacion-directa", "category": "goods"}
    response = client.post(reverse("contracting:open", args=[project.folio]), sent)
    assert response.status_code == 422
    assert "necesita su fundamento" in response.content.decode()
    assert not Process.objects.exists()
    assert client.get("/escritorio/contratos/nuevo/99-9999/").status_code == 404


def test_paying_more_than_the_contract_is_refused_with_what_is_left(client, beto):
    contract = make_contract()
    url = reverse("contracting:payment", args=[contract.process.ocid, contract.pk])
    sent = {"kind": "settlement", "paid_on": "2026-10-16", "amount_centavos": "940000.01"}
    response = client.post(url, sent)
    assert response.status_code == 422
    assert "Le quedan $940,000" in response.content.decode()
    assert not Payment.objects.exists()


def test_a_payment_is_voided_and_stays_in_sight(client, beto):
    payment = make_payment()
    url = reverse("contracting:void", args=[payment.contract.process.ocid, payment.pk])
    assert client.post(url).status_code == 302
    assert "anulado" in page(client, "contracting:process", payment.contract.process.ocid)


def test_a_process_is_ended_with_a_public_reason(client, beto):
    process = make_process()
    url = reverse("contracting:end", args=[process.ocid])
    assert client.post(url, {"status": "unsuccessful", "reason": "Nadie ofertó"}).status_code == 302
    assert "Nadie ofertó" in page(client, "contracting:process", process.ocid)
    assert "Registrar el fallo" not in page(client, "contracting:desk", process.ocid)


def test_pieces_of_another_process_are_not_touched(client, beto):
    mine, other = make_process(), make_payment()
    for name, pk in (
        ("contract", other.contract.award_id),
        ("payment", other.contract_id),
        ("amendment", other.contract_id),
        ("conclude", other.contract_id),
        ("void", other.pk),
    ):
        assert client.post(reverse(f"contracting:{name}", args=[mine.ocid, pk])).status_code == 404


def test_another_offices_liaison_is_refused_with_a_reason(client):
    client.force_login(make_beto(make_office("SPM")))
    process = make_process()
    for name, of in (("desk", process.ocid), ("open", process.project.folio)):
        response = client.get(reverse(f"contracting:{name}", args=[of]))
        assert response.status_code == 403
        assert "es de Secretaría de Infraestructura" in response.content.decode()


def test_the_liaison_sees_what_is_missing_and_how_to_mend_it(client, beto):
    process = make_process(tender_start=None, tender_end=None, tenderers=None)
    make_contract(make_award(process), ends_on=date(2026, 9, 30), net_centavos=None)
    said = page(client, "contracting:desk", process.ocid)
    for words in (
        "No se sabe cuándo se recibieron las ofertas",
        "No se sabe cuántas empresas ofertaron",
        "Falta el monto sin IVA",
        "venció el",
    ):
        assert words in said, words


def test_what_is_held_back_is_the_first_thing_said(client, beto):
    process = make_process()
    finding = {
        "code": "x",
        "path": "/tender",
        "severity": "error",
        "message": "Falta el título",
        "blocks": True,
    }
    Publication.objects.create(process=process, due_since=AT, findings=[finding])
    assert "Falta el título" in page(client, "contracting:desk", process.ocid)
    assert "Corregir para publicar" in page(client, "office:home")


def test_contracts_that_ran_out_are_pending_work(client, beto):
    make_contract(ends_on=date(2026, 9, 30))
    project = make_project()
    make_stage_begun(project, "execution", on=date(2026, 9, 7), planned_end=date(2026, 10, 1))
    said = page(client, "office:home")
    assert "Concluir o ampliar el contrato" in said
    assert "Terminar «Ejecución»" in said


def test_projects_without_process_are_offered(client, beto):
    project = make_project()
    assert f"/escritorio/contratos/nuevo/{project.folio}/" in page(client, "contracting:office")
    assert "Abrir un proceso" in page(client, "projects:desk", project.folio)


def test_the_publisher_sees_failures_and_tries_again(client):
    client.force_login(make_pia())
    process = make_process()
    Publication.objects.create(process=process, due_since=AT, attempts=6, last_error="OSError: disco lleno")
    said = page(client, "contracting:publication")
    assert "disco lleno" in said
    assert "ocds-000000" in said
    assert client.post(reverse("contracting:retry", args=[process.ocid])).status_code == 302
    publication = Publication.objects.get()
    assert (publication.attempts, publication.last_error) == (0, "")

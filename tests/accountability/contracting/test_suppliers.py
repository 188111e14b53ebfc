"""The roll of suppliers and the catalogue of procedures (docs/rules/contracting.md, SUP-1 to SUP-6)."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.models import ProcedureType, Publication, Supplier
from tequio.config.demo.factories.accounts import make_beto, make_pia
from tequio.config.demo.factories.contracting import (
    make_award,
    make_bid,
    make_contract,
    make_payment,
    make_process,
    make_rfc,
    make_supplier,
)
from tequio.foundation.audit.services import deliver_now

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)


def person_paid():
    """Return a payment to a natural person."""
    rfc = make_rfc(7, natural_person=True)
    return make_payment(make_contract(make_award(supplier_rfc=rfc, supplier_name="Ramona Ficticia Prueba")))


def read(client, address):
    return client.get(address).content.decode()


def test_sup_1_anyone_sees_who_is_paid_and_for_what(client):
    """SUP-1: a company by its RFC."""
    payment = make_payment()
    supplier = payment.contract.award.supplier
    assert supplier.name in read(client, "/proveedores/")
    page = read(client, f"/proveedores/{supplier.rfc}/")
    for words in (supplier.name, f"RFC {supplier.rfc}", payment.contract.number, "$940,000", "$282,000"):
        assert words in page, words
    assert client.get(f"/proveedores/{make_rfc(30)}/").status_code == 404


def test_who_goes_together_is_shown_with_the_contract_too(client):
    partner = make_supplier(40)  # none of those that win by themselves
    contract = make_contract(make_award(partners=[(partner.rfc, "")]))
    listed = {one.pk: (one.contracts_count, one.contracted) for one in queries.winners()}
    both = (1, contract.amount_centavos)
    assert listed == {partner.pk: both, contract.award.supplier_id: both}
    assert contract.number in read(client, f"/proveedores/{partner.rfc}/")
    assert {one.pk: one.won for one in queries.roll()} == dict.fromkeys(listed, 1)


def test_sup_2_a_persons_rfc_is_nowhere_public(client):
    """SUP-2, RFC-9: by the city's own number, and never found by the RFC."""
    payment = person_paid()
    person = payment.contract.award.supplier
    pages = (
        "/proveedores/",
        f"/proveedores/{person.public_key}/",
        f"/contratos/{payment.contract.process.ocid}/",
    )
    for address in pages:
        page = read(client, address)
        assert person.name in page
        assert person.rfc not in page
    assert client.get(f"/proveedores/{person.rfc}/").status_code == 404
    assert person.name not in read(client, f"/proveedores/?q={person.rfc}")


def test_sup_3_the_office_sees_a_persons_rfc_masked(client):
    """SUP-3."""
    person = person_paid().contract.award.supplier
    client.force_login(make_beto())
    for address in ("/escritorio/proveedores/", f"/escritorio/proveedores/{person.pk}/"):
        page = read(client, address)
        assert person.rfc not in page
        assert "ZZ•••••••••" in page


def test_sup_4_the_city_decides_whether_persons_are_named(client):
    """SUP-4: all of them at once; their processes are published again."""
    payment = person_paid()
    person = payment.contract.award.supplier
    deliver_now()
    Publication.objects.update(due_since=None)
    client.force_login(make_pia())
    sent = client.post(reverse("contracting:supplier_policy"), {"publish_names": "0"})
    assert sent.status_code == 302
    person.refresh_from_db()
    assert person.unnamed
    for address in (
        "/proveedores/",
        f"/proveedores/{person.public_key}/",
        f"/contratos/{payment.contract.process.ocid}/",
    ):
        page = read(client, address)
        assert "Ramona" not in page
        assert person.public_number in page
    assert "Ramona" not in read(client, f"/proyectos/{payment.contract.process.project.folio}/")
    assert make_supplier(12, natural_person=True).unnamed
    assert not make_supplier(12).unnamed
    deliver_now()
    assert Publication.objects.filter(due_since__isnull=False).count() == 1
    assert person.public_number not in read(client, "/proveedores/?q=Ramona")


def test_sup_4_who_is_not_named_is_not_named_in_the_open_data_either():
    """SUP-4, PUB-10: what was published by name stays in the history; the new release has the number."""
    contract = person_paid().contract
    services.publish(process_id=contract.process_id, at=AT)
    services.set_policy(publish_names=False)
    release = services.publish(process_id=contract.process_id, at=AT)
    document = bytes(release.document).decode()
    assert "Ramona" not in document
    assert contract.award.supplier.public_number in document
    assert contract.award.supplier.rfc not in document


def test_sup_5_a_name_is_corrected_and_published_again(client):
    """SUP-5: the RFC never changes."""
    contract = make_contract()
    supplier = contract.award.supplier
    client.force_login(make_beto())
    url = reverse("contracting:supplier_correct", args=[supplier.pk])
    assert client.post(url, {"name": "Mezquite, S.A.", "roll_number": "44", "rfc": "X"}).status_code == 302
    supplier.refresh_from_db()
    assert (supplier.name, supplier.roll_number) == ("Mezquite, S.A.", "44")
    assert client.post(url, {"name": " "}).status_code == 422
    assert queries.processes_naming({supplier.pk}) == [contract.process_id]
    assert "Mezquite, S.A." in read(client, f"/contratos/{contract.process.ocid}/")
    assert client.get("/escritorio/proveedores/999999/").status_code == 404


def test_a_persons_name_is_kept_by_parts(client):
    person = make_supplier(8, natural_person=True)
    client.force_login(make_beto())
    url = reverse("contracting:supplier_correct", args=[person.pk])
    sent = {"name": person.name, "given_name": "Ramona", "patronymic_name": "Ficticia", "unnamed": "on"}
    assert client.post(url, sent).status_code == 302
    person.refresh_from_db()
    assert (person.given_name, person.patronymic_name, person.unnamed) == ("Ramona", "Ficticia", True)


def test_sup_6_a_kept_name_stands_whatever_is_typed_later():
    """SUP-6."""
    make_award(supplier_rfc=make_rfc(1), supplier_name="Constructora Mezquite")
    again = make_bid(make_process(), supplier_rfc=make_rfc(1), supplier_name="Otra")
    assert again.supplier.name == "Constructora Mezquite"
    with pytest.raises(services.ContractingError, match="nombre del proveedor"):
        make_bid(make_process(), supplier_rfc=make_rfc(22), supplier_name=" ")


def test_a_supplier_is_entered_by_hand(client):
    client.force_login(make_beto())
    sent = {"rfc": "sat-970701 nn4", "name": "Empresa", "roll_number": "7"}
    page = client.post("/escritorio/proveedores/", sent, follow=True).content.decode()
    assert "cotéjelo" in page
    assert Supplier.objects.get().roll_number == "7"
    assert "RFC por cotejar" in read(client, "/escritorio/proveedores/?q=empresa")
    wrong = client.post("/escritorio/proveedores/", {"rfc": "XEXX010101000", "name": "Nadie"})
    assert wrong.status_code == 422
    assert "genérico" in wrong.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_roll_costs_the_same_queries_however_long(client, django_assert_max_num_queries, number):
    client.force_login(make_beto())
    for place in range(number):
        process = make_process()
        make_bid(process, place)
        contract = make_contract(make_award(process, supplier_rfc=make_rfc(place + 1), supplier_name="Una"))
        make_payment(contract)
    client.get("/escritorio/proveedores/")
    with django_assert_max_num_queries(14):
        assert client.get("/escritorio/proveedores/").status_code == 200
    client.logout()
    with django_assert_max_num_queries(5):
        assert client.get("/proveedores/").status_code == 200
    with django_assert_max_num_queries(6):
        assert client.get(f"/proveedores/{make_rfc(1)}/").status_code == 200


def test_the_catalogue_is_edited_in_the_office(client):
    client.force_login(make_pia())
    assert "Diálogo competitivo" in read(client, "/escritorio/procedimientos/")
    sent = {"name": "Concurso de proyectos", "method": "open", "valid_from": "2026-01-01", "min_days": "20"}
    assert client.post("/escritorio/procedimientos/nuevo/", sent).status_code == 302
    kept = ProcedureType.objects.get(code="concurso-de-proyectos")
    assert kept.valid_from == date(2026, 1, 1)
    twice = client.post("/escritorio/procedimientos/nuevo/", sent)
    assert "Ya hay un procedimiento" in twice.content.decode()
    url = f"/escritorio/procedimientos/{kept.pk}/"
    wrong = client.post(url, sent | {"valid_to": "2025-12-31"})
    assert "no puede terminar antes" in wrong.content.decode()
    assert client.post(url, sent | {"valid_to": "2026-06-30"}).status_code == 302
    now, other = queries.procedures_offered(date(2026, 7, 1))
    assert kept.code in {one.code for one in other}
    assert kept.code not in {one.code for one in now}
    assert client.get("/escritorio/procedimientos/999999/").status_code == 404

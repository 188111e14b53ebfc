"""docs/rules/contracting.md, PUB-11 to PUB-18, and publishing.md, OC4IDS-11 and 12: all that is published."""

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import orjson
import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.models import (
    Bid,
    BudgetLine,
    ClarificationMeeting,
    Document,
    Guarantee,
    Milestone,
    Quote,
    QuoteRequest,
    Release,
    Supplier,
)
from tequio.accountability.projects.models import Handover, Pause
from tequio.config.demo.factories.accounts import make_user
from tequio.config.demo.factories.contracting import (
    make_award,
    make_contract,
    make_payment,
    make_process,
    make_rfc,
)
from tequio.config.demo.factories.projects import make_activity, make_evidence, make_project
from tequio.core.ocds.validation import Severity, check_release

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
SOURCE = "tag:127.0.0.1,2026:poliza/P%2F12"
PERSON = make_rfc(77, natural_person=True)


def read(key):
    with storages["public"].open(key) as file:
        return orjson.loads(file.read())


def _before_the_award(process, person, n):
    components = [{"name": "Programa", "code": "E012", "level": "5", "description": "Obra"}]
    BudgetLine.objects.create(
        process=process, code=f"L{n}", source="FAISMUN", components=components,
        approved_centavos=100_000, paid_centavos=5_000, updated_on=date(2026, 9, 1),
    )  # fmt: skip
    request = QuoteRequest.objects.create(
        process=process, code=f"Q{n}", title="Estudio", starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 9)
    )
    request.invited.add(person)
    Quote.objects.create(request=request, code="1", supplier=person, date=date(2026, 7, 8), amount_centavos=9)
    meeting = ClarificationMeeting.objects.create(
        process=process, code=f"J{n}", held_at=datetime(2026, 8, 7, 16, tzinfo=UTC),
        officials=[{"name": "Servidora Ficticia", "position": "Directora de Obras"}],
    )  # fmt: skip
    meeting.attendees.add(person)
    bidder = person if n == 0 else Supplier.objects.create(rfc=make_rfc(80 + n), name=f"Empresa {n}")
    Bid.objects.create(
        process=process, code=f"B{n}", supplier=bidder, date=date(2026, 8, 20), amount_centavos=1_000 + n
    )


def _after_it(process, contract, n):
    Guarantee.objects.create(
        contract=contract, code=f"G{n}", kind="bail", obligations="fulfillment", amount_centavos=500,
        guarantor="Afianzadora Ficticia", issued_on=date(2026, 9, 2),
    )  # fmt: skip
    Milestone.objects.create(contract=contract, code=f"H{n}", title="Cimientos", due_on=date(2026, 10, 1))
    Document.objects.create(
        process=process, code=f"D{n}", section="tender", document_type="tenderNotice", title="Convocatoria",
        url="https://ejemplo.mx/c.pdf", published_on=date(2026, 8, 3),
    )  # fmt: skip


@pytest.fixture
def whole(settings):
    settings.OCID_PREFIX = "ocds-abc123"
    process = make_process(make_project(folio="26-0041"), tender_start=date(2026, 8, 3))
    process.file_number, process.additional_category = "OP-9", "works"
    process.notice_on, process.enquiry_start = date(2026, 8, 1), date(2026, 8, 4)
    process.save()
    contract = make_contract(make_award(process))
    contract.surveillance = ["citizenComptroller"]
    contract.save()
    person = Supplier.objects.create(
        rfc=PERSON, name="Persona Inventada", natural_person=True, given_name="Persona",
        patronymic_name="Inventada", roll_number="P-77",
    )  # fmt: skip
    _before_the_award(process, person, 0)
    _after_it(process, contract, 0)
    payment = make_payment(contract)
    payment.voucher, payment.method = "P/12", "wireTransfer"
    payment.save()
    services.amend_contract(
        contract_id=contract.pk, signed_on=date(2026, 11, 1), rationale="Lluvia",
        amount_centavos=contract.amount_centavos, ends_on=date(2027, 1, 8),
    )  # fmt: skip
    return process


def test_every_fact_of_a_process_is_published_and_nothing_is_amiss(whole):
    """PUB-11."""
    release = services.publish(process_id=whole.pk, at=AT)

    said = orjson.loads(bytes(release.document))
    assert [one.as_dict() for one in check_release(said)] == []
    planning, tender, [contract] = said["planning"], said["tender"], said["contracts"]
    assert planning["requestsForQuotes"][0]["quotes"][0]["issuingSupplier"]["name"] == "Persona Inventada"
    [fund] = planning["budgetBreakdown"]
    assert [one["id"] for one in fund["budgetLines"][0]["measures"]] == ["approved", "paid"]
    assert planning["budget"]["budgetBreakdown"][0]["amount"]["amount"] == 1000
    assert tender["clarificationMeetings"][0]["officials"][0]["name"] == "Servidora Ficticia"
    assert (tender["numberOfTenderers"], said["bids"]["details"][0]["id"]) == (1, "B0")
    assert tender["milestones"][-1]["type"] == "publicNotices"
    assert tender["documents"][0]["documentType"] == "tenderNotice"
    assert contract["guarantees"][0]["guarantor"]["name"] == "Afianzadora Ficticia"
    assert contract["surveillanceMechanisms"] == ["citizenComptroller"]
    assert contract["implementation"]["status"] == "ongoing"
    transaction = contract["implementation"]["transactions"][0]
    assert (transaction["source"], transaction["paymentMethod"]) == (SOURCE, "wireTransfer")
    assert "Expediente OP-9." in tender["description"]


def test_the_rfc_of_a_person_leaves_in_no_file(whole, shelf):
    """PUB-12."""
    services.publish(process_id=whole.pk, at=AT)
    services.oc4ids.put_project(project_id=whole.project_id)

    files = [one.read_bytes() for one in shelf.rglob("*") if one.is_file()]
    assert files
    assert not any(PERSON.encode() in one for one in files)
    person = next(
        party
        for party in orjson.loads(bytes(Release.objects.get().document))["parties"]
        if party["name"] == "Persona Inventada"
    )
    assert person["identifier"] == {
        "id": "P-77",
        "legalName": "Persona Inventada",
        "legalPersonality": "naturalPerson",
        "givenName": "Persona",
        "patronymicName": "Inventada",
    }


def test_a_person_may_go_by_the_number_in_the_roll_alone(whole):
    """PUB-12."""
    Supplier.objects.filter(rfc=PERSON).update(unnamed=True)

    release = services.publish(process_id=whole.pk, at=AT)

    assert "Inventada" not in bytes(release.document).decode()
    assert "Persona física, padrón P-77" in bytes(release.document).decode()


def test_a_later_process_names_the_ones_before_it(whole):
    """PUB-13."""
    later = make_process(whole.project)

    found = queries.facts(later.pk).related
    assert [(one.ocid, one.relationship) for one in found] == [(whole.ocid, "prior")]
    assert queries.facts(whole.pk).related == ()


def test_the_facts_of_a_process_cost_the_same_queries_however_much_there_is(whole, django_assert_num_queries):
    """PUB-14."""
    with CaptureQueriesContext(connection) as first:
        queries.facts(whole.pk)
    for n in (1, 2):
        _before_the_award(whole, Supplier.objects.get(rfc=PERSON), n)
        _after_it(whole, whole.contracts.get(), n)
    with django_assert_num_queries(len(first)):
        queries.facts(whole.pk)


def test_a_project_is_published_in_oc4ids_with_links_to_its_releases(whole, client):
    """OC4IDS-11."""
    make_activity(whole.project)
    services.publish(process_id=whole.pk, at=AT)
    services.oc4ids.put_project(project_id=whole.project_id)

    [project] = read("contrataciones/proyectos/26-0041.json")["projects"]
    [process] = project["contractingProcesses"]
    assert project["id"] == "oc4ids-000000-26-0041"
    assert process["id"] == whole.ocid
    [link] = process["releases"]
    assert client.get(urlsplit(link["url"]).path).json()["ocid"] == whole.ocid
    assert b"OC4IDS" in client.get("/proyectos/26-0041/").content


def test_the_schemas_of_what_is_published_are_public(client):
    found = client.get("/datos/esquemas/release-package.json").json()

    assert "netAmount" in found["definitions"]["Value"]["properties"]
    assert client.get("/datos/esquemas/project-package.json").json()["properties"]["projects"]
    assert client.get("/datos/esquemas/otro.json").status_code == 404


def test_the_standing_of_a_project_is_told_and_names_nobody(whole):
    """PUB-17."""
    user = make_user()
    project = whole.project
    Pause.objects.create(
        project=project, started_on=date(2026, 10, 1), ended_on=date(2026, 10, 9), reason="Lluvias",
        recorded_at=AT, recorded_by=user,
    )  # fmt: skip
    Handover.objects.create(
        project=project, signer="author", result="observations", text="Falta una banca",
        signed_on=date(2026, 11, 2), recorded_at=AT, person=user,
    )  # fmt: skip

    release = orjson.loads(bytes(services.publish(process_id=whole.pk, at=AT).document))

    told = {one["id"].split("-")[0]: one for one in release["planning"]["milestones"]}
    assert (told["pausa"]["description"], told["reanudacion"]["dateMet"][:10]) == ("Lluvias", "2026-10-09")
    assert told["recepcion"]["description"] == "Falta una banca"
    assert user.email not in orjson.dumps(release).decode()
    assert [one.as_dict() for one in check_release(release) if one.severity == Severity.ERROR] == []


def test_the_package_of_the_city_holds_every_project_and_changes_no_byte(whole):
    """OC4IDS-12."""
    make_project(folio="26-0042")
    assert services.oc4ids.put_projects(at=AT) == 2
    first = read("contrataciones/proyectos-oc4ids.json")
    services.oc4ids.put_projects(at=datetime(2027, 1, 1, tzinfo=UTC))

    assert [one["id"][-7:] for one in first["projects"]] == ["26-0041", "26-0042"]
    assert read("contrataciones/proyectos-oc4ids.json") == first


def test_a_file_that_shows_several_activities_is_one_document():
    """PUB-18."""
    project = make_project()
    contract = make_contract(make_award(make_process(project)))
    photo = make_evidence(make_activity(project)).file
    make_activity(project, title="Se pintó la barda", files=[photo.pk], physical_percent=60)
    release = services.publish(process_id=contract.process_id, at=AT)
    assert release is not None
    assert release.findings == []
    (told,) = orjson.loads(bytes(release.document))["contracts"][0]["implementation"]["documents"]
    assert (told["id"], told["title"]) == (f"archivo-{photo.pk}", "Se colaron los andadores")

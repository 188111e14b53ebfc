"""The desk of a process: each step on its page, with its checks said as one types."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import (
    Award,
    Bid,
    BudgetLine,
    ClarificationMeeting,
    Guarantee,
    Milestone,
    Payment,
    Process,
    Quote,
    QuoteRequest,
    Supplier,
)
from tequio.config.demo.factories.accounts import make_beto, make_office, make_pia
from tequio.config.demo.factories.contracting import (
    make_award,
    make_bid,
    make_budget_line,
    make_contract,
    make_document,
    make_guarantee,
    make_meeting,
    make_milestone,
    make_payment,
    make_process,
    make_quote,
    make_quote_request,
    make_rfc,
    make_whole_process,
)
from tequio.config.demo.factories.projects import make_project
from tequio.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def beto(client):
    person = make_beto()
    client.force_login(person)
    return person


def send(client, name, process, part=None, **said):
    args = [process.ocid] if part is None else [process.ocid, part.pk]
    return client.post(reverse(f"contracting:{name}", args=args), said)


def tags():
    kinds = AuditEvent.objects.filter(kind="contracting.ProcessChanged").order_by("position")
    return [event.payload["tag"] for event in kinds]


def test_a_liaison_plans_a_process_and_says_who_pays_it(client, beto):
    process = make_process()
    plan = {"title": "Parque del Álamo", "file_number": "EXP-7", "estimated_centavos": "950,000"}
    assert send(client, "planning", process, **plan).status_code == 302
    line = {"function": "2.2.1", "object": "61401", "approved_centavos": "1000000", "updated_on": "2026-09-01"}
    assert send(client, "budget_line", process, **line).status_code == 302
    kept = BudgetLine.objects.get()
    assert kept.approved_centavos == 1_000_000_00
    assert {"name": "object", "level": "partida", "code": "61401", "description": ""} in kept.components
    later = line | {"paid_centavos": "200000"}
    assert send(client, "budget_moments", process, kept, **later).status_code == 302
    assert BudgetLine.objects.get().paid_centavos == 200_000_00
    process.refresh_from_db()
    assert (process.title, process.file_number, process.estimated_centavos) == (
        "Parque del Álamo",
        "EXP-7",
        950_000_00,
    )
    public = client.get(f"/contratos/{process.ocid}/").content.decode()
    assert "2.2.1-61401" in public
    assert tags()[-3:] == ["planningUpdate"] * 3


def test_a_wrong_key_and_moments_out_of_order_are_told_apart(client, beto):
    """BUD-1 blocks, BUD-6 warns."""
    process = make_process()
    wrong = send(client, "budget_line", process, function="9", updated_on="2026-09-01")
    assert wrong.status_code == 422
    assert "finalidad, función y subfunción" in wrong.content.decode()
    odd = {"object": "614", "accrued_centavos": "5", "paid_centavos": "6", "updated_on": "2026-09-01"}
    said = client.post(reverse("contracting:budget_line", args=[process.ocid]), odd, follow=True)
    assert "Lo pagado es más que lo devengado" in said.content.decode()
    assert BudgetLine.objects.count() == 1
    assert send(client, "budget_line", process, updated_on="2026-09-01").status_code == 422


def test_quotes_are_asked_for_and_answered(client, beto):
    process = make_process(procedure="adjudicacion-directa", method_rationale="Artículo 42")
    asked = {
        "title": "Bancas",
        "starts_on": "2026-07-13",
        "ends_on": "2026-07-24",
        "invited": f"{make_rfc(1)}, Constructora Mezquite\n{make_rfc(2)}, Obras del Encino",
    }
    assert send(client, "quote_request", process, **asked).status_code == 302
    request = QuoteRequest.objects.get()
    assert request.invited.count() == 2
    quote = {"supplier_rfc": make_rfc(3), "supplier_name": "Pavimentos La Loma", "date": "2026-07-20"}
    amounts = {"net_centavos": "100", "vat": "16"}
    assert send(client, "quote", process, request, **quote, **amounts).status_code == 302
    kept = Quote.objects.get()
    assert (kept.amount_centavos, kept.net_centavos) == (116_00, 100_00)
    assert request.invited.count() == 3
    wrong = send(client, "quote_request", process, **asked | {"invited": ", sin RFC"})
    assert "Escriba en cada línea el RFC" in wrong.content.decode()
    many = send(client, "quote_request", process, **asked | {"invited": "X\n" * 51})
    assert "demasiadas líneas" in many.content.decode()


def test_a_meeting_names_who_answered_and_who_came(client, beto):
    process = make_process()
    said = {"held_at": "2026-08-12T11:00", "officials": "Elena Ficticia, Directora", "attendees": make_rfc(1)}
    assert send(client, "meeting", process, **said).status_code == 422  # nobody knows that RFC yet
    Supplier.objects.create(rfc=make_rfc(1), name="Constructora Mezquite")
    assert send(client, "meeting", process, **said).status_code == 302
    meeting = ClarificationMeeting.objects.get()
    assert meeting.officials == [{"name": "Elena Ficticia", "position": "Directora"}]
    assert timezone.localtime(meeting.held_at).hour == 11
    assert "Elena Ficticia (Directora)" in client.get(f"/contratos/{process.ocid}/").content.decode()
    assert send(client, "meeting", process, **said | {"officials": "Sin cargo"}).status_code == 422


def test_proposals_make_the_comparative_table(client, beto):
    """CON-22: who is turned down is told why."""
    process = make_process(tenderers=None)
    make_bid(process)
    bid = {"supplier_rfc": make_rfc(2), "supplier_name": "Obras del Encino", "date": "2026-08-20"}
    refused = send(client, "bid", process, **bid, status="disqualified")
    assert "Escriba por qué se desecha" in refused.content.decode()
    assert send(client, "bid", process, **bid, status="valid", amount_centavos="900000").status_code == 302
    second = Bid.objects.get(supplier__rfc=make_rfc(2))
    change = {"date": "2026-08-20", "status": "disqualified", "reason": "Sin fianza"}
    assert send(client, "bid_change", process, second, **change).status_code == 302
    process.refresh_from_db()
    assert process.tenderers == 2
    public = client.get(f"/contratos/{process.ocid}/").content.decode()
    assert "Desechada" in public
    assert "Sin fianza" in public
    with pytest.raises(services.ContractingError, match="está desechada"):
        make_award(process, supplier_rfc=make_rfc(2))


def test_an_award_goes_to_several_and_is_taken_back(client, beto):
    """CON-17: each of them once; CON-32: what was not contracted can be taken back."""
    process = make_process()
    said = {
        "supplier_rfc": make_rfc(1),
        "supplier_name": "Constructora Mezquite",
        "partners": f"{make_rfc(2)}, Obras del Encino",
        "date": "2026-08-28",
        "amount_centavos": "116",
        "vat": "16",
    }
    assert send(client, "award", process, **said | {"partners": make_rfc(1)}).status_code == 422
    assert send(client, "award", process, **said).status_code == 302
    award = Award.objects.get()
    assert (award.net_centavos, award.vat_percent) == (100_00, 16)
    assert [one.name for one in award.partners.all()] == ["Obras del Encino"]
    assert send(client, "award_cancel", process, award, reason="Renunció").status_code == 302
    process.refresh_from_db()
    award.refresh_from_db()
    assert (award.cancelled, award.cancelled_reason, process.status) == (True, "Renunció", "active")
    contract = make_contract(make_award(process))
    with pytest.raises(services.ContractingError, match="ya tiene contrato"):
        services.cancel_award(award_id=contract.award_id, reason="Error")


def test_a_contract_is_secured_amended_and_concluded(client, beto):
    contract = make_contract()
    process = contract.process
    bond = {
        "obligations": "fulfillment",
        "kind": "bail",
        "code": "F-1",
        "guarantor": "Afianzadora Ficticia",
        "amount_centavos": "94000",
        "issued_on": "2026-09-04",
        "ends_on": "2026-12-01",
    }
    said = client.post(reverse("contracting:guarantee", args=[process.ocid, contract.pk]), bond, follow=True)
    assert "quedan sin cubrir" in said.content.decode()
    assert send(client, "guarantee", process, contract, **bond | {"ends_on": "2027-12-01"}).status_code == 302
    assert Guarantee.objects.get().ends_on == date(2027, 12, 1)
    grown = {
        "signed_on": "2026-11-09",
        "rationale": "Drenaje",
        "amount_centavos": "1200000",
        "ends_on": "2027-01-15",
    }
    said = client.post(reverse("contracting:amendment", args=[process.ocid, contract.pk]), grown, follow=True)
    assert "cambia 28 % respecto del original" in said.content.decode()
    amendment = contract.amendments.get()
    assert (amendment.before_centavos, amendment.before_ends_on) == (94_000_000, date(2026, 12, 18))
    milestone = {"title": "Entrega", "kind": "delivery", "due_on": "2026-12-01", "status": "scheduled"}
    assert send(client, "milestone", process, contract, **milestone).status_code == 302
    kept = Milestone.objects.get()
    met = milestone | {"status": "met"}
    assert "escriba qué día" in send(client, "milestone_change", process, kept, **met).content.decode()
    assert send(client, "milestone_change", process, kept, **met, met_on="2026-11-20").status_code == 302
    assert send(client, "conclude", process, contract, ended_on="2026-11-23").status_code == 302
    contract.refresh_from_db()
    assert (contract.status, contract.ended_on) == ("terminated", date(2026, 11, 23))
    assert client.get(reverse("contracting:payment", args=[process.ocid, contract.pk])).status_code == 404


def test_a_payment_says_how_and_by_which_voucher(client, beto):
    contract = make_contract()
    said = {
        "kind": "advance",
        "paid_on": "2026-09-08",
        "net_centavos": "100",
        "vat": "16",
        "method": "wireTransfer",
    }
    sent = client.post(
        reverse("contracting:payment", args=[contract.process.ocid, contract.pk]),
        said | {"voucher": "E-12"},
        follow=True,
    )
    assert "No hay una garantía del anticipo" in sent.content.decode()
    payment = Payment.objects.get()
    assert (payment.amount_centavos, payment.net_centavos, payment.method, payment.voucher) == (
        116_00,
        100_00,
        "wireTransfer",
        "E-12",
    )
    assert "póliza E-12" in client.get(f"/contratos/{contract.process.ocid}/").content.decode()


@pytest.mark.parametrize(
    ("name", "sent", "words"),
    [
        ("award", {"supplier_rfc": "XAXX010101000"}, "RFC genérico"),
        ("award", {"supplier_rfc": "SAT970701NN4"}, "cotéjelo"),
        ("award", {"amount_centavos": "mucho"}, "Escriba un monto en pesos"),
        ("award", {"date": "2026-08-29"}, "fin de semana"),
        ("award", {"date": "2026-08-20"}, "antes de que cierre"),
        ("tender", {"tender_start": "2026-08-03", "tender_end": "2026-08-05"}, "Son 2 días para ofertar"),
        ("bid", {"supplier_rfc": "SAT970701NN3"}, "nuevo en el padrón"),
        ("quote_request", {"starts_on": "2026-08-03", "ends_on": "2026-08-01"}, "plazo para cotizar"),
    ],
)
def test_what_is_wrong_or_odd_is_said_while_one_types(client, beto, name, sent, words):
    """RFC-10, CON-15, CON-19: and nothing is recorded, nor blamed for what is still empty."""
    process = make_process()
    before = AuditEvent.objects.count()
    said = send(client, name, process, **sent, revisar="1")
    text = said.content.decode()
    assert said.status_code == 200
    assert words in text
    assert "obligatorio" not in text
    assert "<html" not in text
    assert AuditEvent.objects.count() == before


def test_the_same_words_come_without_scripts(client, beto):
    """RFC-6: a last character that does not follow is recorded, and told."""
    process = make_process()
    said = {
        "supplier_rfc": "SAT970701NN4",
        "supplier_name": "Empresa",
        "date": "2026-08-28",
        "amount_centavos": "5",
    }
    sent = client.post(reverse("contracting:award", args=[process.ocid]), said, follow=True)
    assert "cotéjelo" in sent.content.decode()
    assert Award.objects.get().supplier.doubtful


def test_only_procedures_in_force_are_opened(client, beto):
    """CON-13: by the day of the notice, else today's."""
    project = make_project()
    said = {"title": "Bancas", "procedure": "contrato-marco", "method_rationale": "Art. 1", "category": "goods"}
    url = reverse("contracting:open", args=[project.folio])
    assert client.post(url, {}).status_code == 422
    assert "no está vigente" in client.post(url, said).content.decode()
    assert "no está vigente" in client.post(url, said | {"revisar": "1"}).content.decode()
    assert not Process.objects.exists()
    assert client.post(url, said | {"notice_on": "2024-03-01"}).status_code == 302


def test_another_office_may_contract_what_a_project_needs(client):
    client.force_login(make_pia())
    project = make_project()
    other = make_office("SPM")
    said = {"title": "Bancas", "procedure": "licitacion-publica", "category": "goods", "office_id": other.pk}
    assert client.post(reverse("contracting:open", args=[project.folio]), said).status_code == 302
    assert Process.objects.get().office == other
    client.force_login(make_beto())
    assert client.post(reverse("contracting:open", args=[project.folio]), said).status_code == 302
    assert Process.objects.first().office == project.office  # beto contracts for his own only


def test_con_16_own_work_hires_nobody(client, beto):
    """CON-16."""
    process = make_process(
        procedure="administracion-directa", method_rationale="Artículo 70", tender_start=None, tender_end=None
    )
    with pytest.raises(services.ContractingError, match="no se contrata a nadie"):
        make_award(process)
    desk = client.get(reverse("contracting:desk", args=[process.ocid])).content.decode()
    assert "la hace el propio municipio" in desk
    assert "Registrar el fallo" not in desk


def test_a_process_that_was_closed_takes_nothing_but_documents():
    """CON-1."""
    process = make_process()
    request = make_quote_request(process)
    services.cancel_process(process_id=process.pk, reason="Sin dinero")
    for make in (make_budget_line, make_quote_request, make_meeting, make_bid):
        with pytest.raises(services.ClosedProcessError):
            make(process)
    with pytest.raises(services.ClosedProcessError):
        make_quote(request)
    assert make_document(process).pk


def test_parts_of_another_process_are_unknown():
    line = make_budget_line()
    with pytest.raises(services.UnknownError):
        make_budget_line(make_process(), line_id=line.pk)
    with pytest.raises(services.UnknownError):
        make_milestone(make_contract(), milestone_id=0)
    with pytest.raises(services.UnknownError):
        make_quote(request_id=0)


@pytest.mark.parametrize("number", [1, 3])
def test_a_whole_process_costs_the_same_queries_however_much_it_has(
    client, beto, django_assert_max_num_queries, number
):
    contract = make_whole_process()
    process = contract.process
    for extra in range(1, number):
        make_quote(make_quote_request(process))
        make_meeting(process)
        make_bid(process, 2 + extra)
        make_document(process)
        make_budget_line(process)
        make_guarantee(contract, code=f"F-{extra}")
        make_milestone(contract)
        make_payment(contract, amount_centavos=1_00)
        make_document(process, url="https://ejemplo.mx/otra.pdf")
    client.get("/escritorio/contratos/")
    with django_assert_max_num_queries(32):
        assert client.get(reverse("contracting:desk", args=[process.ocid])).status_code == 200
    client.logout()
    with django_assert_max_num_queries(26):
        assert client.get(f"/contratos/{process.ocid}/").status_code == 200

"""docs/rules/publishing.md, GATE and STATE: what may pass, and how the data stands."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.events import GateDecided
from tequio.accountability.contracting.handlers import publish_who_is_concerned
from tequio.accountability.contracting.models import DataState, GateRule, HistoryImport, Publication, Release
from tequio.accountability.contracting.queries.rules import place_on_desk
from tequio.accountability.contracting.services import importing
from tequio.accountability.contracting.types import GateDecision
from tequio.config.demo.factories.accounts import make_beto, make_pia
from tequio.config.demo.factories.contracting import make_award, make_contract, make_process
from tequio.core.ocds.validation import Finding, Severity
from tequio.core.ocds.validation.rules import RULES
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.files import queries as files
from tequio.foundation.web.errors import DomainError

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
ODD = Finding("contract_value", "/contracts/0/value", Severity.WARNING, "raro")
BROKEN = Finding("required", "/tender", Severity.ERROR, "falta")


def decide(decision, *, code="contract_value", reason="Así lo pidió la contraloría"):
    return services.decide(code=code, decision=decision, reason=reason, at=AT)


@pytest.mark.parametrize(
    ("decision", "findings", "blocks", "kept"),
    [
        pytest.param(None, [ODD], False, 1, id="GATE-1 a remark warns"),
        pytest.param(None, [BROKEN], True, 1, id="GATE-2 an error blocks"),
        pytest.param(GateDecision.BLOCK, [ODD], True, 1, id="GATE-3 block"),
        pytest.param(GateDecision.IGNORE, [ODD], False, 0, id="GATE-3 ignore"),
        pytest.param(GateDecision.IGNORE, [ODD, BROKEN], True, 1, id="GATE-2 whatever else"),
    ],
)
def test_what_follows_from_a_rule_is_decided(decision, findings, blocks, kept):
    if decision:
        decide(decision)

    assert services.blocks(findings) is blocks
    assert len(services.judged(findings)) == kept


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param("required", "x", id="GATE-2 of errors nobody decides"),
        pytest.param("value_concentration", "x", id="GATE-4 of all together nobody decides"),
        pytest.param("nada", "x", id="GATE-4 unknown"),
        pytest.param("contract_value", " ", id="GATE-5 without a reason"),
    ],
)
def test_some_things_are_not_decided(code, reason):
    with pytest.raises(DomainError):
        decide(GateDecision.BLOCK, code=code, reason=reason)
    assert not GateRule.objects.exists()


def test_a_process_that_is_blocked_waits_until_the_rule_lets_it_pass(client):
    """GATE-6 and GATE-7."""
    process = make_process()
    award = make_award(process)
    make_contract(award, amount_centavos=award.amount_centavos * 2)
    decide(GateDecision.BLOCK)

    assert services.publish(process_id=process.pk, at=AT) is None
    assert not Release.objects.exists()
    assert Publication.objects.get().due_since is None or queries.held_back(None)
    client.force_login(make_beto(process.office))
    said = client.get(reverse("contracting:desk", args=[process.ocid])).content.decode()
    assert "Detiene la publicación" in said
    assert "#contrato" in said

    decide(GateDecision.WARN)
    publish_who_is_concerned(GateDecided(code="contract_value", decision="warn"))
    assert services.publish(process_id=process.pk, at=AT).valid
    assert AuditEvent.objects.filter(kind="contracting.GateDecided").count() == 2


def test_every_rule_has_words_and_its_place(client):
    assert {one.words.code for one in queries.gate()} == set(RULES)
    assert place_on_desk("/contracts/0/implementation/transactions") == "ejecucion"
    assert place_on_desk("/tender/status") == "convocatoria"
    assert place_on_desk("") == ""


def test_the_publisher_decides_on_a_page(client):
    client.force_login(make_pia())
    address = reverse("contracting:rule", args=["contract_value"])

    assert "vez y media" in client.get(address).content.decode()
    refused = client.post(address, {"decision": "block", "reason": ""})
    assert refused.status_code == 422
    assert "Escriba el motivo" in refused.content.decode()
    assert client.post(address, {"decision": "ignore", "reason": "Se revisa aparte"}).status_code == 302
    assert GateRule.objects.get().decision == "ignore"
    assert client.get(reverse("contracting:rule", args=["nada"])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_gate_asks_as_many_questions_whatever_there_is(client, django_assert_max_num_queries, rows):
    for number in range(rows):
        process = make_process(title=f"Proceso {number}")
        Publication.objects.create(process=process, findings=[ODD.as_dict() | {"blocks": False}])
    client.force_login(make_pia())
    with django_assert_max_num_queries(14):
        client.get(reverse("contracting:gate"))


def test_the_state_of_the_data_is_kept_and_told_to_everybody(client):
    """STATE-1 to STATE-3."""
    address = reverse("contracting:state")
    assert "Todavía no hay contratos publicados" in client.get(address).content.decode()
    process = make_process()
    make_contract(make_award(process))
    services.publish(process_id=process.pk, at=AT)

    services.keep_state(at=AT)
    services.keep_state(at=AT)

    assert DataState.objects.count() == 1
    said = client.get(address).content.decode()
    assert "Con qué procedimiento" in said
    figures = client.get(reverse("contracting:state_json")).json()
    assert (figures["processes"], figures["complete"]["who"]) == (1, 1)
    assert "Procesos publicados,1" in client.get(reverse("contracting:state_csv")).content.decode()


def test_a_history_is_uploaded_looked_at_and_brought_in(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    pia = make_pia()
    process = make_process()
    client.force_login(pia)
    listing = reverse("contracting:histories")
    wrong = client.post(listing, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1"), "office": process.office_id})
    assert wrong.status_code == 422
    data = b'{"ocid": "OCDS-X-1", "date": "2024-01-01", "tender": {"title": "Banca", "stage": ""}}'
    upload = SimpleUploadedFile("viejo.json", data)

    assert client.post(listing, {"file": upload, "office": process.office_id}).status_code == 302
    history = HistoryImport.objects.get()
    address = reverse("contracting:history", args=[history.pk])
    assert 'http-equiv="refresh"' in client.get(address).content.decode()
    importing.check(history_id=history.pk, data=files.content(history.file))
    said = client.get(address).content.decode()
    assert "Traer un proceso" in said
    assert "Fechas sin hora" in said
    bring = reverse("contracting:history_bring", args=[history.pk])
    assert client.post(bring).status_code == 302
    assert client.post(bring).status_code == 409
    importing.bring(history_id=history.pk, data=files.content(history.file), at=AT)
    assert "Historia traída" in client.get(address).content.decode()
    assert Release.objects.get().release_id == "OCDS-X-1-2024-01-01T06:00:00Z"  # midnight in the city

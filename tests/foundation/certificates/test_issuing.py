"""Issuing, the folio, the signature, batches and lists (docs/rules/certificates.md)."""

import dataclasses
import json
import re
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.foundation.certificates.conftest import AT, SCOPE

from tequio.core import credentials
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.audit.services import deliver_now
from tequio.foundation.certificates import queries, services, types
from tequio.foundation.certificates.models import Batch, Certificate, SigningKey, StatusList
from tequio.foundation.certificates.services import lists, people
from tequio.foundation.certificates.types import BatchState
from tequio.foundation.messaging.models import Message

pytestmark = pytest.mark.django_db


def issue(doings, by=None):
    return services.issue(claims=doings.claims, by=by, at=AT)


def test_cer_1_a_person_gets_the_certificate_of_what_they_did_under_the_name_they_write(doings, ana):
    doings.add(ana)
    made = services.issue_own(person=ana, source="tried", subject="deed:1", name="  Ana  María Ejemplo ", at=AT)
    assert (made.holder_name, made.initials, made.holder_id) == ("Ana María Ejemplo", "A.M.E.", ana.pk)
    with pytest.raises(services.NothingToClaim):  # they have it
        services.issue_own(person=ana, source="tried", subject="deed:1", name="Ana", at=AT)


def test_cer_1_nobody_gets_the_certificate_of_what_another_did(doings, ana, eva):
    doings.add(ana)
    with pytest.raises(services.NothingToClaim):
        services.issue_own(person=eva, source="tried", subject="deed:1", name="Eva Ejemplo", at=AT)
    with pytest.raises(services.NameMissing):
        services.issue_own(person=ana, source="tried", subject="deed:1", name=" . ", at=AT)


def test_cer_2_issuing_again_issues_nothing(doings, ana):
    doings.add(ana)
    doings.add(ana, subject="deed:1")  # the same, twice in one run
    doings.add(name="Persona Sin Cuenta")
    doings.add()  # nobody knows the name
    first, second = issue(doings), issue(doings)
    assert (len(first.certificates), first.nameless) == (2, 1)
    assert (len(second.certificates), second.before) == (0, 3)
    assert AuditEvent.objects.filter(kind="certificates.CertificatesIssued").count() == 1


def test_cer_3_a_folio_is_chance_and_is_read_however_it_is_typed(doings):
    doings.add(name="Persona Ejemplo", number=5)
    folios = [row.folio for row in issue(doings).certificates]
    assert len(set(folios)) == 5
    assert all(re.fullmatch(r"C26-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", folio) for folio in folios)
    for typed in (folios[0].lower(), folios[0].replace("-", ""), f" {folios[0].replace('-', ' ')} "):
        assert queries.by_folio(typed).folio == folios[0]
    assert queries.by_folio("C26-XXXX") is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("María de la Luz Pérez", "M.L.P."),
        ("josé Ángel del Río y Núñez Mora Ruiz", "J.Á.R.N."),
        ("De la", "D.L."),
        ("«Ana» 3 Ejemplo", "A.E."),
        ("", ""),
    ],
)
def test_cer_4_initials(name, short):
    assert people.initials(name) == short


@given(st.text(max_size=60))
def test_cer_4_initials_of_any_name_fit_the_qr(name):
    assert len(people.initials(name)) <= 8
    assert "|" not in people.initials(name)


def test_what_is_signed_verifies_and_names_nobody(doings, ana):
    doings.add(ana, name="Ana Ejemplo")
    made = issue(doings).certificates[0]
    keys = {queries.method(name): key for name, key in queries.public_keys().items()}
    document = json.loads(made.credential)
    assert credentials.verify(document, keys=keys) is credentials.Verdict.VALID
    assert credentials.read_keys(queries.issuer_document()) == keys
    assert "Ana" not in made.credential
    said = document["credentialSubject"]["identifier"][0]
    assert said["identityHash"] == credentials.identity_hash("Ana Ejemplo", said["salt"])
    verdict, facts = credentials.unseal(queries.qr_text(made), keys=queries.public_keys())
    assert (verdict, facts.folio, facts.topic, facts.initials) == ("valid", made.folio, "Agua", "A.E.")


def test_places_in_the_list_are_all_different_and_another_list_begins_when_one_is_full(doings, monkeypatch):
    monkeypatch.setattr(lists, "FULL", 3)
    for _n in range(3):
        doings.add(name="Persona Ejemplo", number=2)
        issue(doings)
    assert list(StatusList.objects.order_by("number").values_list("number", "taken")) == [(1, 4), (2, 2)]
    places = Certificate.objects.values_list("status_list", "status_index")
    assert len(set(places)) == 6
    second = Certificate.objects.get(status_list__number=2, subject="deed:5")
    _verdict, facts = credentials.unseal(second.compact, keys=queries.public_keys())
    assert facts.status_index == 131_072 + second.status_index


def test_an_unknown_kind_is_refused(doings, monkeypatch):
    doings.add(name="Persona Ejemplo")
    monkeypatch.delitem(types._kinds, "tried")
    with pytest.raises(services.UnknownCertificateKind):
        issue(doings)


def test_what_was_signed_cannot_be_changed_by_hand(doings):
    doings.add(name="Persona Ejemplo")
    made = issue(doings).certificates[0]
    rows = Certificate.objects.filter(pk=made.pk)
    for change in ({"did": "otra cosa"}, {"credential": "{}"}, {"holder_name": "Otra"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def start(doings, caro) -> Batch:
    return services.start_batch(
        source=types.source("tried"), scope=SCOPE, title="Quienes probaron", by=caro.pk, at=AT
    )


def test_cer_5_a_batch_goes_on_where_a_killed_worker_left_it(doings, caro, monkeypatch):
    monkeypatch.setattr(services.batches, "PORTION", 2)
    doings.add(name="Persona Ejemplo", number=4)
    doings.add()
    batch = start(doings, caro)
    source = types.source("tried")

    def killed(scope):
        yield from doings.claims[:3]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(types._sources, "tried", dataclasses.replace(source, claims=killed))
        with pytest.raises(KeyboardInterrupt):
            services.work(batch_id=batch.pk, at=AT)
    batch.refresh_from_db()
    assert (batch.state, batch.seen, batch.issued) == (BatchState.WORKING, 2, 2)  # whole portions, no halves
    services.work(batch_id=batch.pk, at=AT)
    services.work(batch_id=batch.pk, at=AT)
    batch.refresh_from_db()
    assert (batch.state, batch.seen, batch.issued, batch.nameless) == (BatchState.DONE, 5, 4, 1)
    assert Certificate.objects.filter(batch=batch).count() == 4


def test_the_same_whole_is_not_issued_twice_at_a_time(doings, caro):
    doings.add(name="Persona Ejemplo", number=101)
    batch = start(doings, caro)
    services.carry_on(batch_id=batch.pk, at=AT)  # to the worker: they are many
    assert not Certificate.objects.exists()
    with pytest.raises(services.BatchBusy):
        start(doings, caro)


def test_holders_are_told_and_who_asked_for_their_own_is_not(doings, ana, eva, caro):
    doings.add(ana)
    doings.add(eva)
    services.issue_own(person=ana, source="tried", subject="deed:1", name="Ana Ejemplo", at=AT)
    issue(doings, by=caro.pk)
    deliver_now()
    assert set(Message.objects.values_list("kind", "recipient_id")) == {("identity.certificate_issued", eva.pk)}


def by_hand(caro, rows, did="formado parte del comité"):
    return services.issue_list(
        kind=types.COMMITTEE,
        people=services.read_lines(rows),
        occasion="Comité del parque",
        did=did,
        topic="",
        happened_on=date(2026, 3, 1),
        by=caro.pk,
        at=AT,
    )


def test_cer_6_a_list_is_issued_whole_and_who_has_the_same_is_passed_over(caro, ana):
    rows = [["Nombre", "Correo"], ["Rosa Ejemplo", ""], ["Ana Ejemplo", ana.email.upper()], ["", ""]]
    batch, outcome = by_hand(caro, rows)
    assert (batch.issued, batch.expected, batch.state) == (2, 2, BatchState.DONE)
    assert Certificate.objects.get(holder_name="Ana Ejemplo").email == ana.email
    assert len(outcome.certificates) == 2
    _batch, again = by_hand(caro, rows)
    assert not again.certificates
    _batch, other = by_hand(caro, rows, did="presidido el comité")
    assert len(other.certificates) == 2


def test_cer_6_every_problem_of_a_list_is_said_with_its_line():
    rows = [["Rosa Ejemplo", "rosa"], ["", "x@tequio.example"], ["Ana", ""], ["ana ", ""], ["x" * 121, ""]]
    with pytest.raises(services.ListRefused) as refused:
        services.read_lines(rows)
    assert [text.split(":")[0] for text in refused.value.problems] == [
        "Línea 1",
        "Línea 2",
        "Línea 4",
        "Línea 5",
    ]
    for nothing in ([], [["Nombre completo", "Correo"]]):
        with pytest.raises(services.ListRefused):
            services.read_lines(nothing)
    with pytest.raises(services.ListRefused, match="1000"):
        services.read_lines([[f"Persona {n}"] for n in range(1001)])


def test_cer_9_a_new_key_signs_and_the_old_one_verifies_for_ever(doings, caro):
    doings.add(name="Persona Ejemplo")
    old = issue(doings).certificates[0]
    services.rotate(by=caro.pk, at=AT)
    doings.add(name="Persona Ejemplo")
    new = issue(doings).certificates[0]
    assert (old.key.name, new.key.name) == ("clave-1", "clave-2")
    keys = {queries.method(name): key for name, key in queries.public_keys().items()}
    for made in (old, new):
        assert credentials.verify(json.loads(made.credential), keys=keys) is credentials.Verdict.VALID
    assert SigningKey.objects.filter(retired_at=None).count() == 1


def test_the_seed_is_encrypted_and_survives_a_change_of_secret_that_keeps_the_old_one(doings, settings):
    doings.add(name="Persona Ejemplo", number=1)
    issue(doings)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "otro secreto " * 5, [old]
    doings.add(name="Persona Ejemplo")
    assert len(issue(doings).certificates) == 1
    settings.SECRET_KEY_FALLBACKS = []
    doings.add(name="Persona Ejemplo")
    with pytest.raises(services.KeyLost):
        issue(doings)
    services.rotate(by=None, at=AT)
    assert len(issue(doings).certificates) == 1

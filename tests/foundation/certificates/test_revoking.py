"""Revoking, replacing, taking back a batch, and erasing who holds one (docs/rules/certificates.md)."""

import json

import pytest
from django.db import DatabaseError, transaction
from tests.foundation.certificates.conftest import AT, SCOPE

from tequio.core import credentials
from tequio.foundation.audit.services import deliver_now
from tequio.foundation.certificates import queries, services, types
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.certificates.types import BatchState, Standing
from tequio.foundation.identity.services import erasure, holdings
from tequio.foundation.messaging.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(doings, ana, eva) -> list[Certificate]:
    doings.add(ana, name="Ana Ejemplo")
    doings.add(eva, name="Eva Ejemplo")
    return list(services.issue(claims=doings.claims, by=None, at=AT).certificates)


def listed(certificate: Certificate) -> str:
    """What the signed list of states says of a certificate, as a stranger reads it."""
    document = json.loads(services.status_document(certificate.status_list.number))
    keys = credentials.read_keys(queries.issuer_document())
    return credentials.standing(json.loads(certificate.credential), document, keys=keys)


def test_cer_7_a_revocation_says_why_and_stands_for_ever(made, ana, caro):
    first = made[0]
    with pytest.raises(services.ReasonMissing):
        services.revoke(certificate_id=first.pk, reason=" ", by=caro.pk, at=AT)
    services.revoke(certificate_id=first.pk, reason="Se expidió por error.", note="folio 3", by=caro.pk, at=AT)
    services.revoke(certificate_id=first.pk, reason="Otro motivo.", by=caro.pk, at=AT)  # changes nothing
    found = queries.by_folio(first.folio)
    assert (found.standing, found.reason, found.note) == (Standing.REVOKED, "Se expidió por error.", "folio 3")
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=first.pk).update(revoked_at=None, reason="", note="")
    deliver_now()
    assert Message.objects.get(kind="identity.certificate_revoked").recipient_id == ana.pk


def test_cer_8_the_signed_list_says_at_once_which_is_revoked_and_no_other(made, caro):
    first, second = made
    assert [listed(first), listed(second)] == [credentials.Standing.CURRENT] * 2
    services.revoke(certificate_id=first.pk, reason="Error.", by=caro.pk, at=AT)
    assert [listed(first), listed(second)] == [credentials.Standing.REVOKED, credentials.Standing.CURRENT]


def test_cer_10_another_stands_in_the_place_of_one_with_a_mistake(made, ana, caro):
    old = made[0]
    new = services.replace(
        certificate_id=old.pk, name=" Ana  Ejemplo Díaz", reason="Se corrigió un dato.", by=caro.pk, at=AT
    )
    found = queries.by_folio(old.folio)
    assert (found.standing, found.replaced_by) == (Standing.REPLACED, new)
    assert (new.holder_name, new.holder_id, new.subject) == ("Ana Ejemplo Díaz", ana.pk, old.subject)
    assert [listed(old), listed(new)] == [credentials.Standing.REVOKED, credentials.Standing.CURRENT]
    assert list(queries.of_holder(ana.pk)) == [new]
    with pytest.raises(services.CannotReplace):
        services.replace(certificate_id=old.pk, name="Ana", reason="x", by=caro.pk, at=AT)
    with pytest.raises(services.NameMissing):
        services.replace(certificate_id=new.pk, name=" ", reason="x", by=caro.pk, at=AT)


def test_what_was_revoked_is_not_issued_again_by_a_batch_nor_by_its_holder(made, doings, ana, caro):
    services.revoke(certificate_id=made[0].pk, reason="Error.", by=caro.pk, at=AT)
    assert not services.issue(claims=doings.claims, by=None, at=AT).certificates
    assert not queries.claimable(ana.pk)
    new = services.replace(certificate_id=made[0].pk, name="Ana Ejemplo", reason="Sí era.", by=caro.pk, at=AT)
    assert new.standing is Standing.VALID


def test_a_batch_is_taken_back_whole_and_everyone_is_told(doings, ana, eva, caro):
    doings.add(ana, name="Ana Ejemplo")
    doings.add(eva, name="Eva Ejemplo")
    batch = services.start_batch(source=types.source("tried"), scope=SCOPE, title="x", by=caro.pk, at=AT)
    services.carry_on(batch_id=batch.pk, at=AT)
    first = Certificate.objects.order_by("pk")[0]
    services.revoke(certificate_id=first.pk, reason="Error.", by=caro.pk, at=AT)
    assert services.revoke_batch(batch_id=batch.pk, reason="Lote equivocado.", by=caro.pk, at=AT) == 1
    batch.refresh_from_db()
    assert batch.state == BatchState.REVOKED
    assert {listed(row) for row in Certificate.objects.all()} == {credentials.Standing.REVOKED}
    deliver_now()
    told = Message.objects.filter(kind="identity.certificate_revoked")
    assert set(told.values_list("recipient_id", flat=True)) == {ana.pk, eva.pk}
    doings.add(name="Persona Ejemplo")
    services.work(batch_id=batch.pk, at=AT)  # a worker that comes late does nothing
    assert Certificate.objects.count() == 2


def test_cer_11_who_is_erased_leaves_a_certificate_of_nobody_that_can_still_be_checked(
    made, doings, ana, client
):
    assert holdings.of(ana.pk)["certificates"][0]["holder_name"] == "Ana Ejemplo"
    receipt = erasure.erase(person=ana, actor=ana.pk, at=AT)
    assert "Constancias, sin su nombre" in receipt.document
    found = queries.by_folio(made[0].folio)
    assert (found.holder_id, found.holder_name, found.initials, found.email) == (None, "", "", "")
    assert (found.credential, found.compact) == ("", "")
    page = client.get(f"/constancias/{found.folio}/").content.decode()
    assert "Es auténtica y está vigente" in page
    assert "Iniciales" not in page
    with pytest.raises(services.CannotReplace):
        services.replace(certificate_id=found.pk, name="x", reason="x", by=None, at=AT)
    doings.claims[0] = type(doings.claims[0])(**{**_plain(doings.claims[0]), "holder_id": None})
    assert not services.issue(claims=doings.claims[:1], by=None, at=AT).certificates  # it stays issued


def _plain(claim) -> dict:
    return {name: getattr(claim, name) for name in claim.__slots__}

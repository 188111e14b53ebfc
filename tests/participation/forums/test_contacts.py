"""Who left an address at a table is told what became of their voice, once, and nobody else is."""

import pytest
from django.core import mail

from tequio.config.demo.factories import analysis as make
from tequio.config.demo.factories import forums
from tequio.config.demo.factories.accounts import make_ana
from tequio.foundation.audit import services as audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def captured():
    """A voice that the office wrote down, with the address of who said it."""
    forum = forums.forum()
    somebody = forums.participant(forum)
    return forums.contribution(forum, participant=somebody, contact_email="vecina@tequio.example")


def test_an_answer_goes_to_the_address_once(captured):
    make.answered(captured)
    audit.deliver_now()
    audit.deliver_now()
    (letter,) = [one for one in mail.outbox if one.to == ["vecina@tequio.example"]]
    assert letter.subject == f"Respuesta a su aportación {captured.folio}"
    assert captured.title in letter.body
    assert f"/voces/{captured.folio}/" in letter.body
    assert "/mi-folio/" in letter.body


@pytest.mark.parametrize("left", [{"contact_email": ""}, {"hidden_at": "2030-01-01T00:00:00+00:00"}])
def test_without_an_address_or_once_hidden_nothing_leaves(captured, left):
    make.answered(captured)
    type(captured).objects.filter(pk=captured.pk).update(**left)
    audit.deliver_now()
    assert [one for one in mail.outbox if "vecina@tequio.example" in one.to] == []


def test_who_has_an_account_is_told_by_its_notices(captured):
    type(captured).objects.filter(pk=captured.pk).update(author=make_ana())
    make.answered(captured)
    audit.deliver_now()
    assert [one for one in mail.outbox if "vecina@tequio.example" in one.to] == []

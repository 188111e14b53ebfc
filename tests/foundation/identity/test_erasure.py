"""docs/rules/identity.md, ERASE-1 to ERASE-8."""

import hashlib
import json
import time
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from tests.foundation.identity.people import ROSA_CURP

from tequio.config.demo.factories.accounts import make_user
from tequio.config.demo.factories.ballots import make_ballot, make_voting_edition
from tequio.config.demo.factories.discussion import make_comment
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_draft, make_proposal
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.services.people import LastAdministratorError
from tequio.foundation.audit import queries as chain
from tequio.foundation.audit import services as audit
from tequio.foundation.identity.models import Receipt
from tequio.foundation.identity.services import claims, contact, erasure
from tequio.foundation.identity.services.errors import CannotErase
from tequio.foundation.messaging.models import Message
from tequio.participation.ballots.models import Ballot, Participation
from tequio.participation.proposals.models import Proposal, Support
from tequio.participation.proposals.services import invite_coauthor

pytestmark = pytest.mark.django_db
NAME, MAIL = "Luz Irrepetible", "luz.irrepetible@correo.example"


@pytest.fixture
def luz():
    return make_user(MAIL, name=NAME)


def confirmed(person):
    browser = Client()
    browser.force_login(person)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time(), "email": person.email}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return browser


def test_erase_1_a_person_leaves_and_what_was_counted_stays(luz, now, django_capture_on_commit_callbacks):
    """ERASE-1, ERASE-2, ERASE-3, ERASE-4, ERASE-5."""
    edition = make_edition()
    proposal = make_proposal(edition, author=luz)
    make_draft(edition, author=luz)
    past = make_voting_edition(slug="pasada", at=now - timedelta(days=25))
    with time_machine.travel(past.phases.get(kind="voting").opens + timedelta(days=1), tick=False):
        make_ballot(past, luz, 1, at=past.phases.get(kind="voting").opens + timedelta(days=1))
    claims.claim_curp(person=luz, curp=claims.checked_curp(text=ROSA_CURP, names=None, born=None), at=now)
    contact.add_phone(person=luz, phone="+528112345678", at=now)
    other = make_proposal(edition, author=make_user("otra@tequio.example", name="Otra"), title="Una fuente")
    invite_coauthor(proposal=other, email=MAIL, at=now)
    Support.objects.create(proposal=other, person=luz, given_at=now)
    comment = make_comment(other, author=luz)
    audit.deliver_now()
    assert Message.objects.filter(recipient=luz).exists()
    marks = [bytes(key.digest).hex() for key in luz.identity_keys.all()]
    assert len(marks) == 2
    before = _counted()
    mail.outbox.clear()
    browser = confirmed(luz)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/cuenta/borrar-mis-datos/", {"otra": "cosa"}).status_code == 422
        done = browser.post("/cuenta/borrar-mis-datos/", {"sure": "on"})
    page = Client().get(done["Location"]).content.decode()
    audit.deliver_now()
    assert _counted() == before
    assert Proposal.objects.get(pk=proposal.pk).author_name == "Persona que pidió borrar sus datos"
    assert Proposal.objects.get(pk=proposal.pk).title == proposal.title
    assert chain.verify().whole
    _nowhere(NAME, MAIL, ROSA_CURP, "8112345678", *marks)
    comment.refresh_from_db()
    assert (comment.author, comment.author_name, comment.state) == (None, "", "visible")
    assert not other.coauthors.open().exists()
    receipt = Receipt.objects.get()
    assert receipt.folio in page
    assert hashlib.sha256(Client().get(done["Location"][:-1] + ".json").content).hexdigest() == receipt.sha256
    assert [row["how_many"] for row in json.loads(receipt.document)["stays"]] == [1, 1, 1]
    assert [(message.to, receipt.folio in message.body) for message in mail.outbox] == [([MAIL], True)]
    assert browser.get("/cuenta/").status_code == 302
    assert not User.objects.get(pk=luz.pk).is_active


def _counted():
    return (
        Proposal.objects.public().count(),
        Support.objects.count(),
        Ballot.objects.count(),
        Participation.objects.count(),
    )


def _nowhere(*texts):
    """Look for the texts in every column of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for text in texts:
                sql = f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s'  # noqa: S608 - our own tables
                cursor.execute(sql, [f"%{text}%"])
                assert cursor.fetchone() == (0,), (table, text)


def test_erase_6_who_has_voted_waits_until_voting_closes(luz, now):
    edition = make_voting_edition(at=now)
    make_ballot(edition, luz, 1, at=now)
    with pytest.raises(CannotErase, match="la votación sigue abierta"):
        erasure.erase(person=luz, actor=luz.pk, at=now)
    assert User.objects.get(pk=luz.pk).email == MAIL


def test_erase_7_the_office_erases_who_asked_outside_the_site(cast, luz):
    browser = confirmed(cast.dani)
    page = f"/escritorio/personas/{luz.pk}/borrar/"
    assert NAME in browser.get(page).content.decode()
    done = browser.post(page, {"sure": "on", "reason": "Oficio 12"})
    assert "Los datos se borraron" in browser.get(done["Location"]).content.decode()
    assert json.loads(Receipt.objects.get().document)["asked"] == "Oficio 12"


def test_erase_7_the_last_administrator_stays(cast, now):
    with pytest.raises(LastAdministratorError):
        erasure.erase(person=cast.dani, actor=cast.dani.pk, at=now)
    assert User.objects.get(pk=cast.dani.pk).name == cast.dani.name


def test_erase_8_the_same_curp_may_come_back_as_a_new_person(luz, nobody, now):
    curp = claims.checked_curp(text=ROSA_CURP, names=None, born=None)
    claims.claim_curp(person=luz, curp=curp, at=now)
    erasure.erase(person=luz, actor=luz.pk, at=now)
    claims.claim_curp(person=nobody, curp=curp, at=now)
    assert nobody.identity_keys.count() == 1
    assert not nobody.identity_cases.exists()


def test_all_ones_data_in_one_file(luz, now):
    make_proposal(make_edition(), author=luz, title="Sombra en la parada")
    answer = confirmed(luz).get("/cuenta/mis-datos.json")
    found = answer.json()
    assert ("no-store" in answer["Cache-Control"], found["account"]["email"]) == (True, MAIL)
    assert found["proposals"][0]["title"] == "Sombra en la parada"
    assert Client().get("/cuenta/mis-datos.json").status_code == 302


def test_who_came_long_ago_shows_it_again_with_a_code(client, luz, code):
    client.force_login(luz)
    for page in ("/cuenta/borrar-mis-datos/", "/cuenta/mis-datos.json"):
        assert client.get(page)["Location"] == "/participar/codigo/", page
    assert client.post("/participar/codigo/", {"code": code()})["Location"] == page
    assert client.get(page).status_code == 200


def test_who_has_a_password_writes_it_again(client):
    person = make_user("clave@tequio.example", name="C", password="demostracion-2026")
    client.force_login(person)
    assert client.get("/cuenta/borrar-mis-datos/")["Location"].startswith("/cuenta/confirmar/")

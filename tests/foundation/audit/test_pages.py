"""The log as people read it."""

import csv
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tequio.config.demo.factories import accounts
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit import apps, services, views
from tequio.foundation.audit.models import Delivery
from tequio.foundation.audit.types import Event

pytestmark = pytest.mark.django_db
LOG = "/escritorio/bitacora/"


@dataclass(frozen=True, kw_only=True, slots=True)
class DoorOpened(Event):
    sentence = "Se abrió la puerta {number}"

    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BellRung(Event):
    """An event that nobody put in words."""


@pytest.fixture
def auditor(client: Client) -> Client:
    client.force_login(accounts.make_aurora())
    return client


def test_the_log_says_what_happened_newest_first(auditor: Client) -> None:
    ana = accounts.make_ana()
    services.record(DoorOpened(number=1), actor=ana.pk)
    services.record(DoorOpened(number=2))
    services.record(BellRung(), actor=987_654)
    page = auditor.get(LOG).content.decode()
    assert page.index("Se abrió la puerta 2") < page.index("Se abrió la puerta 1")
    assert all(words in page for words in ("Ana Robledo", "El sistema", "Una cuenta que ya no existe"))
    assert "Se abrió la puerta …" in page
    assert BellRung.kind() in page


def test_the_log_is_filtered_by_kind(auditor: Client) -> None:
    services.record(DoorOpened(number=1))
    services.record(BellRung())
    page = auditor.get(LOG, {"tipo": DoorOpened.kind()}).content.decode()
    assert ("Se abrió la puerta 1" in page, "1 registro" in page) == (True, True)
    assert "Todavía no hay registros" in auditor.get(LOG, {"tipo": "nada"}).content.decode()


def test_a_long_log_has_pages(auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_PER_PAGE", 2)
    services.record_all([DoorOpened(number=n) for n in range(5)])
    page = auditor.get(LOG, {"pagina": "2"}).content.decode()
    assert all(words in page for words in ("Página 2 de 3", "Más recientes", "Anteriores", "puerta 2"))


def test_the_chain_is_walked_when_asked(auditor: Client) -> None:
    services.record_all([DoorOpened(number=n) for n in range(3)])
    assert "La bitácora está completa" not in auditor.get(LOG).content.decode()
    whole = auditor.get(LOG, {"comprobar": "1"}).content.decode()
    assert "La bitácora está completa" in whole
    assert "3 registros" in whole
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_auditevent SET actor = 3 WHERE position = 2")
    altered = auditor.get(LOG, {"comprobar": "1"}).content.decode()
    assert "La bitácora fue alterada en el registro 2" in altered


def test_what_was_given_up_is_seen(auditor: Client) -> None:
    row = services.record(DoorOpened(number=1))
    Delivery.objects.create(event=row, handler="doors.handlers.close", parked_at=timezone.now())
    Delivery.objects.create(event=row, handler="doors.handlers.greet")
    page = auditor.get(LOG).content.decode()
    assert "doors.handlers.close" in page
    assert "1 aviso interno en espera" in page


def test_the_log_takes_the_same_queries_for_any_number_of_rows(
    auditor: Client, django_assert_num_queries
) -> None:
    def one_more(number: int) -> None:
        person = accounts.make_user(f"p{number}@tequio.example")
        row = services.record(DoorOpened(number=number), actor=person.pk)
        Delivery.objects.create(event=row, handler="x", parked_at=timezone.now())

    one_more(1)
    auditor.get(LOG)
    with CaptureQueriesContext(connection) as first:
        auditor.get(LOG)
    one_more(2)
    one_more(3)
    with django_assert_num_queries(len(first)):
        auditor.get(LOG)


def test_the_log_is_taken_home_as_csv(auditor: Client) -> None:
    services.record(DoorOpened(number=1), at=datetime(2026, 4, 4, tzinfo=UTC))
    response = auditor.get("/escritorio/bitacora.csv", {"tipo": DoorOpened.kind()})
    rows = list(csv.reader(b"".join(response.streaming_content).decode("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["posición", "momento", "tipo"]
    assert rows[1][3] == "Se abrió la puerta 1"
    assert rows[1][5] == '{"number":1}'


def test_anyone_can_check_the_chain_from_the_json_file(auditor: Client) -> None:
    services.record(DoorOpened(number=1), at=datetime(2026, 4, 4, tzinfo=UTC))
    services.record(DoorOpened(number=2))
    response = auditor.get("/escritorio/bitacora.json")
    rows = json.loads(b"".join(response.streaming_content))
    previous = bytes(32)
    for row in rows:
        content = [row["position"], row["at"], row["kind"], row["actor"], row["payload"]]
        previous = hashlib.sha256(previous + orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()
        assert row["hash"] == previous.hex()


def test_the_menu_shows_the_log_only_to_its_readers(rf) -> None:
    request = rf.get("/")
    for person, sees in ((accounts.make_aurora(), True), (accounts.make_caro(), False)):
        request.user = person
        assert apps.may_read(request) is sees
    assert Permission(views.READ) is Permission.READ_AUDIT

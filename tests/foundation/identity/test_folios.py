"""Consulting what is one's own with a folio and a code. docs/rules/identity.md, FOLIO-1 to FOLIO-8."""

import io
import json
import re
import statistics
import time
import zipfile
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.foundation.identity.people import ROSA_CURP

from tequio.config.demo.factories.accounts import make_user
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_proposal
from tequio.core.curp import parse
from tequio.foundation.identity import tasks
from tequio.foundation.identity.models import FolioRequest
from tequio.foundation.identity.services import counter, erasure, folios, holdings
from tequio.foundation.identity.types import FolioKind, FolioOwner, Holding
from tequio.foundation.identity.views.limits import RATES

pytestmark = pytest.mark.django_db
ASK, CODE, MINE, ZIP = "/mi-folio/", "/mi-folio/codigo/", "/mi-folio/mio/", "/mi-folio/mis-datos.zip"
TABLE = "MESA-0001"  # what somebody at a table wrote down of who has no account
NEIGHBOUR = "vecina.sin.cuenta@correo.example"


@pytest.fixture
def luz():
    return make_user("luz.oyola@correo.example", name="Luz Oyola")


@pytest.fixture
def folio(luz):
    return make_proposal(make_edition(), author=luz).folio


@pytest.fixture
def table(monkeypatch):
    """Something captured without an account, with its row and its file."""
    owner = FolioOwner(user_id=None, email=NEIGHBOUR)
    kind = FolioKind(code="table", label="una mesa", find=lambda folio: owner if folio == TABLE else None)
    monkeypatch.setitem(folios._kinds, "table", kind)
    holding = Holding(
        code="table",
        label="Lo que dijo en una mesa",
        read=lambda _user_id: [],
        of_contact=lambda holder: [{"said": "Más árboles"}] if holder.email == NEIGHBOUR else [],
        files=lambda holder: [("../constancia.pdf", b"%PDF-")] if holder.email == NEIGHBOUR else [],
    )
    monkeypatch.setitem(holdings._holdings, "table", holding)


@pytest.fixture
def calm(monkeypatch):
    """Many requests in a row are the point of some tests."""
    for action in ("folio", "try"):
        monkeypatch.setitem(RATES, action, "100000/m/ip")


def work():
    """Do what waits in the queue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [folios.SEND])
        waiting = [row[0] for row in cursor.fetchall()]
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = %s", [folios.SEND])
    for arguments in waiting:
        found = arguments if isinstance(arguments, dict) else json.loads(arguments)
        tasks.send_folio_code(**found)
    return len(waiting)


def ask(client, folio):
    answer = client.post(ASK, {"folio": folio})
    work()
    return answer


def enter(client, folio, code):
    ask(client, folio)
    return client.post(CODE, {"code": code()})


def plain(answer, folio):
    """Return all that a stranger sees of an answer, without the folio they typed and the masked token."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w{64}"', "", answer.content.decode())
    cookies = [(name, len(kept.value), kept["path"]) for name, kept in answer.cookies.items()]
    headers = sorted((name, value) for name, value in answer.items())
    return answer.status_code, body.replace(folio, "FOLIO"), headers, cookies


def statements(queries):
    """Return what the database was asked, without values."""
    return [re.sub(r"'[^']*'(::\w+)?|\"s\d+_x\d+\"|\b\d+\b", "?", query["sql"]) for query in queries]


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        [jobs] = cursor.fetchone()
    return FolioRequest.objects.count(), jobs


@time_machine.travel("2031-05-04T12:00:00Z", tick=False)
def test_folio_1_a_stranger_sees_one_answer_and_the_database_does_one_work(folio, calm):
    miss = "99-9999"
    assert len(miss) == len(folio)
    Client().get(ASK)  # what the first request of all prepares is no part of the comparison
    seen = {}
    for typed in (folio, miss):
        visitor, told = Client(), []
        steps = [
            lambda visitor=visitor, typed=typed: visitor.post(ASK, {"folio": typed}),
            lambda visitor=visitor: visitor.get(CODE),
            lambda visitor=visitor: visitor.post(CODE, {"code": "000000x"}),  # before the worker came
            lambda visitor=visitor: visitor.post(CODE, {"code": "000000x"}),  # and after
            lambda visitor=visitor: visitor.get(CODE),
        ]
        for number, step in enumerate(steps):
            if number == 3:
                before = rows()
                assert work() == 1
                assert rows() == (before[0], before[1] - 1)
            before = rows()
            with CaptureQueriesContext(connection) as queries:
                answer = step()
            after = rows()
            grown = (after[0] - before[0], after[1] - before[1])
            told.append((plain(answer, typed), statements(queries.captured_queries), grown))
        seen[typed] = told
    for hit, other in zip(seen[folio], seen[miss], strict=True):
        assert hit == other
    assert [step[2] for step in seen[folio]] == [(1, 1), (0, 0), (0, 0), (0, 0), (0, 0)]
    assert len(mail.outbox) == 1


def test_folio_2_the_row_is_filled_alike(folio, calm):
    for typed in (folio, "99-9999"):
        ask(Client(), typed)
    hit, miss = FolioRequest.objects.order_by("asked_at")
    assert (len(hit.digest), hit.kind) == (len(miss.digest), miss.kind)
    assert hit.digest != miss.digest


def test_folio_1_no_folio_takes_longer_than_another(folio, calm):
    """CPU time of interleaved requests: the ratio of the medians, never seconds."""
    visitor, spent = Client(), {folio: [], "99-9999": []}
    for turn in range(50):
        for typed in spent if turn % 2 else reversed(spent):
            begin = time.process_time()
            visitor.post(ASK, {"folio": typed})
            spent[typed].append(time.process_time() - begin)
    hit, miss = (statistics.median(times[5:]) for times in spent.values())
    assert 0.6 < hit / miss < 1.67


def test_folio_3_the_code_opens_what_is_mine_and_all_my_data(folio, luz, code):
    visitor = Client()
    assert enter(visitor, f" {folio.lower()} ", code)["Location"] == MINE
    page = visitor.get(MINE).content.decode()
    assert luz.email in page
    assert f'href="/propuestas/{folio}/"' in page
    assert "Lo que propuso" in page
    answer = visitor.get(ZIP)
    assert "no-store" in answer["Cache-Control"]
    data = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("mis-datos.json"))
    assert data["account"]["name"] == "Luz Oyola"
    assert [row["folio"] for row in data["proposals"]] == [folio]
    # The look-up is no way into the account.
    assert "/cuenta/entrar/" in visitor.get("/cuenta/")["Location"]
    assert Client().get(MINE)["Location"] == Client().get(ZIP)["Location"] == ASK


def test_folio_3_who_has_no_account_sees_what_hangs_on_the_contact(table, code):
    visitor = Client()
    enter(visitor, "mesa-0001", code)
    assert mail.outbox[-1].to == [NEIGHBOUR]
    assert "guardamos 1 registro suyo" in visitor.get(MINE).content.decode()
    archive = zipfile.ZipFile(io.BytesIO(visitor.get(ZIP).content))
    assert json.loads(archive.read("mis-datos.json"))["table"] == [{"said": "Más árboles"}]
    assert archive.namelist() == ["mis-datos.json", "constancia.pdf"]


def test_folio_3_a_registration_at_a_counter_is_found_by_its_folio(cast, code, now):
    curp, mail_address = parse(ROSA_CURP), "rosa.luna@correo.example"
    slip = counter.register(
        name="Rosa", curp=curp, unit=None, email=mail_address, place="Módulo", actor=cast.caro.pk, at=now
    )
    visitor = Client()
    enter(visitor, slip.registration.folio, code)
    assert mail_address in visitor.get(MINE).content.decode()


def test_folio_4_a_code_serves_once_and_for_its_request(folio, code):
    visitor = Client()
    ask(visitor, folio)
    first = code()
    ask(visitor, folio)
    assert visitor.post(CODE, {"code": first}).status_code == 422
    assert visitor.post(CODE, {"code": code()}).status_code == 302
    again = Client()
    ask(again, folio)
    assert again.post(CODE, {"code": "nada"}).status_code == 422
    assert again.get(MINE)["Location"] == ASK
    assert Client().get(CODE)["Location"] == ASK


def test_folio_4_five_tries_and_no_more_also_of_what_does_not_exist(folio, code):
    for typed in (folio, "99-9999"):
        visitor = Client()
        ask(visitor, typed)
        said = [visitor.post(CODE, {"code": "1"}).content.decode() for _try in range(6)]
        assert ["Ese código no es" in page for page in said] == [True] * 5 + [False]
        assert "Ese código ya no sirve" in said[-1]
    visitor = Client()
    ask(visitor, folio)
    for _try in range(5):
        visitor.post(CODE, {"code": "1"})
    assert visitor.post(CODE, {"code": code()}).status_code == 422


def test_folio_5_its_time_runs_from_when_it_was_asked_for(folio, calm):
    """Not from when the worker came: the minute in which it ends tells nothing."""
    begin = timezone.now()
    for typed in (folio, "99-9999"):
        visitor = Client()
        with time_machine.travel(begin, tick=False):
            visitor.post(ASK, {"folio": typed})
        with time_machine.travel(begin + timedelta(minutes=3), tick=False):
            work()
        for minutes, words in ((14.9, "Ese código no es"), (15.1, "Ese código ya no sirve")):
            with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
                assert words in visitor.post(CODE, {"code": "1"}).content.decode()


def test_folio_6_the_limit_of_a_folio_is_the_same_whether_it_exists_or_not(folio):
    for typed in (folio, "99-9999"):
        answers = [Client().post(ASK, {"folio": typed}) for _time in range(5)]
        assert [answer.status_code for answer in answers] == [302] * 4 + [422]
        assert "Van muchos intentos" in answers[-1].content.decode()


def test_folio_6_nobody_is_flooded_through_their_folios(luz, calm):
    edition = make_edition()
    for typed in [make_proposal(edition, author=luz).folio for _each in range(6)]:
        ask(Client(), typed)
    assert len(mail.outbox) == folios.MOST_LETTERS


def test_folio_7_an_account_with_a_second_factor_is_not_opened_by_a_code_alone(folio, luz, code):
    Authenticator.objects.create(user=luz, type=Authenticator.Type.TOTP, data={"secret": "x"})
    visitor = Client()
    enter(visitor, folio, code)
    page = visitor.get(MINE).content.decode()
    assert "Su cuenta pide dos pasos" in page
    assert folio not in page
    assert visitor.get(ZIP)["Location"] == "/cuenta/mis-datos.json"


def test_folio_8_it_closes_by_itself_and_when_one_is_done(folio, code):
    visitor = Client()
    enter(visitor, folio, code)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert visitor.get(MINE)["Location"] == ASK
    enter(visitor, folio, code)
    assert visitor.get(MINE).status_code == 200
    assert visitor.post("/mi-folio/terminar/")["Location"] == ASK
    assert visitor.get(MINE)["Location"] == ASK


def test_folio_8_requests_are_forgotten_within_the_hour_and_with_the_person(folio, luz, calm):
    ask(Client(), folio)
    erasure.erase(person=luz, actor=luz.pk, at=timezone.now())
    assert not FolioRequest.objects.exists()
    ask(Client(), folio)
    assert FolioRequest.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        tasks.forget_folio_requests(timestamp=0)
    assert not FolioRequest.objects.exists()


def test_folio_2_the_worker_run_twice_or_too_late_sends_nothing_more(folio, calm):
    Client().post(ASK, {"folio": folio})
    row = FolioRequest.objects.get()
    for _time in range(2):
        folios.send(request_id=row.pk, at=timezone.now())
    assert len(mail.outbox) == 1
    late = FolioRequest.objects.create(folio=folio, asked_at=timezone.now() - timedelta(minutes=16))
    folios.send(request_id=late.pk, at=timezone.now())
    assert len(mail.outbox) == 1


def test_the_page_of_what_is_mine_asks_as_much_for_three_things_as_for_one(luz, code, calm):
    edition, visitor, counts = make_edition(), Client(), []
    enter(visitor, make_proposal(edition, author=luz).folio, code)
    visitor.get(MINE)
    for more in (0, 2):
        for _each in range(more):
            make_proposal(edition, author=luz)
        with CaptureQueriesContext(connection) as queries:
            visitor.get(MINE)
        counts.append(len(queries))
    assert counts[0] == counts[1]

"""One's own identification in the browser, taking part once, documents, the counter, rolls."""

import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.foundation.identity.people import ROSA, ROSA_CURP, make_curp, png

from tequio.config.demo.factories.accounts import make_user
from tequio.config.demo.factories.ballots import make_browser
from tequio.core.ballotbox import entries
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.files.models import StoredFile
from tequio.foundation.identity import queries
from tequio.foundation.identity.models import Case, DocumentReview, Profile, Registration, Roll, RollEntry
from tequio.foundation.identity.services import claims, documents
from tequio.foundation.messaging.models import Message
from tequio.participation.ballots.models import Participation

pytestmark = pytest.mark.django_db
CURP_PAGE = "/cuenta/identificacion/curp/"


def test_ident_16_one_vote_without_an_account(client, voting, code):
    edition = voting(methods=["contact"])
    vote = f"/ediciones/{edition.slug}/votar/"
    door = client.get(vote, follow=True)
    assert "Participar sin cuenta" in door.content.decode()
    sent = client.post("/participar/una-vez/", {"kind": "email", "email": "luz@correo.example", "next": vote})
    assert sent["Location"] == "/participar/codigo/"
    assert client.post("/participar/codigo/", {"code": "000000x"}).status_code == 422
    entered = client.post("/participar/codigo/", {"code": code()})
    assert entered["Location"] == vote
    guest = User.objects.get(email="luz@correo.example")
    assert (guest.name, guest.has_usable_password(), queries.is_guest(guest)) == ("", False, True)
    place = edition.options.first().envelope.unit
    asked = json.dumps({"blinded": entries.to_text(make_browser(edition, place).blinded.message)})
    issued = client.post(f"{vote}{place.pk}/ficha/", asked, content_type="application/json")
    assert issued.status_code == 200
    assert client.get(f"{vote}recibo/").status_code == 200
    assert Participation.objects.get().person == guest
    # The light session opens nothing else…
    for other in ("/cuenta/", "/propuestas/", "/ediciones/otra/votar/", "/escritorio/"):
        assert "/cuenta/entrar/" in client.get(other).get("Location", ""), other
    # …until it becomes an account.
    kept = client.post("/cuenta/quedarme/", {"name": "Luz"}, follow=True)
    assert "Ya tiene su cuenta" in kept.content.decode()
    assert client.get("/cuenta/").status_code == 200


def test_where_the_edition_says_no_method_nobody_comes_in_without_an_account(client, voting):
    vote = f"/ediciones/{voting(methods=[]).slug}/votar/"
    assert "Participar sin cuenta" not in client.get(vote, follow=True).content.decode()
    answer = client.get("/participar/una-vez/", {"next": vote})
    assert answer["Location"].startswith("/cuenta/entrar/")


def test_the_page_takes_the_person_through_it_and_back(client, ana, voting):
    vote = f"/ediciones/{voting(methods=['curp'], age_min=16).slug}/votar/"
    stopped = client.get(vote)
    assert stopped["Location"].startswith("/cuenta/identificacion/?pide=")
    page = client.get(stopped["Location"]).content.decode()
    assert "CURP comprobada" in page
    assert "Código por correo" not in page
    wrong = client.post(CURP_PAGE, {**ROSA, "curp": make_curp(surname="Sol"), "next": vote})
    assert wrong.status_code == 422
    assert "no va con ese nombre" in wrong.content.decode()
    given = client.post(CURP_PAGE, {**ROSA, "curp": ROSA_CURP.lower(), "next": vote}, follow=True)
    assert f'href="{vote}"' in given.content.decode()
    assert client.get(vote, follow=True).status_code == 200
    assert client.get(stopped["Location"] + f"&next={vote}").content.decode().count("Seguir donde estaba") == 1


def test_nobody_learns_that_a_key_is_somebody_elses(cast):
    """The oracle: status, place and body are the same for a key that is free and for one that is taken."""
    claims.claim_curp(
        person=cast.eva,
        curp=claims.checked_curp(text=ROSA_CURP, names=None, born=None),
        at=cast.eva.date_joined,
    )
    answers, queries_made = [], []
    for number, twin in enumerate((0, 5)):
        browser = Client()
        browser.force_login(make_user(f"p{number}@tequio.example", name="P"))
        browser.get(CURP_PAGE)
        with CaptureQueriesContext(connection) as asked:
            sent = browser.post(CURP_PAGE, {**ROSA, "curp": make_curp(twin=twin)})
        page = browser.get(sent["Location"])
        body = page.content.decode()
        body = body.replace(browser.cookies["csrf"].value, "") if "csrf" in browser.cookies else body
        headers = (dict(sent.headers), sorted(page.headers))
        answers.append((sent.status_code, headers, sent.content, page.status_code, _plain(body)))
        queries_made.append(len(asked))
    assert Case.objects.count() == 1
    assert answers[0] == answers[1]
    assert queries_made[0] == queries_made[1]


def _plain(body):
    import re

    return re.sub(r'value="\w{64}"', "", body)


def test_keys_are_tried_a_few_times_a_day(client, ana):
    for _ in range(5):
        client.post(CURP_PAGE, {**ROSA, "curp": "X" * 18})
    assert "Van muchos intentos" in client.post(CURP_PAGE, {**ROSA, "curp": ROSA_CURP}).content.decode()


def test_a_document_is_seen_by_reviewers_only_and_destroyed_with_the_decision(client, cast):
    client.force_login(cast.ana)
    picture = SimpleUploadedFile("mi-ine.png", png(), "image/png")
    client.post("/cuenta/identificacion/documento/", {"image": picture})
    review = DocumentReview.objects.get()
    page = f"/escritorio/identidad/documentos/{review.pk}/"
    stored = review.file
    for who in (cast.ana, cast.beto, cast.dani, cast.aurora):
        client.force_login(who)
        assert client.get(page + "imagen").status_code == 403
        assert client.get(stored.url).status_code == 404
    client.force_login(cast.caro)
    assert client.get(stored.url).status_code == 404
    shown = client.get(page + "imagen")
    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store, private")
    assert "no-store" in client.get(page)["Cache-Control"]
    assert client.post(page, {"decision": "approved"}).status_code == 422
    client.post(page, {"decision": "approved", "curp": ROSA_CURP})
    assert not StoredFile.objects.exists()
    assert client.get(page + "imagen").status_code == 404
    assert queries.holds(cast.ana, "document")
    kinds = list(AuditEvent.objects.filter(kind__startswith="identity.Document").values_list("kind", flat=True))
    assert sorted(kinds) == [
        "identity.DocumentDecided",
        "identity.DocumentDestroyed",
        "identity.DocumentSent",
    ]
    audit.deliver_now()
    assert "Su imagen ya se destruyó" in Message.objects.get(kind="identity.document_approved").body


def test_a_refusal_needs_its_reason_and_an_image_that_nobody_sees_expires(client, caro, cast, now):
    from datetime import timedelta

    review = documents.send(person=cast.ana, upload=SimpleUploadedFile("x.png", png()), at=now)
    page = f"/escritorio/identidad/documentos/{review.pk}/"
    assert "Escriba el motivo" in client.post(page, {"decision": "refused"}).content.decode()
    late = now + timedelta(days=settings.IDENTITY_DOCUMENT_DAYS, seconds=1)
    assert documents.expire_old(at=late) == 1
    assert documents.expire_old(at=late) == 0
    assert not StoredFile.objects.exists()
    assert DocumentReview.objects.get().decision == "expired"


def test_a_person_without_mail_is_registered_at_a_counter_and_enters_with_the_slip(client, caro, cast):
    said = {**ROSA, "curp": ROSA_CURP, "place": "Plaza", "seen": "on"}
    assert client.post("/escritorio/modulo/", {**said, "seen": ""}).status_code == 422
    slip = client.post("/escritorio/modulo/", said, follow=True).content.decode()
    registration = Registration.objects.select_related("user").get()
    code = slip.split('<strong class="hash">')[1].split("</strong>")[0]
    assert registration.made_by == caro
    again = client.get(f"/escritorio/modulo/{registration.folio}/").content.decode()
    assert code not in again
    browser = Client()
    assert browser.post("/participar/talon/", {"code": "AAAA-BBBB-CCCC"}).status_code == 422
    assert browser.post("/participar/talon/", {"code": code.lower()}).status_code == 302
    assert browser.get("/cuenta/").status_code == 200
    assert queries.standing(registration.user).means >= {"in_person", "curp"}
    event = AuditEvent.objects.get(kind="identity.RegisteredAtCounter")
    assert (event.actor, "Rosa" in json.dumps(event.payload)) == (caro.pk, False)


def test_a_roll_is_read_looked_at_and_put_in_use_in_place_of_the_one_before(client, caro, cast, voting):
    edition = voting(methods=["roll"])
    other = make_curp(twin=3)
    content = f"CURP;Colonia\n{ROSA_CURP};Los Encinos\n{other};Nada\n{ROSA_CURP};\nX;\n".encode()

    def load(name):
        sheet = SimpleUploadedFile("padron.csv", content, "text/csv")
        said = {"name": name, "key": "curp", "key_column": "curp", "unit_column": "colonia", "sheet": sheet}
        return client.post("/escritorio/identidad/padrones/", said, follow=True)

    page = load("Uno").content.decode()
    assert "2 registros en «Uno»" in page
    assert "repetida" in page
    assert "18 letras" in page
    first = Roll.objects.get()
    client.post(f"/escritorio/identidad/padrones/{first.pk}/", {"act": "activate"})
    browser = Client()
    browser.force_login(cast.ana)
    browser.post(CURP_PAGE, {**ROSA, "curp": ROSA_CURP})
    assert browser.get(f"/ediciones/{edition.slug}/votar/", follow=True).status_code == 200
    assert queries.profile(cast.ana).unit.name == "Los Encinos"
    load("Dos")
    second = Roll.objects.get(name="Dos")
    client.post(f"/escritorio/identidad/padrones/{second.pk}/", {"act": "activate"})
    assert list(Roll.objects.filter(state="active")) == [second]
    assert RollEntry.objects.filter(roll=first).count() == 0
    missing = Client()
    missing.force_login(cast.eva)
    missing.post(CURP_PAGE, {**ROSA, "curp": make_curp(twin=7)})
    assert Case.objects.get(user=cast.eva).reason == "not_on_roll"


def test_no_table_holds_a_curp_after_all_of_it(client, caro, cast, now):
    """Only HMACs: every column of every table is searched for the text itself."""
    client.post("/escritorio/modulo/", {**ROSA, "curp": ROSA_CURP, "place": "Plaza", "seen": "on"})
    ana = Client()
    ana.force_login(cast.ana)
    ana.post(CURP_PAGE, {**ROSA, "curp": ROSA_CURP})
    ana.post(
        "/cuenta/identificacion/tutela/",
        {**ROSA, "curp": make_curp(twin=2), "relation": "mother", "agrees": "on"},
    )
    sheet = SimpleUploadedFile("p.csv", f"CURP\n{ROSA_CURP}\n".encode(), "text/csv")
    client.post(
        "/escritorio/identidad/padrones/", {"name": "P", "key": "curp", "key_column": "CURP", "sheet": sheet}
    )
    assert Roll.objects.exists()
    assert Case.objects.exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            sql = f'SELECT count(*) FROM "{table}" t WHERE t::text ~ %s'  # noqa: S608 - our own tables
            cursor.execute(sql, ["[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[A-Z0-9][0-9]"])
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_asks_the_same_whatever_waits(rows, client, caro, now, django_assert_num_queries):
    for number in range(rows):
        person = make_user(f"w{number}@tequio.example", name="W")
        documents.send(person=person, upload=SimpleUploadedFile("x.png", png()), at=now)
        Case.objects.create(user=person, reason="duplicate", kind="curp", digest=b"0" * 32, opened_at=now)
    client.get("/escritorio/identidad/")
    with django_assert_num_queries(9):  # what waits is counted once a minute, not on every page
        client.get("/escritorio/identidad/")


def test_a_home_is_chosen_from_the_list_or_with_a_pin(client, ana, voting):
    edition = voting(methods=["contact"])
    page = "/cuenta/identificacion/colonia/"
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"lat": "10", "lon": "10"}).status_code == 422
    assert client.post(page, {"lat": "25.005", "lon": "-99.998", "next": "/cuenta/"})["Location"] == "/cuenta/"
    assert Profile.objects.get(user=ana).unit.name == "Los Encinos"
    chosen = edition.territory.units.get(code="C3")
    client.post(page, {"unit": chosen.pk})
    assert Profile.objects.get(user=ana).unit == chosen


def test_next_never_leaves_the_site(client, ana):
    answer = client.post(
        "/cuenta/identificacion/nacimiento/", {"born": "1990-01-01", "next": "https://malo.example/"}
    )
    assert answer["Location"] == "/"

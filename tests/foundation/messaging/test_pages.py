"""One's notices, what one follows, preferences, the link of each mail, and the office's pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_beto, make_caro
from tequio.foundation.messaging import queries, services
from tequio.foundation.messaging.models import DIGEST, Follow, Message, Preference, Wording
from tequio.foundation.messaging.services import stopping
from tequio.foundation.messaging.types import Cadence, State

pytestmark = pytest.mark.django_db
INBOX = "/cuenta/avisos/"


def read(client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_header_says_how_many_are_unread_and_opening_one_marks_it(tell, client, ana):
    tell(ana)
    tell(ana, event="e2")
    client.force_login(ana)
    assert "2<span" in read(client, INBOX)
    mine = Message.objects.first()
    assert client.post(reverse("messaging:open", args=[mine.pk])).url == "/proyectos/1/"
    assert queries.unread(ana) == 1
    client.post(reverse("messaging:open_all"))
    assert queries.unread(ana) == 0


def test_nobody_opens_the_notice_of_another(tell, client, ana, eva):
    tell(ana)
    client.force_login(eva)
    assert client.post(reverse("messaging:open", args=[Message.objects.get().pk])).status_code == 404
    assert queries.unread(ana) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_my_pages_cost_the_same_queries_however_much_there_is(
    tell, client, ana, number, django_assert_num_queries
):
    for event in range(number):
        tell(ana, event=f"e{event}")
    for subject in range(1, min(number, 2) + 1):
        services.follow(person_id=ana.pk, subject_key=f"thing:{subject}", at=timezone.now())
    client.force_login(ana)
    client.get(INBOX)
    for url, queries_ in ((INBOX, 6), ("/cuenta/avisos/sigo/", 5), ("/cuenta/avisos/preferencias/", 7)):
        with django_assert_num_queries(queries_):
            client.get(url)


def test_the_frame_costs_a_visitor_no_query_and_a_person_one(tell, client, ana, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/nada/")
    tell(ana)
    client.force_login(ana)
    with django_assert_num_queries(4):  # session, person, memberships, and how many are unread
        client.get("/nada/")


def test_msg_40_a_person_follows_what_is_public_and_stops(client, kinds, ana):
    client.force_login(ana)
    follow, unfollow = reverse("messaging:follow"), reverse("messaging:unfollow")
    assert client.post(follow, {"subject": "thing:1"}).url == "/proyectos/1/"
    client.post(follow, {"subject": "thing:1"})
    assert Follow.objects.count() == 1
    assert "Parque" in read(client, "/cuenta/avisos/sigo/")
    for nothing in ("thing:9", "other:1", "thing:x", "thing:99999999999999999999", ""):
        assert client.post(follow, {"subject": nothing}).status_code == 404
    assert client.post(unfollow, {"subject": "thing:1", "from_list": "1"}).url == "/cuenta/avisos/sigo/"
    assert Follow.objects.count() == 0


def test_msg_41_preferences_keep_what_was_chosen_and_nothing_else(client, tell, ana):
    client.force_login(ana)
    page = client.get("/cuenta/avisos/preferencias/")
    assert "feasibility.assigned" not in page.context["form"].fields  # not for who does not work here
    assert "t.receipt" not in page.context["form"].fields
    chosen = {name: field.initial for name, field in page.context["form"].fields.items()}
    sent = chosen | {"language": "en", "t.news": "weekly", "t.receipt": "never"}
    assert client.post("/cuenta/avisos/preferencias/", sent).status_code == 302
    assert list(Preference.objects.values_list("kind", "cadence")) == [("t.news", "weekly")]
    assert queries.mailbox(ana).language == "en"
    assert client.post("/cuenta/avisos/preferencias/", sent | {"t.news": "x"}).status_code == 400


def test_msg_42_only_a_post_stops_the_mail_also_from_a_mail_program_without_a_session(client, tell, ana):
    url = reverse("messaging:unsubscribe", args=[stopping.token(person_id=ana.pk, kind="t.news")])
    for _time in range(2):
        assert "Ya no quiero recibirlos" in read(client, url)
    assert not Preference.objects.exists()
    answer = type(client)(enforce_csrf_checks=True).post(url, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Preference.objects.get().cadence == Cadence.NEVER
    tell(ana)
    assert Message.objects.get().state == State.SUPPRESSED
    assert ana.email not in answer.content.decode()
    client.post(url, {"resume": "1"})
    assert not Preference.objects.exists()


def test_msg_43_the_link_of_a_digest_stops_all_that_goes_in_one(kinds, ana):
    link = stopping.token(person_id=ana.pk, kind=DIGEST)
    services.stop_mail(text=link)
    stopped = set(Preference.objects.filter(cadence=Cadence.NEVER).values_list("kind", flat=True))
    assert {"t.daily", "t.weekly"} <= stopped
    assert not {"t.news", "t.receipt"} & stopped
    assert services.is_stopped(services.read(link))
    services.resume_mail(text=link)
    assert not Preference.objects.exists()


@pytest.mark.parametrize("token", ["x", "t.receipt", "forged"])
def test_msg_44_no_other_link_stops_anything(client, kinds, ana, token):
    text = {
        "x": "x",
        "t.receipt": stopping.token(person_id=ana.pk, kind="t.receipt"),
        "forged": stopping.token(person_id=ana.pk, kind="t.news")[:-1] + "_",
    }[token]
    url = reverse("messaging:unsubscribe", args=[text])
    assert client.post(url).status_code in {404, 409}
    assert not Preference.objects.exists()


def test_the_office_sees_first_and_then_keeps_a_text(client, kinds):
    client.force_login(make_caro())
    url = reverse("messaging:wording", args=["t.news", "es-mx"])
    new = {"subject": "Aviso de {titulo}", "body": "Vea: {detalle}"}
    assert "Aviso de Parque" in client.post(url, new | {"look": "1"}).content.decode()
    assert not Wording.objects.exists()
    assert client.post(url, new | {"body": "{nada}"}).status_code == 422
    assert client.post(url, new).status_code == 302
    assert "texto propio" in read(client, url)
    assert client.post(reverse("messaging:restore", args=["t.news", "es-mx"])).status_code == 302
    assert "volvió al original" in read(client, url)
    assert client.get(reverse("messaging:wording", args=["t.nothing", "es-mx"])).status_code == 404
    assert client.get(reverse("messaging:wording", args=["t.news", "fr"])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_outbox_costs_the_same_queries_however_much_there_is(
    client, tell, ana, number, django_assert_max_num_queries
):
    for event in range(number):
        tell(ana, event=f"e{event}")
        tell(ana, event=f"f{event}")
    Message.objects.filter(event_key__startswith="e").update(state=State.FAILED, answer="550 no")
    Message.objects.filter(event_key__startswith="f").update(state=State.DOUBTFUL, handed_at=timezone.now())
    client.force_login(make_caro())
    with django_assert_max_num_queries(22):
        page = read(client, reverse("messaging:outbox"))
    assert "550 no" in page
    assert ana.email not in page
    failed = Message.objects.filter(state=State.FAILED).first()
    assert client.post(reverse("messaging:retry", args=[failed.pk])).status_code == 302
    failed.refresh_from_db()
    assert failed.state == State.QUEUED
    assert failed.due_at <= timezone.now() + timedelta(seconds=1)


def test_a_liaison_chooses_how_to_hear_of_their_work(client):
    client.force_login(make_beto())
    page = client.get("/cuenta/avisos/preferencias/")
    assert page.context["form"].fields["feasibility.assigned"].initial == Cadence.DAILY

"""What leaves, to a real SMTP server: headers, refusals, tries, the rate, who may not be written to."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_user
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.jobs.app import app
from tequio.foundation.messaging import queries, services
from tequio.foundation.messaging.models import Mailbox, Message
from tequio.foundation.messaging.services import sending
from tequio.foundation.messaging.types import State

pytestmark = pytest.mark.django_db


def only() -> Message:
    return Message.objects.get()


def soon(message: Message) -> None:
    """Let the wait of a message be over."""
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now())


def test_msg_10_a_mail_says_who_writes_where_to_look_and_how_to_stop(tell, ana, inbox, settings):
    settings.EMAIL_REPLY_TO, settings.DEFAULT_FROM_EMAIL = "atencion@m.example", "Villa <avisos@m.example>"
    settings.PUBLIC_URL = "https://m.example"
    tell(ana, titulo="<b>Parque</b> & Cía\r\nBcc: x@y.z")
    assert services.drain() == 1
    (sent,) = inbox.taken
    message = only()
    assert (message.state, message.attempts, message.answer) == (State.SENT, 1, "OK queued as 12345")
    assert inbox.to == [ana.email]
    assert sent["Message-ID"] == f"<{message.key}@m.example>"
    assert (sent["Reply-To"], sent["Auto-Submitted"], sent["Bcc"]) == (
        "atencion@m.example",
        "auto-generated",
        None,
    )
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, html = (part.get_payload(decode=True).decode() for part in sent.get_payload())
    stop = sent["List-Unsubscribe"].strip().strip("<>")
    for words in (f"Hola, {ana.name}:", "https://m.example/proyectos/1/", stop, settings.MUNICIPALITY):
        assert words in text
        assert words in html
    assert "«<b>Parque</b> & Cía" in text
    assert "&lt;b&gt;Parque&lt;/b&gt; &amp; Cía" in html


def test_msg_11_a_receipt_has_no_link_to_stop_it(tell, ana, inbox):
    tell(ana, kind="t.receipt")
    services.drain()
    assert inbox.taken[0]["List-Unsubscribe"] is None
    assert "acuse" in inbox.taken[0].get_payload()[0].get_payload(decode=True).decode()


def test_msg_12_a_server_that_is_busy_is_asked_again_later_with_the_same_message_id(tell, ana, inbox):
    inbox.refuse = {"DATA": "451 try later"}
    tell(ana)
    assert services.drain() == 0
    message = only()
    assert (message.state, message.attempts, message.answer) == (State.QUEUED, 1, "451 try later")
    assert message.due_at > timezone.now() + timedelta(minutes=1)
    inbox.refuse = {"ana@": "450 greylisted, ana@tequio.example"}
    soon(message)
    services.drain()
    message.refresh_from_db()
    assert (message.attempts, message.answer) == (2, "450 greylisted, …")  # nobody's address is kept
    inbox.refuse = {}
    soon(message)
    assert services.drain() == 1
    assert inbox.ids == [f"<{message.key}@localhost>"]


def test_msg_12_waits_double_up_to_six_hours_and_end_after_twelve_tries(tell, ana, inbox):
    assert [int(sending.wait(n).total_seconds() / 60) for n in (1, 2, 3, 8, 9, 12)] == [2, 4, 8, 256, 360, 360]
    inbox.refuse = {"DATA": "451 try later"}
    tell(ana)
    Message.objects.update(attempts=sending.MOST_ATTEMPTS - 1)
    services.drain()
    assert only().state == State.FAILED


def test_msg_13_three_bounces_in_a_row_silence_an_address_until_somebody_says_it_works(tell, ana, inbox):
    inbox.refuse = {"ana@": "550 5.1.1 no such user"}
    for number in range(sending.MOST_BOUNCES):
        tell(ana, event=f"e{number}")
    tell(ana, kind="t.daily")
    services.drain()
    services.drain()
    assert set(Message.objects.filter(kind="t.news").values_list("state", flat=True)) == {State.FAILED}
    assert Message.objects.get(kind="t.daily").state == State.SUPPRESSED
    tell(ana, event="later")
    assert Message.objects.get(event_key="later").state == State.SUPPRESSED
    services.release_address(person_id=ana.pk, actor=ana.pk)
    inbox.refuse = {}
    tell(ana, event="again")
    assert services.drain() == 1
    assert queries.mailbox(ana).bounces == 0


def test_a_delivery_clears_the_bounces_and_a_refused_text_is_none(tell, ana, inbox):
    Mailbox.objects.create(person=ana, bounces=2)
    tell(ana)
    services.drain()
    inbox.refuse = {"DATA": "554 looks like spam"}
    tell(ana, event="e2")
    services.drain()
    assert Message.objects.get(event_key="e2").state == State.FAILED
    assert Mailbox.objects.get().bounces == 0


def test_msg_14_no_minute_sees_more_than_the_settings_say(tell, inbox, settings):
    settings.MESSAGES_PER_MINUTE = 2
    tell(*[make_user(f"p{n}@tequio.example") for n in range(3)])
    assert (services.drain(), services.drain()) == (2, 0)
    Message.objects.filter(state=State.SENT).update(handed_at=timezone.now() - timedelta(seconds=61))
    assert services.drain() == 1


def test_msg_15_without_a_line_nothing_is_lost_nor_counted(tell, ana, inbox, settings):
    settings.EMAIL_PORT = 1
    tell(ana)
    assert services.drain() == 0
    message = only()
    assert (message.state, message.attempts) == (State.QUEUED, 0)
    assert message.due_at > timezone.now()
    settings.EMAIL_PORT = inbox.port
    soon(message)
    assert services.drain() == 1


@pytest.mark.parametrize("flaw", ["closed", "unconfirmed"])
def test_msg_16_nobody_writes_to_a_closed_account_or_an_address_that_was_not_confirmed(tell, ana, inbox, flaw):
    tell(ana)
    if flaw == "closed":
        ana.is_active = False
        ana.save()
    else:
        EmailAddress.objects.update(verified=False)
    assert services.drain() == 0
    assert (only().state, inbox.taken) == (State.SUPPRESSED, [])


def test_other_backends_of_django_carry_them_too(tell, ana):
    tell(ana)
    assert services.drain() == 1
    assert [letter.to for letter in mail.outbox] == [[ana.email]]


def test_a_mail_that_cannot_be_made_does_not_stop_those_behind_it(tell, ana, eva, settings):
    tell(ana, eva)
    Message.objects.filter(recipient=ana).update(language="x" * 300)
    settings.LANGUAGES = [*settings.LANGUAGES]
    services.drain()
    assert Message.objects.get(recipient=eva).state == State.SENT


def test_telling_wakes_the_sender_once(tell, ana):
    tell(ana)
    tell(ana, event="e2")
    assert len(list(app.job_manager.list_jobs(task=services.SEND))) == 1
    services.wake_due()
    assert len(list(app.job_manager.list_jobs(task=services.SEND))) == 1


def test_a_turn_is_short_and_goes_on_in_another_job(tell, ana, eva, monkeypatch):
    monkeypatch.setattr(sending, "_TURN_SECONDS", -1.0)
    tell(ana, eva)
    connection.cursor().execute("DELETE FROM procrastinate_jobs")
    assert services.drain() == 1
    assert len(list(app.job_manager.list_jobs(task=services.SEND))) == 1
    assert (services.drain(), services.drain()) == (1, 0)


def test_the_sweep_wakes_nobody_where_nothing_is_due(tell, ana):
    services.wake_due()
    assert not list(app.job_manager.list_jobs(task=services.SEND))


@pytest.mark.parametrize(("button", "state"), [("sent", State.SENT), ("resend", State.QUEUED)])
def test_msg_22_a_person_decides_on_what_is_doubtful(tell, client, ana, button, state):
    from tequio.config.demo.factories.accounts import make_caro

    tell(ana)
    Message.objects.update(state=State.DOUBTFUL, handed_at=timezone.now())
    client.force_login(make_caro())
    page = client.get(reverse("messaging:outbox")).content.decode()
    assert "Dudosos" in page
    assert ana.email not in page
    url = reverse("messaging:settle", args=[only().pk])
    assert client.post(url, {button: "1"}).status_code == 302
    assert only().state == state
    assert client.post(url, {button: "1"}).status_code == 409
    assert AuditEvent.objects.filter(kind="messaging.DoubtSettled").count() == 1

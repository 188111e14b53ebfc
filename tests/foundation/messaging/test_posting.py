"""What goes into the outbox: once each, in each one's language, as each one wishes (docs/rules/messages.md)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.config.demo.factories.accounts import make_user
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.messaging import queries, services
from tequio.foundation.messaging.models import Mailbox, Message, Wording
from tequio.foundation.messaging.services import wordings
from tequio.foundation.messaging.types import Cadence, State, UnknownKindError, kind_of


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("kind", "state"))


def test_msg_1_the_same_event_is_told_once_to_each_person(tell, ana, eva):
    assert tell(ana) == 1
    assert tell(ana, eva) == 1
    assert tell(ana, eva) == 0
    assert tell(ana, eva, event="e2") == 2
    assert Message.objects.count() == 4


def test_msg_2_each_is_told_in_their_language_and_in_the_words_of_the_office(tell, ana, eva):
    Mailbox.objects.create(person=eva, language="en")
    now = timezone.now()
    services.change_wording(
        kind=kind_of("t.news"),
        language="en",
        subject="News of {titulo}",
        body="{detalle}",
        at=now,
        actor=ana.pk,
    )
    tell(ana, eva)
    assert set(Message.objects.values_list("recipient__name", "subject", "language")) == {
        (ana.name, "Novedad de Parque", "es-mx"),
        (eva.name, "News of Parque", "en"),
    }


def test_msg_3_each_kind_goes_as_the_person_chose_and_a_receipt_always(tell, ana):
    for kind, cadence in (("t.news", Cadence.NEVER), ("t.daily", Cadence.WEEKLY)):
        services.choose(person_id=ana.pk, kind=kind, cadence=cadence)
    for kind in ("t.news", "t.daily", "t.weekly", "t.receipt"):
        tell(ana, kind=kind)
    assert states() == {
        "t.news": State.SUPPRESSED,
        "t.daily": State.HELD,
        "t.weekly": State.HELD,
        "t.receipt": State.QUEUED,
    }
    with pytest.raises(services.AlwaysSent):
        services.choose(person_id=ana.pk, kind="t.receipt", cadence=Cadence.NEVER)


def test_msg_3_a_change_of_mind_holds_for_what_waits_already(tell, ana):
    tell(ana)
    tell(ana, kind="t.daily")
    services.choose(person_id=ana.pk, kind="t.news", cadence=Cadence.NEVER)
    services.choose(person_id=ana.pk, kind="t.daily", cadence=Cadence.WEEKLY)
    assert states() == {"t.news": State.SUPPRESSED, "t.daily": State.HELD}
    assert Message.objects.get(kind="t.daily").cadence == Cadence.WEEKLY


def test_closed_accounts_and_nobody_are_passed_over(tell, ana):
    closed = make_user("cerrada@tequio.example")
    closed.is_active = False
    closed.save()
    assert (tell(closed), tell()) == (0, 0)


def test_a_hundred_people_cost_as_many_queries_as_one(tell, ana, django_assert_max_num_queries):
    many = [make_user(f"p{n}@tequio.example") for n in range(100)]
    with django_assert_max_num_queries(10):
        assert tell(*many) == 100


@pytest.mark.parametrize("url", ["https://otro.example/", "//otro.example/", "/\\otro.example", "javascript:1"])
def test_msg_4_a_notice_leads_only_to_a_page_of_this_site(tell, ana, url):
    with pytest.raises(ValueError, match="is not a path of this site"):
        tell(ana, url=url)


def test_a_letter_that_does_not_fit_its_kind_is_refused(kinds, ana):
    with pytest.raises(ValueError, match="takes"):
        services.notify(
            kind="t.news", recipients=[ana.pk], subject_key="", context={"titulo": "x"}, event_key="e"
        )
    with pytest.raises(UnknownKindError):
        services.notify(kind="t.nothing", recipients=[], subject_key="", context={}, event_key="e")


VALUES = st.text(max_size=300) | st.sampled_from(["{detalle}", "a\r\nBcc: x@y.z", "{{1}}", "{% x %}", "<b>"])


@settings(max_examples=60, deadline=None)
@given(VALUES, VALUES)
def test_msg_5_no_value_begins_another_header_nor_is_read_as_a_template(title, detail):
    values = {"titulo": title, "detalle": detail}
    subject = wordings.fill_subject("De {titulo}", values)
    assert len(subject) <= 200
    assert len(subject.splitlines()) <= 1
    assert wordings.fill("{titulo}", values) == title  # also when the value itself has braces
    assert "\r" not in wordings.fill_body("{titulo} {detalle}", values)


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("Hola {nombre}", "x", "no tiene {nombre}"),
        ("Hola {titulo", "x", "llave suelta"),
        ("Hola", "{titulo.__class__}", "no tiene {titulo.__class__}"),
        ("Hola\nBcc: x@y.z", "x", "un solo renglón"),
        ("", "x", "Escriba el asunto"),
        ("x" * 151, "x", "hasta 150"),
    ],
)
def test_msg_6_a_text_that_a_notice_cannot_carry_is_refused_with_what_to_mend(kinds, subject, body, said):
    with pytest.raises(services.WordingRefused, match=said):
        services.check_wording(kind_of("t.news"), subject, body)


def test_msg_7_the_office_writes_a_text_goes_back_and_the_history_stays(tell, ana):
    kind, now = kind_of("t.news"), timezone.now()
    write = {"kind": kind, "language": "es-mx", "at": now, "actor": ana.pk}
    tell(ana, event="before")
    assert services.change_wording(subject="Aviso: {titulo}", body="Otro texto", **write)
    assert services.change_wording(subject="Aviso: {titulo}", body="Otro texto ", **write) is None
    tell(ana, event="after")
    services.restore_wording(**write)
    services.restore_wording(**write)
    assert queries.wording(kind, "es-mx").subject == "Novedad de {titulo}"
    assert Wording.objects.count() == 2
    assert dict(Message.objects.values_list("event_key", "subject")) == {
        "before": "Novedad de Parque",  # what was told keeps its words
        "after": "Aviso: Parque",
    }
    kinds_of_event = AuditEvent.objects.filter(kind__startswith="messaging.").values_list("kind", flat=True)
    assert list(kinds_of_event) == ["messaging.WordingChanged", "messaging.WordingRestored"]


def test_msg_8_the_text_is_forgotten_with_time_but_not_that_it_was_told(tell, ana, settings):
    now = timezone.now()
    old = now - timedelta(days=settings.MESSAGES_KEPT_DAYS + 1)
    tell(ana, event="old", at=old)
    tell(ana, event="new")
    assert services.forget_bodies(at=now) == 0  # it still waits to leave
    Message.objects.update(state=State.SENT)
    assert services.forget_bodies(at=now) == 1
    assert dict(Message.objects.values_list("event_key", "body")) == {
        "old": "",
        "new": "Pasó esto con «Parque»: se plantó",
    }
    assert tell(ana, event="old") == 0


def test_history_that_was_brought_in_rests(tell, ana):
    tell(ana)
    tell(ana, kind="t.daily")
    assert services.let_rest(before=timezone.now()) == 2
    assert (set(states().values()), queries.unread(ana)) == ({State.SUPPRESSED}, 0)


def test_nothing_stays_of_who_asked_to_be_erased(tell, ana, eva):
    tell(ana, eva)
    services.choose(person_id=ana.pk, kind="t.news", cadence=Cadence.NEVER)
    services.follow(person_id=ana.pk, subject_key="thing:1", at=timezone.now())
    services.forget(person_id=ana.pk)
    assert list(Message.objects.values_list("recipient", flat=True)) == [eva.pk]
    assert (queries.followed(ana), queries.inbox(ana).count()) == ([], 0)

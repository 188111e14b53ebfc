"""Calling a meeting, registering, waiting for a seat, leaving it, and what people are told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tequio.config.demo.factories.accounts import make_ana, make_eva, make_user
from tequio.config.demo.factories.meetings import make_meeting
from tequio.foundation.audit import services as audit
from tequio.foundation.identity.services import NotAssured
from tequio.foundation.identity.services.contact import open_nameless
from tequio.foundation.messaging.models import Message
from tequio.participation.meetings import queries, services
from tequio.participation.meetings.models import Registration
from tequio.participation.meetings.types import Way

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 10, 15, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def meeting():
    """One seat, in three days."""
    return make_meeting(at=NOW, starts=NOW + 3 * DAY, capacity=1)


@pytest.fixture
def ana():
    return make_ana()


def registered(meeting, person, **values):
    return services.register(meeting=meeting, person=person, name=person.name, at=NOW, **values)


def told():
    audit.deliver_now()
    found = Message.objects.select_related("recipient").order_by("recipient__email", "pk")
    return [(m.recipient.email.partition("@")[0], m.kind) for m in found]


def test_folios_of_a_year_follow_each_other(meeting):
    assert make_meeting(at=NOW, starts=NOW + DAY).folio == "30-0002"
    assert meeting.folio == "30-0001"


def test_mee_3_a_person_registers_once(meeting, ana):
    first = registered(meeting, ana, needs="rampa")
    assert registered(meeting, ana) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(meeting=meeting, person=ana, folio="OTRO", created_at=NOW)


def test_mee_4_mee_5_full_means_waiting_and_the_first_who_waits_gets_what_is_freed(meeting, ana):
    mine = registered(meeting, ana)
    second, third = (registered(meeting, make_user(f"{name}@tequio.example")) for name in ("uno", "dos"))
    assert (mine.seated_at, second.seated_at, third.seated_at) == (NOW, None, None)
    services.leave(registration=mine, at=NOW + DAY)
    services.leave(registration=mine, at=NOW + DAY)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.seated_at, third.seated_at) == (NOW + DAY, None)
    assert told() == [("dos", "meetings.waiting"), ("uno", "meetings.seated")]
    services.change(meeting=meeting, capacity=2, at=NOW + DAY)
    third.refresh_from_db()
    assert third.seated_at == NOW + DAY


def test_mee_6_who_showed_no_contact_does_not_register(meeting):
    with pytest.raises(NotAssured):
        registered(meeting, open_nameless())


def test_mee_1_nobody_registers_after_it_closes(meeting, ana):
    with pytest.raises(services.NotRegistering):
        services.register(meeting=meeting, person=ana, name="Ana", at=meeting.registration_closes)


def test_mee_7_another_day_or_place_is_told_and_another_text_is_not(meeting, ana):
    registered(meeting, ana)
    services.change(meeting=meeting, text="Traiga su credencial", at=NOW)
    assert ("ana", "meetings.moved") not in told()
    moved = services.change(meeting=meeting, place="Auditorio", at=NOW)
    assert ("ana", "meetings.moved") in told()
    assert moved.revision == 2


def test_mee_8_calling_off_needs_a_reason_and_who_registered_is_told(meeting, ana):
    registered(meeting, ana)
    services.cancel(meeting=meeting, reason="Lluvia", at=NOW)
    assert ("ana", "meetings.cancelled") in told()
    assert "Lluvia" in Message.objects.get(kind="meetings.cancelled").body
    with pytest.raises(services.MeetingCancelled):
        services.change(meeting=meeting, place="Otro", at=NOW)
    assert services.copy(meeting=meeting, starts=NOW + 9 * DAY, at=NOW).ends == meeting.ends + 6 * DAY


def test_what_people_came_to_is_not_called_off(meeting, ana):
    row = registered(meeting, ana)
    services.mark(registration=row, way=Way.LIST, at=meeting.starts)
    with pytest.raises(services.AlreadyOver):
        services.cancel(meeting=meeting, reason="Lluvia", at=meeting.starts)
    with pytest.raises(services.AlreadyOver):
        services.leave(registration=row, at=meeting.starts)


def test_who_has_a_seat_is_reminded_once_for_each_date(meeting, ana):
    registered(meeting, ana)
    registered(meeting, make_eva())  # waits
    eve = meeting.starts - timedelta(hours=23)
    assert services.remind(at=NOW) == 0
    assert services.remind(at=eve) == 1
    services.remind(at=eve)
    assert [m.recipient for m in Message.objects.filter(kind="meetings.tomorrow")] == [ana]
    services.change(meeting=meeting, starts=meeting.starts + timedelta(hours=1), at=eve)
    services.remind(at=eve + timedelta(hours=2))
    assert Message.objects.filter(kind="meetings.tomorrow").count() == 2


def test_mee_19_an_erased_person_leaves_no_name_and_stays_counted(meeting, ana):
    past = make_meeting(at=NOW, starts=NOW)
    services.walk_in(meeting=past, name="Luz", way=Way.LIST, at=NOW, actor=ana.pk)
    came = services.walk_in(meeting=past, person=ana, name="Ana", way=Way.DOOR, at=NOW)
    registered(meeting, ana, needs="rampa")
    waiting = registered(meeting, make_eva())
    services.forget_person(user_id=ana.pk, at=NOW)
    services.forget_person(user_id=ana.pk, at=NOW)
    assert not Registration.objects.filter(person=ana).exists()
    assert not Registration.objects.filter(attended_by=ana).exists()
    came.refresh_from_db()
    waiting.refresh_from_db()
    assert (came.name, came.attended_at) == ("", NOW)
    assert waiting.seated_at == NOW
    assert queries.figures(past).attended == 2


def test_mee_20_what_people_need_is_forgotten_a_month_after(meeting, ana):
    registered(meeting, ana, needs="rampa")
    assert services.forget_needs(at=meeting.ends + 29 * DAY) == 0
    assert services.forget_needs(at=meeting.ends + 30 * DAY) == 1

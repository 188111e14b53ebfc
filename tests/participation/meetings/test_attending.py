"""Who came: by ticket, by the code at the door, by the list; once each. And what was agreed."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction

from tequio.config.demo.factories.accounts import make_ana, make_beto, make_office, make_user
from tequio.config.demo.factories.meetings import make_meeting
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.meetings import queries, services
from tequio.participation.meetings.models import Minutes, Registration
from tequio.participation.meetings.services import AgreementDraft
from tequio.participation.meetings.types import Way

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 10, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def meeting():
    """It has just begun."""
    return make_meeting(at=NOW - DAY, starts=NOW)


@pytest.fixture
def row(meeting):
    ana = make_ana()
    return services.register(meeting=meeting, person=ana, name="Ana", at=NOW - DAY)


def test_mee_11_the_first_mark_counts_and_the_next_change_nothing(row):
    _first, fresh = services.mark(registration=row, way=Way.TICKET, at=NOW, actor=make_beto().pk)
    again, stale = services.mark(registration=row, way=Way.LIST, at=NOW + MINUTE)
    assert (fresh, stale) == (True, False)
    assert (again.attended_at, again.attended_way) == (NOW, Way.TICKET)
    assert AuditEvent.objects.filter(kind="meetings.AttendanceMarked").count() == 1
    services.take_back(registration=row, at=NOW)
    assert queries.attendances(row.meeting.subject) == []


def test_mee_12_the_list_of_paper_is_typed_within_a_week(row):
    with pytest.raises(services.DeskClosed):
        services.mark(registration=row, way=Way.LIST, at=row.meeting.ends + 7 * DAY)
    assert services.mark(registration=row, way=Way.LIST, at=row.meeting.ends + 6 * DAY)[1]


def test_mee_13_who_comes_without_registering_is_written_down_once_however_often_the_form_arrives(meeting):
    values = {"meeting": meeting, "name": "Luz", "way": Way.LIST, "request_key": uuid4()}
    first = services.walk_in(at=NOW, **values)
    assert services.walk_in(at=NOW + MINUTE, **values) == first
    assert (first.walk_in, queries.figures(meeting).walk_ins) == (True, 1)
    found = queries.attendances(meeting.subject)
    assert [(one.name, one.folio, one.happened_at) for one in found] == [("Luz", meeting.folio, NOW)]


def test_mee_13_who_had_registered_and_comes_by_the_door_is_the_same_person(row):
    came = services.walk_in(meeting=row.meeting, person=row.person, name="Ana", way=Way.DOOR, at=NOW)
    assert came.pk == row.pk
    assert Registration.objects.count() == 1


def test_mee_9_mee_10_a_photo_of_the_code_is_worth_nothing_after_a_minute(meeting):
    code = services.shown_code(meeting, at=NOW)
    services.demand_code(meeting, code, at=NOW)
    services.demand_code(meeting, code, at=NOW + timedelta(seconds=40))
    other = make_meeting(at=NOW - DAY, starts=NOW)
    number = code.partition("-")[0]
    for refused, where, at in (
        (code, meeting, NOW + MINUTE),
        (code, other, NOW),
        (f"{int(number) + 1}-{code.partition('-')[2]}", meeting, NOW),
        (f"{number}-0000", meeting, NOW),
        ("", meeting, NOW),
        ("٣-x", meeting, NOW),
        (services.shown_code(meeting, at=meeting.ends), meeting, meeting.ends),
    ):
        with pytest.raises(services.CodeGone):
            services.demand_code(where, refused, at=at)


def test_mee_14_minutes_are_corrected_by_another_version_and_never_edited(meeting):
    pdf = ContentFile(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", name="acta.pdf")
    office = make_office()
    first = services.publish_minutes(
        meeting=meeting,
        text="Se habló de agua",
        agreements=[AgreementDraft("Reparar la fuga", office, NOW.date())],
        uploads=[pdf],
        at=NOW,
    )
    with pytest.raises(services.NothingAgreed):
        services.publish_minutes(meeting=meeting, text="Otra", at=NOW)
    kept = [one.file for one in first.files.all()]
    second = services.publish_minutes(meeting=meeting, text="De agua y luz", reason="Faltó", kept=kept, at=NOW)
    assert queries.current_minutes(meeting) == second
    assert [one.number for one in queries.minutes(meeting)] == [2, 1]
    assert list(queries.public_agreements()) == []  # the version in force has none
    for change in (lambda: Minutes.objects.update(text="x"), first.agreements.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_mee_15_there_are_no_minutes_of_what_was_not_held():
    with pytest.raises(services.NothingAgreed):
        services.publish_minutes(meeting=make_meeting(at=NOW, starts=NOW + DAY), text="x", at=NOW)


def test_mee_18_small_figures_are_not_shown_nor_told_by_the_others(settings):
    few, many, more = (
        make_meeting(at=NOW - 9 * DAY, starts=datetime(2026, 1, day, tzinfo=UTC)) for day in (5, 6, 7)
    )
    for meeting, count in ((few, 3), (many, 12), (more, 40)):
        Registration.objects.bulk_create(
            Registration(
                meeting=meeting,
                folio=f"{meeting.pk}-{n}",
                created_at=NOW,
                seated_at=NOW,
                attended_at=NOW,
                attended_way=Way.LIST,
            )
            for n in range(count)
        )
    shown = queries.attended_counts()
    assert (shown[few.pk], shown[many.pk], shown[more.pk]) == (None, None, 40)


def test_mee_16_mee_17_names_go_to_certificates_only_of_who_came(row):
    services.register(meeting=row.meeting, person=make_user("otra@tequio.example"), name="Otra", at=NOW - DAY)
    assert queries.attendances(row.meeting.subject) == []
    services.mark(registration=row, way=Way.LIST, at=NOW)
    assert [one.name for one in queries.attendances(row.meeting.subject)] == ["Ana"]

"""Marking who came: once each, whichever way, and however often a bad network sends it again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import meetings as rules
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.meetings.events import AttendanceMarked, AttendanceTakenBack, ListTaken
from tequio.participation.meetings.models import Meeting, Registration
from tequio.participation.meetings.services import seats
from tequio.participation.meetings.services.errors import DeskClosed
from tequio.participation.meetings.types import Way


def demand_desk(meeting: Meeting, *, at: datetime) -> None:
    """Let through while the staff may mark attendance.

    Raises:
        DeskClosed: outside those days, or if the meeting was called off.
    """
    if not rules.desk_open(meeting.times, at=at):
        raise DeskClosed(
            _("La asistencia se marca desde dos horas antes de la reunión y hasta siete días después.")
        )


@transaction.atomic
def mark(
    *, registration: Registration, way: Way, at: datetime, actor: int | None = None
) -> tuple[Registration, bool]:
    """Say that somebody came. The first time counts; saying it again changes nothing.

    Who waited for a seat and stands in the room has one.

    Args:
        registration: whose.
        way: how it was known.
        at: now.
        actor: the id of the staff who says so; None for who read the code at the door.

    Returns:
        The registration, and whether this was the first time.

    Raises:
        DeskClosed: if attendance is not marked now, or the registration was cancelled.
    """
    row = Registration.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=registration.pk)
    if row.attended_at is not None:
        return row, False
    if row.cancelled_at is not None:
        raise DeskClosed(_("Ese registro se canceló. Regístrelo otra vez como llegada sin registro."))
    demand_desk(row.meeting, at=at)
    row.attended_at, row.attended_way, row.attended_by_id = at, way.value, actor
    row.seated_at = row.seated_at or at
    row.save(update_fields=["attended_at", "attended_way", "attended_by", "seated_at"])
    event = AttendanceMarked(registration_id=row.pk, meeting_id=row.meeting_id, way=way.value)
    audit.record(event, actor=actor, at=at)
    return row, True


@transaction.atomic
def take_back(*, registration: Registration, at: datetime, actor: int | None = None) -> Registration:
    """Take back an attendance that was marked by mistake. Doing it again changes nothing.

    Raises:
        DeskClosed: if attendance is not marked now.
    """
    row = Registration.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=registration.pk)
    if row.attended_at is None:
        return row
    demand_desk(row.meeting, at=at)
    row.attended_at, row.attended_way, row.attended_by = None, "", None
    row.save(update_fields=["attended_at", "attended_way", "attended_by"])
    event = AttendanceTakenBack(registration_id=row.pk, meeting_id=row.meeting_id)
    audit.record(event, actor=actor, at=at)
    return row


@transaction.atomic
def walk_in(
    *,
    meeting: Meeting,
    name: str,
    at: datetime,
    way: Way,
    email: str = "",
    phone: str = "",
    person: User | None = None,
    request_key: UUID | None = None,
    actor: int | None = None,
) -> Registration:
    """Register somebody who came without having registered, as having come. The same form does it once.

    Args:
        meeting: in which.
        name: theirs.
        at: now.
        way: how it was known.
        email: theirs, if they give one: their certificate can be sent there.
        phone: the same.
        person: their account, if they have one.
        request_key: of the form.
        actor: the id of who writes it.

    Raises:
        DeskClosed: if attendance is not marked now.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    demand_desk(meeting, at=at)
    known = _known(meeting, person, request_key)
    if known:
        return mark(registration=known, way=way, at=at, actor=actor)[0]
    made = Registration.objects.create(
        meeting=meeting,
        folio=seats.new_folio(),
        person=person,
        name=name.strip(),
        email=email.strip(),
        phone=phone.strip(),
        created_at=at,
        seated_at=at,
        walk_in=True,
        attended_at=at,
        attended_way=way.value,
        attended_by_id=actor,
        request_key=request_key,
    )
    event = AttendanceMarked(registration_id=made.pk, meeting_id=meeting.pk, way=way.value)
    audit.record(event, actor=actor, at=at)
    return made


def _known(meeting: Meeting, person: User | None, request_key: UUID | None) -> Registration | None:
    found = meeting.registrations.standing()
    if person is not None:
        return found.filter(person=person).first()
    return found.filter(request_key=request_key).first() if request_key else None


@transaction.atomic
def take_list(*, meeting: Meeting, at: datetime, actor: int) -> None:
    """Note that somebody of the staff took the list of people home."""
    audit.record(ListTaken(meeting_id=meeting.pk, folio=meeting.folio), actor=actor, at=at)

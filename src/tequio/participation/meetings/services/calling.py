"""Calling a meeting, changing it, copying it, and calling it off."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core import geo, ids
from tequio.foundation.audit import services as audit
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import Unit
from tequio.participation.meetings import queries
from tequio.participation.meetings.events import (
    MeetingCancelled as Cancelled,
)
from tequio.participation.meetings.events import (
    MeetingChanged,
    MeetingCreated,
    MeetingPublished,
)
from tequio.participation.meetings.models import Meeting
from tequio.participation.meetings.services import seats
from tequio.participation.meetings.services.errors import AlreadyOver, MeetingCancelled, NoSubject

_FIELDS = (
    "title", "text", "place", "address", "lon", "lat", "starts", "ends", "registration_opens",
    "registration_closes", "capacity", "offered",
)  # fmt: skip
_MOVES = ("starts", "ends", "place", "address")  # what who registered must be told of


@transaction.atomic
def create(*, subject: str, at: datetime, actor: int | None = None, **fields: Any) -> Meeting:
    """Write a meeting that nobody sees yet. It gets its folio: those of a year have no gaps.

    Args:
        subject: the key of what it belongs to.
        at: now.
        actor: the id of the person who does it.
        fields: those of ``Meeting`` in ``_FIELDS``; instants with their time zone, degrees in WGS84.

    Raises:
        NoSubject: if nobody knows what it should belong to.
    """
    if queries.subject(subject) is None:
        raise NoSubject(_("No encontramos a qué pertenece la reunión."))
    made = Meeting(subject=subject, changed_at=at, **{name: fields[name] for name in _FIELDS if name in fields})
    made.folio = _next_folio(timezone.localtime(made.starts).year)
    made.unit = _unit(made)
    made.save(force_insert=True)
    event = MeetingCreated(meeting_id=made.pk, folio=made.folio, subject=subject)
    audit.record(event, actor=actor, at=at)
    return made


@transaction.atomic
def copy(*, meeting: Meeting, starts: datetime, at: datetime, actor: int | None = None) -> Meeting:
    """Write another meeting like this one on another day: all its instants move by the same time."""
    moved = starts - meeting.starts
    fields = {name: getattr(meeting, name) for name in _FIELDS}
    for name in ("starts", "ends", "registration_opens", "registration_closes"):
        fields[name] += moved
    fields["registration_opens"] = min(at, fields["registration_opens"])
    return create(subject=meeting.subject, at=at, actor=actor, **fields)


@transaction.atomic
def publish(*, meeting: Meeting, at: datetime, actor: int | None = None) -> Meeting:
    """Let anyone see a meeting. Publishing it again changes nothing."""
    meeting = _open(meeting)
    if meeting.published_at is None:
        meeting.published_at = meeting.changed_at = at
        meeting.save(update_fields=["published_at", "changed_at"])
        audit.record(MeetingPublished(meeting_id=meeting.pk, folio=meeting.folio), actor=actor, at=at)
    return meeting


@transaction.atomic
def change(*, meeting: Meeting, at: datetime, actor: int | None = None, **fields: Any) -> Meeting:
    """Change a meeting. Who registered is told of another day, hour or place; more seats go to who waits.

    Raises:
        MeetingCancelled: if it was called off.
    """
    meeting = _open(meeting)
    before = {name: getattr(meeting, name) for name in _FIELDS}
    for name, value in fields.items():
        setattr(meeting, name, value)
    changed = [name for name in _FIELDS if getattr(meeting, name) != before[name]]
    if not changed:
        return meeting
    meeting.unit = _unit(meeting)
    meeting.revision, meeting.changed_at = meeting.revision + 1, at
    meeting.save(update_fields=[*changed, "unit", "revision", "changed_at"])
    event = MeetingChanged(
        meeting_id=meeting.pk,
        folio=meeting.folio,
        revision=meeting.revision,
        moved=any(name in _MOVES for name in changed) and meeting.published_at is not None,
    )
    audit.record_all([event, *seats.fill(meeting, at=at)], actor=actor, at=at)
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, at: datetime, actor: int | None = None) -> Meeting:
    """Call a meeting off, with a public reason. Who registered is told. Doing it again changes nothing.

    Raises:
        AlreadyOver: if it is over.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.cancelled_at is not None:
        return meeting
    if meeting.ends <= at or meeting.registrations.filter(attended_at__isnull=False).exists():
        raise AlreadyOver(_("Esa reunión ya se hizo: no se puede cancelar."))
    meeting.cancelled_at, meeting.cancel_reason = at, reason
    meeting.revision, meeting.changed_at = meeting.revision + 1, at
    meeting.save(update_fields=["cancelled_at", "cancel_reason", "revision", "changed_at"])
    audit.record(Cancelled(meeting_id=meeting.pk, folio=meeting.folio), actor=actor, at=at)
    return meeting


def _open(meeting: Meeting) -> Meeting:
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.cancelled_at is not None:
        raise MeetingCancelled(_("Esa reunión se canceló. Copie otra con su nueva fecha."))
    return found


def _unit(meeting: Meeting) -> Unit | None:
    """Return the colonia where the meeting is, on the map in force on its day."""
    if meeting.lon is None or meeting.lat is None:
        return None
    version = territory.in_force(on=timezone.localdate(meeting.starts))
    return territory.locate(geo.Point(meeting.lon, meeting.lat), version=version) if version else None


def _next_folio(year: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO meetings_foliocounter (year, last) VALUES (%s, 1)"
            " ON CONFLICT (year) DO UPDATE SET last = meetings_foliocounter.last + 1 RETURNING last",
            [year],
        )
        return ids.folio(year, cursor.fetchone()[0])

"""Reading who registered and who came. Only staff, and each person their own, see it."""

from django.db.models import Q, QuerySet

from tequio.foundation.accounts.models import User
from tequio.participation.meetings.models import Meeting, Registration
from tequio.participation.meetings.types import Attendance


def registration(folio: str) -> Registration | None:
    """Return the registration with this folio as people type it, or None."""
    wanted = "".join(folio.split()).upper()
    return Registration.objects.select_related("meeting", "person").filter(folio=wanted).first()


def registration_of(meeting: Meeting, person: User) -> Registration | None:
    """Return a person's standing registration in a meeting, or None."""
    return meeting.registrations.standing().filter(person=person).first()


def of_person(person: User) -> QuerySet[Registration]:
    """Return a person's standing registrations, the latest meeting first."""
    found = Registration.objects.standing().filter(person=person, meeting__published_at__isnull=False)
    return found.select_related("meeting").order_by("-meeting__starts", "-pk")


def desk_rows(meeting: Meeting, text: str = "") -> QuerySet[Registration]:
    """Return the standing registrations of a meeting for its table by name, narrowed by folio or name."""
    found = meeting.registrations.standing().select_related("person", "attended_by")
    wanted = text.strip()
    if wanted:
        found = found.filter(Q(folio="".join(wanted.split()).upper()) | Q(name__icontains=wanted))
    return found.order_by("name", "pk")


def needs(meeting: Meeting) -> QuerySet[Registration]:
    """Return the registrations in which somebody said what they need to take part."""
    return meeting.registrations.standing().exclude(needs="").order_by("created_at", "pk")


def attendances(subject: str) -> list[Attendance]:
    """Return who came to the meetings of a subject, for who issues certificates. One query.

    Args:
        subject: its key, such as ``"forum:3"``. Cancelled meetings have nobody.
    """
    found = Registration.objects.filter(
        meeting__subject=subject, meeting__cancelled_at__isnull=True, attended_at__isnull=False
    )
    return [
        Attendance(
            registration_id=row.pk,
            person_id=row.person_id,
            name=row.name,
            email=row.email,
            phone=row.phone,
            folio=row.meeting.folio,
            title=row.meeting.title,
            happened_at=row.meeting.starts,
        )
        for row in found.select_related("meeting").order_by("meeting__starts", "pk")
    ]

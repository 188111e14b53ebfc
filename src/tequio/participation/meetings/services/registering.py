"""Registering in a meeting, and leaving one's place to who waits."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import meetings as rules
from tequio.core.meetings import Registering
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import Assurance
from tequio.participation.meetings.events import RegistrationCancelled, RegistrationMade
from tequio.participation.meetings.models import Meeting, Registration
from tequio.participation.meetings.services import seats
from tequio.participation.meetings.services.errors import AlreadyOver, NotRegistering

_REFUSALS = {
    Registering.BEFORE: _("El registro todavía no abre."),
    Registering.AFTER: _("El registro ya cerró. Si hay lugar, puede llegar a la puerta y registrarse ahí."),
    Registering.CANCELLED: _("Esta reunión se canceló."),
}


@transaction.atomic
def register(
    *, meeting: Meeting, person: User, name: str, at: datetime, needs: str = "", request_key: UUID | None = None
) -> Registration:
    """Register a person: with a seat if there is one, else on the waiting list. Doing it again changes nothing.

    Args:
        meeting: in which.
        person: with an account, or a light one whose contact was shown.
        name: by which the table will look for them.
        at: now.
        needs: what they need to take part; only the staff reads it.
        request_key: of the form, so that a form that arrives twice registers once.

    Raises:
        NotRegistering: if registration is not open; the sentence says why.
        NotAssured: if the person has not shown a contact.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    known = meeting.registrations.standing().filter(person=person).first()
    if known:
        return known
    state = rules.registering(meeting.times, at=at)
    if state is not Registering.OPEN or meeting.published_at is None:
        raise NotRegistering(_REFUSALS.get(state, _REFUSALS[Registering.BEFORE]))
    identity.demand(
        person=person,
        methods=[Assurance.CONTACT.value],
        age_min=None,
        age_max=None,
        age_on=None,
        minors_with_guardian=False,
        at=at,
    )
    left = rules.free_seats(meeting.capacity, meeting.registrations.seated().count())
    seated = left is None or left > 0
    made = Registration.objects.create(
        meeting=meeting,
        folio=seats.new_folio(),
        person=person,
        name=name.strip(),
        needs=needs.strip(),
        created_at=at,
        seated_at=at if seated else None,
        request_key=request_key,
    )
    event = RegistrationMade(registration_id=made.pk, meeting_id=meeting.pk, waiting=not seated)
    audit.record(event, at=at)  # without who: nobody needs to know from the log who goes where
    return made


@transaction.atomic
def leave(*, registration: Registration, at: datetime, actor: int | None = None) -> Registration:
    """Cancel a registration: its seat goes to who has waited longest. Doing it again changes nothing.

    Raises:
        AlreadyOver: if the person came, or the meeting is over.
    """
    meeting = Meeting.objects.select_for_update().get(pk=registration.meeting_id)
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.cancelled_at is not None:
        return row
    if row.attended_at is not None or meeting.ends <= at:
        raise AlreadyOver(_("Esa reunión ya se hizo: su registro queda como está."))
    row.cancelled_at = at
    row.save(update_fields=["cancelled_at"])
    event = RegistrationCancelled(registration_id=row.pk, meeting_id=meeting.pk)
    audit.record_all([event, *seats.fill(meeting, at=at)], actor=actor, at=at)
    return row

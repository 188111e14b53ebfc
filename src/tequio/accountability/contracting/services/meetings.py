"""Clarification meetings (juntas de aclaraciones)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import ClarificationMeeting
from tequio.accountability.contracting.services.processes import changing
from tequio.accountability.contracting.services.suppliers import suppliers
from tequio.foundation.audit import services as audit


@transaction.atomic
def record_meeting(
    *,
    process_id: int,
    held_at: datetime,
    officials: Iterable[tuple[str, str]] = (),
    attendees: Iterable[tuple[str, str]] = (),
    actor: int | None = None,
) -> ClarificationMeeting:
    """Record a meeting in which doubts about the call were cleared up.

    Args:
        process_id: the process.
        held_at: when it was held.
        officials: name and position of the public servants who answered.
        attendees: RFC and name of the suppliers who came.
        actor: who records it.

    Raises:
        ClosedProcessError, RfcError, ContractingError: see docs/rules/contracting.md.
    """
    process = changing(process_id)
    meeting = ClarificationMeeting.objects.create(
        process=process,
        code=f"junta-{process.meetings.count() + 1}",
        held_at=held_at,
        officials=[{"name": name, "position": position} for name, position in officials],
    )
    meeting.attendees.set(suppliers(attendees))
    audit.record(ProcessChanged(process_id=process.pk, tag="tenderUpdate"), actor=actor)
    return meeting

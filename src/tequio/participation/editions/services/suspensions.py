"""Stopping an edition and setting it going again. The clock goes on; nothing is open meanwhile."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core import flow
from tequio.foundation.audit import services as audit
from tequio.participation.editions import queries
from tequio.participation.editions.events import EditionResumed, EditionSuspended
from tequio.participation.editions.models import Edition, Suspension
from tequio.participation.editions.services import locks, rulebook
from tequio.participation.editions.services.errors import (
    AlreadySuspended,
    EditionIncomplete,
    NotSuspended,
    ReasonMissing,
)


@transaction.atomic
def suspend(*, edition: Edition, reason: str, at: datetime, actor: int | None = None) -> Suspension:
    """Stop a published edition from now on, with a public reason: nothing is open until it is lifted.

    Args:
        edition: which one.
        reason: why, as people will read it.
        at: now.
        actor: the id of the person who does it.

    Raises:
        ReasonMissing: without a reason.
        EditionIncomplete: if it is not published.
        AlreadySuspended: if it stands still.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: se publica en la página de la edición."))
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if edition.published_at is None:
        raise EditionIncomplete(_("Solo se suspende una edición publicada."))
    if queries.suspension(edition, at):
        raise AlreadySuspended(_("La edición ya está suspendida."))
    row = Suspension.objects.create(edition=edition, begins=at, reason=reason.strip())
    event = EditionSuspended(edition_id=edition.pk, suspension_id=row.pk, reason=row.reason)
    audit.record(event, actor=actor)
    return row


@transaction.atomic
def lift(
    *, edition: Edition, give_back: bool, reason: str, at: datetime, actor: int | None = None
) -> Suspension:
    """Lift the suspension, and give back to the calendar the days that it took, if so decided.

    Args:
        edition: which one.
        give_back: whether every date that had not come when it began moves by those days: an amendment.
        reason: why, as people will read it in the amendment; needed only where the days are given back.
        at: now.
        actor: the id of the person who does it.

    Raises:
        NotSuspended: if there is none to lift.
        ReasonMissing: without a reason, where the days are given back.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("territory").get(pk=edition.pk)
    row = queries.suspension(edition, at)
    if row is None:
        raise NotSuspended(_("La edición no está suspendida."))
    if give_back and not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: se publica junto con las fechas nuevas."))
    row.ends = at
    row.save(update_fields=["ends"])
    days = flow.lost_days(flow.Suspension(row.begins), at=at) if give_back else 0
    if days:
        _move(edition, since=row.begins, days=days)
        rulebook.amend(edition, at=at, reason=reason.strip())
    event = EditionResumed(edition_id=edition.pk, suspension_id=row.pk, days_given_back=days)
    audit.record(event, actor=actor)
    return row


def _move(edition: Edition, *, since: datetime, days: int) -> None:
    """Move what had not come. The dates are those of the wall clock, so that each keeps its hour."""
    rows = {phase.kind: phase for phase in edition.phases.all()}
    local = [
        flow.Phase(p.kind, timezone.localtime(p.opens), timezone.localtime(p.closes)) for p in rows.values()
    ]
    with locks.rescheduling():
        for moved in flow.given_back(local, since=since, days=days):
            row = rows[moved.kind]
            if (row.opens, row.closes) != (moved.opens, moved.closes):
                row.opens, row.closes = moved.opens, moved.closes
                row.save(update_fields=["opens", "closes"])

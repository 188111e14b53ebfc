"""The last day to vote, told to who follows an edition: who has not voted, nobody knows."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.functional import lazy

from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import key
from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import PhaseKind

LAST_DAY = timedelta(days=1)
_end = lazy(editions.last_moment, str)


@transaction.atomic
def remind_last_day(*, at: datetime) -> int:
    """Tell the followers of each edition whose voting closes within a day, once for each closing date.

    Args:
        at: now.

    Returns:
        How many people were told.
    """
    told = 0
    for edition in editions.current(at):
        phase = next((p for p in editions.open_phases(edition, at) if p.kind == PhaseKind.VOTING), None)
        if phase is None or phase.closes > at + LAST_DAY:
            continue
        told += services.notify(
            kind="ballots.last_day",
            recipients=messaging.followers(key("edition", edition.pk)),
            subject_key=key("edition", edition.pk),
            context={
                "edicion": edition.name,
                "cierra": _end(phase.closes),
                "enlace": reverse("ballots:where", args=[edition.slug]),
            },
            event_key=f"last-day:{edition.pk}:{phase.closes.isoformat()}",
            at=at,
        )
    return told

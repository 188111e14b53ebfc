"""Telling the followers of an edition that a phase is about to open or to close (docs/rules/messages.md)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import lazy

from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import key
from tequio.participation.editions import queries
from tequio.participation.editions.models import Phase, Suspension
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind

OPENS_WITHIN = timedelta(days=1)
CLOSES_WITHIN = timedelta(days=2)
# The phases in which people come to do something.
_THEIRS = (PhaseKind.REGISTRATION, PhaseKind.SUPPORT, PhaseKind.APPEALS, PhaseKind.VOTING)
_moment = lazy(queries.said, str)
_end = lazy(queries.last_moment, str)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Tell of what opens within a day and closes within two, once for each phase and date.

    A phase whose dates move is told of again; while an edition is suspended nothing of it is.

    Returns:
        How many people were told.
    """
    opening = _near(at).filter(opens__gt=at, opens__lte=at + OPENS_WITHIN)
    closing = _near(at).filter(opens__lte=at, closes__gt=at, closes__lte=at + CLOSES_WITHIN)
    told = sum(_tell("opens", phase, phase.opens, at) for phase in opening)
    return told + sum(_tell("closes", phase, phase.closes, at) for phase in closing)


def _near(at: datetime) -> QuerySet[Phase]:
    standing_still = Suspension.objects.filter(edition=OuterRef("edition"), begins__lte=at).filter(
        Q(ends__isnull=True) | Q(ends__gt=at)
    )
    theirs = Phase.objects.filter(kind__in=_THEIRS, edition__published_at__isnull=False)
    return theirs.filter(~Exists(standing_still)).select_related("edition")


def _tell(what: str, phase: Phase, moment: datetime, at: datetime) -> int:
    edition = phase.edition
    context: dict[str, Any] = {
        "edicion": edition.name,
        "etapa": PHASE_LABELS[PhaseKind(phase.kind)],
        "cierra": _end(phase.closes),
        "enlace": reverse("editions:detail", args=[edition.slug]),
    }
    if what == "opens":
        context["abre"] = _moment(phase.opens)
    return services.notify(
        kind=f"editions.{what}_soon",
        recipients=messaging.followers(key("edition", edition.pk)),
        subject_key=key("edition", edition.pk),
        context=context,
        event_key=f"phase-{what}:{edition.pk}:{phase.kind}:{moment.isoformat()}",
        at=at,
    )

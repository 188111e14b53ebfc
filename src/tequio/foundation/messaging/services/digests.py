"""Digests: what was not urgent, once a day or once a week, at the hour of the municipality."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tequio.foundation.messaging.models import DIGEST, Message
from tequio.foundation.messaging.services.posting import notify
from tequio.foundation.messaging.types import Cadence, State
from tequio.foundation.web import appearance

_WEEK = 7


def latest(at: datetime, cadence: Cadence) -> datetime:
    """Return the last moment at or before ``at`` when digests of this cadence left: every day, or on Mondays.

    The hour is the settings', in the municipality's time zone.
    """
    local = timezone.localtime(at)
    moment = local.replace(hour=settings.DIGEST_HOUR, minute=0, second=0, microsecond=0)
    if moment > local:
        moment -= timedelta(days=1)
    if cadence is Cadence.WEEKLY:
        moment -= timedelta(days=moment.weekday() % _WEEK)
    return moment


def compose_digests(*, at: datetime) -> int:
    """Make the digest of everyone who has notices from before the last hour of digests. Returns how many.

    One for each person and day, whenever and however often it runs: the key of the digest is the day.
    """
    people = _ripe(at).order_by("recipient_id").values_list("recipient_id", flat=True).distinct()
    return sum(_compose(person_id, at) for person_id in list(people))


def _ripe(at: datetime) -> Any:
    daily = Q(cadence=Cadence.DAILY, created_at__lt=latest(at, Cadence.DAILY))
    weekly = Q(cadence=Cadence.WEEKLY, created_at__lt=latest(at, Cadence.WEEKLY))
    return Message.objects.filter(daily | weekly, state=State.HELD)


@transaction.atomic
def _compose(person_id: int, at: datetime) -> int:
    items = list(_ripe(at).filter(recipient_id=person_id).select_for_update().order_by("id"))
    if not items:
        return 0
    event_key = f"digest:{latest(at, Cadence.DAILY).date().isoformat()}"
    made = notify(
        kind=DIGEST,
        recipients=[person_id],
        subject_key="",
        context={
            "cuantos": str(len(items)),
            "municipio": appearance.current().name,
            "enlace": reverse("messaging:inbox"),
        },
        event_key=event_key,
        at=at,
    )
    if made:
        digest = Message.objects.get(kind=DIGEST, recipient_id=person_id, event_key=event_key)
        kept = [item.pk for item in items]
        Message.objects.filter(pk__in=kept).update(state=State.DIGESTED, digest=digest)
    return made

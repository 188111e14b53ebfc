"""What meetings keep about people, what becomes of it, and registering without an account."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import Act, FolioKind, FolioOwner, Holding
from tequio.participation.meetings import queries
from tequio.participation.meetings.models import Registration
from tequio.participation.meetings.services.registering import leave
from tequio.participation.meetings.types import NEEDS_DAYS


@transaction.atomic
def forget_person(*, user_id: int, at: datetime) -> int:
    """Take an erased person's name, contact and needs off their registrations. Who came stays counted.

    The seat of what is still to come goes to who waits. Safe to run twice.

    Returns:
        How many registrations lost their name.
    """
    mine = Registration.objects.filter(person_id=user_id)
    for row in mine.standing().filter(attended_at__isnull=True, meeting__ends__gt=at):
        leave(registration=row, at=at)
    Registration.objects.filter(attended_by_id=user_id).update(attended_by=None)
    return mine.update(name="", email="", phone="", needs="", person=None)


@transaction.atomic
def forget_needs(*, at: datetime) -> int:
    """Empty what people said that they need, a month after their meeting: nobody reads it any more.

    Returns:
        How many were emptied.
    """
    old = Registration.objects.filter(meeting__ends__lte=at - timedelta(days=NEEDS_DAYS))
    return old.exclude(needs="").update(needs="")


def held(user_id: int) -> list[dict[str, Any]]:
    """Return a person's registrations as plain values."""
    found = Registration.objects.filter(person_id=user_id).select_related("meeting")
    return [
        {
            "meeting": row.meeting.folio,
            "title": row.meeting.title,
            "starts": row.meeting.starts,
            "folio": row.folio,
            "name": row.name,
            "needs": row.needs,
            "created_at": row.created_at,
            "cancelled_at": row.cancelled_at,
            "attended_at": row.attended_at,
        }
        for row in found
    ]


identity.register_holding(
    Holding(
        code="meetings",
        label=_("Sus registros y asistencias a reuniones, sin su nombre"),
        read=held,
        stays=_("Que alguien asistió ya se contó; deja de estar ligado a usted."),
    )
)


def is_published(folio: str) -> bool:
    """Return whether people without an account may register in a meeting: in any that is published."""
    found = queries.by_folio(folio)
    return found is not None and found.published_at is not None


identity.register_act(
    Act(
        code="meeting",
        label=_("registrarse en esta reunión"),
        views=frozenset(
            f"meetings:{step}" for step in ("detail", "register", "registration", "leave", "arrive", "calendar")
        ),
        scope=lambda kwargs: str(kwargs.get("folio", "")),
        offered=is_published,
    )
)


def owner_of(folio: str) -> FolioOwner | None:
    """Return whose a registration is, for who looks it up with its folio and a code; None once cancelled."""
    row = queries.registration(folio)
    if row is None or row.cancelled_at is not None:
        return None
    url = reverse("meetings:registration", args=[row.meeting.folio]) if row.person_id else ""
    return FolioOwner(user_id=row.person_id, email=row.email, phone=row.phone, url=url)


identity.register_folio(FolioKind(code="meeting", label=_("un registro en una reunión"), find=owner_of))

"""The certificates that meetings can vouch for: of who came, with or without an account."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tequio.core.text import shortened
from tequio.foundation.accounts.models import User
from tequio.foundation.certificates.services import LANGUAGE
from tequio.foundation.certificates.types import (
    CertificateKind,
    CertificateSource,
    Claim,
    Scope,
    register_kind,
    register_source,
)
from tequio.participation.meetings import queries
from tequio.participation.meetings.models import Meeting, Registration

ATTENDED = "attended"
PREFIX = "meeting"
_PORTION = 500
_TITLE = 110  # characters of a title that a certificate quotes


def scopes(actor: User) -> list[Scope]:
    """Return the meetings to which somebody came, the latest first. One query."""
    del actor  # who issues certificates issues those of every meeting
    found = Meeting.objects.published().filter(cancelled_at=None, registrations__attended_at__isnull=False)
    return [
        Scope(key=f"{PREFIX}:{one.pk}", label=one.title, note=f"{one.folio} · {_day(one)}")
        for one in found.distinct().order_by("-starts")
    ]


def attendances(scope: str) -> Iterator[Claim]:
    """Give a claim for each person who came to a meeting."""
    last, found = 0, _attended().filter(meeting=_meeting(scope))
    while portion := list(found.filter(pk__gt=last).order_by("pk")[:_PORTION]):
        yield from map(_claim, portion)
        last = portion[-1].pk


def count_attendances(scope: str) -> int:
    """Return how many claims that is. One query."""
    return _attended().filter(meeting=_meeting(scope)).count()


def own_attendances(person_id: int) -> list[Claim]:
    """Return the meetings to which one person came. One query."""
    return [_claim(row) for row in _attended().filter(person=person_id)]


def _attended() -> QuerySet[Registration]:
    """Return who came and was not erased since: of those neither a name nor a contact is left."""
    found = Registration.objects.filter(attended_at__isnull=False, meeting__cancelled_at=None).exclude(
        name="", person=None
    )
    return found.select_related("meeting", "person")


def _claim(row: Registration) -> Claim:
    meeting = row.meeting
    title = shortened(meeting.title, _TITLE)
    with override(LANGUAGE):
        did = _("asistido a la reunión «%(title)s»") % {"title": title}
    return Claim(
        kind=ATTENDED,
        scope=f"{PREFIX}:{meeting.pk}",
        subject=f"registration:{row.pk}",
        holder_id=row.person_id,
        holder_name=row.name or (row.person.name if row.person else ""),
        email=row.email or (row.person.email if row.person else ""),
        phone=row.phone,
        topic="",
        did=did,
        happened_on=timezone.localdate(meeting.starts),
        occasion=meeting.place,
    )


def _day(meeting: Meeting) -> str:
    return queries.said_day(timezone.localdate(meeting.starts))


def _meeting(scope: str) -> int:
    return int(scope.removeprefix(f"{PREFIX}:"))


register_kind(
    CertificateKind(
        slug=ATTENDED,
        label=gettext_lazy("Constancia de asistencia"),
        description=gettext_lazy("Por asistir a una reunión del municipio."),
    )
)
register_source(
    CertificateSource(
        slug="meeting-attended",
        label=gettext_lazy("Quienes asistieron a una reunión"),
        kinds=(ATTENDED,),
        scopes=scopes,
        claims=attendances,
        count=count_attendances,
        mine=own_attendances,
    )
)

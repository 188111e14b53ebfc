"""Reading meetings, what they belong to, their figures and their minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from tequio.core import meetings as rules
from tequio.core.suppression import suppressed
from tequio.foundation.messaging.types import Place
from tequio.participation.meetings.models import Agreement, Meeting, Minutes
from tequio.participation.meetings.types import Subject, kinds, parts


@dataclass(frozen=True, slots=True)
class Figures:
    """How many: with a seat, waiting, who came, and of them who had not registered before."""

    seated: int
    waiting: int
    attended: int
    walk_ins: int


def by_folio(folio: str) -> Meeting | None:
    """Return the meeting with this folio, or None."""
    return Meeting.objects.select_related("unit").filter(folio=folio).first()


def published() -> QuerySet[Meeting]:
    """Return the meetings that anyone may see."""
    return Meeting.objects.published()


def every_meeting() -> QuerySet[Meeting]:
    """Return every meeting for the office, with ``seated`` and ``attended``, the latest first."""
    standing = Q(registrations__cancelled_at__isnull=True)
    return Meeting.objects.annotate(
        seated=Count("registrations", filter=standing & Q(registrations__seated_at__isnull=False)),
        attended=Count("registrations", filter=Q(registrations__attended_at__isnull=False)),
    ).order_by("-starts", "-pk")


def of_subject(key: str) -> QuerySet[Meeting]:
    """Return the published meetings of a subject by their day."""
    return published().filter(subject=key).order_by("starts", "pk")


def upcoming(at: datetime) -> QuerySet[Meeting]:
    """Return the published meetings that are not over, the next first."""
    return published().filter(ends__gt=at).order_by("starts", "pk")


def past(at: datetime) -> QuerySet[Meeting]:
    """Return the published meetings that are over, the latest first, with ``minutes_count``."""
    found = published().filter(ends__lte=at).annotate(minutes_count=Count("minutes"))
    return found.order_by("-starts", "-pk")


def without_minutes(at: datetime) -> QuerySet[Meeting]:
    """Return the published meetings that were held and have no minutes yet, the oldest first."""
    held = published().filter(ends__lte=at, cancelled_at__isnull=True, minutes__isnull=True)
    return held.order_by("ends", "pk")


def subject(key: str) -> Subject | None:
    """Return what a meeting belongs to; None where nobody knows it any more."""
    return subjects([key]).get(key)


def subjects(keys: Iterable[str]) -> Mapping[str, Subject]:
    """Return what meetings belong to, by key, in a constant number of queries for each kind."""
    wanted: dict[str, set[int]] = {}
    for key in keys:
        name, pk = parts(key)
        wanted.setdefault(name, set()).add(pk)
    found: dict[str, Subject] = {}
    for name, pks in wanted.items():
        kind = kinds().get(name)
        rows = kind.look(pks) if kind else {}
        found |= {f"{name}:{pk}": row for pk, row in rows.items()}
    return found


def figures(meeting: Meeting) -> Figures:
    """Return the figures of a meeting, for the office. One query."""
    standing = Q(cancelled_at__isnull=True)
    came = Q(attended_at__isnull=False)
    counts = meeting.registrations.aggregate(
        seated=Count("pk", filter=standing & Q(seated_at__isnull=False)),
        waiting=Count("pk", filter=standing & Q(seated_at__isnull=True)),
        attended=Count("pk", filter=came),
        walk_ins=Count("pk", filter=came & Q(walk_in=True)),
    )
    return Figures(**counts)


def seats_left(meeting: Meeting) -> int | None:
    """Return how many seats are left; None where there is no limit."""
    if meeting.capacity is None:
        return None
    return rules.free_seats(meeting.capacity, meeting.registrations.seated().count())


def attended_counts(found: Iterable[Meeting] | None = None) -> dict[int, int | None]:
    """Return how many came to each published meeting that is over, by its id; None for what is not shown.

    The figures of one subject are one table: none is told that the others would give away (MEE-18).
    """
    rows = published().filter(cancelled_at__isnull=True, ends__lte=timezone.now())
    if found is not None:
        rows = rows.filter(subject__in={meeting.subject for meeting in found})
    counts = rows.annotate(came=Count("registrations", filter=Q(registrations__attended_at__isnull=False)))
    tables: dict[str, dict[int, int]] = {}
    for pk, key, came in counts.order_by("pk").values_list("pk", "subject", "came"):
        tables.setdefault(key, {})[pk] = came
    shown: dict[int, int | None] = {}
    for cells in tables.values():
        shown |= suppressed(cells)
    return shown


def minutes(meeting: Meeting) -> QuerySet[Minutes]:
    """Return every published version of the minutes, the latest first, with agreements and files."""
    agreements = Agreement.objects.select_related("office")
    found = meeting.minutes.prefetch_related(Prefetch("agreements", agreements), "files__file")
    return found.order_by("-number")


def current_minutes(meeting: Meeting) -> Minutes | None:
    """Return the minutes in force: the latest version, or None."""
    return minutes(meeting).first()


def public_agreements() -> QuerySet[Agreement]:
    """Return the agreements of the minutes in force of every published meeting, for the open data."""
    later = Minutes.objects.filter(meeting=OuterRef("minutes__meeting"), number__gt=OuterRef("minutes__number"))
    found = Agreement.objects.filter(~Exists(later), minutes__meeting__published_at__isnull=False)
    return found.select_related("minutes__meeting", "office").order_by("minutes__meeting__folio", "position")


def places(ids: Iterable[int]) -> dict[int, Place]:
    """Return the name and page of each of these meetings that anyone may see. One query."""
    found = published().filter(pk__in=ids)
    return {m.pk: Place(m.title, reverse("meetings:detail", args=[m.folio])) for m in found}


def said(moment: datetime) -> str:
    """Return an instant as people say it, in the municipality's time zone: ``30 de abril de 2026, 8 p.m.``."""
    return _said(timezone.localtime(moment), pgettext("date format", r"j \d\e F \d\e Y, P"))


def said_day(day: date) -> str:
    """Return a day as people say it: ``30 de abril de 2026``."""
    return _said(day, pgettext("date format", r"j \d\e F \d\e Y"))


def _said(value: date, pattern: str) -> str:
    text = date_format(value, pattern)
    return text.lower() if (get_language() or "es").startswith("es") else text

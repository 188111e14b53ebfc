"""Contests of provisional results: until when, which wait, and whether a recount is due."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from tequio.foundation.restdays import queries as restdays
from tequio.participation.ballots.models import Contest, Count
from tequio.participation.ballots.types import Finding
from tequio.participation.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Window:
    """The time to contest provisional results, up to and including its last day."""

    last_day: date

    @property
    def closes(self) -> datetime:
        """The instant after its last one."""
        return timezone.make_aware(datetime.combine(self.last_day + timedelta(days=1), time.min))


def window(count: Count) -> Window | None:
    """Return when a count may be contested, or None where it is not public or the rules give no time.

    One query. The days are working days, from the publication as provisional.
    """
    days = count.edition.contest_days
    if count.published_at is None or not days:
        return None
    return Window(restdays.last_day(count.published_at, days))


def contestable(count: Count, *, at: datetime) -> bool:
    """Return whether anyone may contest a count at this instant."""
    found = window(count)
    return found is not None and count.official_at is None and count.withdrawn_at is None and at < found.closes


def recount_due(count: Count) -> datetime | None:
    """Return when a contest of this count was found right, so that it must be counted anew; else None."""
    found = count.contests.filter(finding=Finding.FOUNDED).order_by("answered_at")
    return found.values_list("answered_at", flat=True).first()


def contests(edition: Edition) -> QuerySet[Contest]:
    """Return every contest of an edition's results, the first one first."""
    return Contest.objects.filter(count__edition=edition).select_related("option", "office", "count")


def contest(folio: str) -> Contest | None:
    """Return the contest of this folio, or None."""
    found = Contest.objects.select_related("option", "office", "count__edition__territory", "file")
    return found.filter(folio=folio).first()


def waiting_contests() -> QuerySet[Contest]:
    """Return the contests without an answer, the most urgent first."""
    found = Contest.objects.filter(finding__isnull=True).select_related("count__edition", "office")
    return found.order_by("due", "pk")

"""Who took part in an exercise, for the rules of core.livefigures; and the figures that are shown of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from tequio.core.livefigures import UNSAID, Frame, Person, Voice
from tequio.foundation.territory import queries as territory
from tequio.participation.forums.models import (
    Contribution,
    Forum,
    LiveState,
    PaperBatch,
    Participant,
    Snapshot,
    Vote,
)
from tequio.participation.forums.queries import exercise
from tequio.participation.forums.types import Channel, Gender, PhaseKind

_MOST_DAYS = 45  # an exercise that is longer is told by weeks
_TAKING_PART = (PhaseKind.CONTRIBUTING, PhaseKind.VOTING)
_NEVER = timedelta(days=1)  # late enough for who asks to count at once


class Due(NamedTuple):
    """An exercise to be counted, and how late that is; below zero: its interval is not over."""

    forum_id: int
    late: timedelta


def latest(slug: str) -> Snapshot | None:
    """Return the figures that are shown of a published exercise, or None while there are none. One query."""
    found = Snapshot.objects.filter(forum__slug=slug, forum__published_at__isnull=False)
    return found.order_by("-at", "-pk").first()


def final_ones() -> Iterator[tuple[Forum, Snapshot]]:
    """Give the final figures of every exercise that is over, oldest first, with the exercise. One query."""
    found = Snapshot.objects.filter(forum__live__closed_at__isnull=False, document__final=True)
    for snapshot in found.select_related("forum").order_by("forum__year", "forum__slug", "-at"):
        yield snapshot.forum, snapshot


def to_refresh(at: datetime) -> list[Forum]:
    """Return the exercises whose figures may still change: begun, and without final figures."""
    found = Forum.objects.published().exclude(live__closed_at__isnull=False)
    return list(found.filter(phases__opens__lte=at, phases__kind__in=_TAKING_PART).distinct())


def interval(slug: str) -> int | None:
    """Return how many seconds pass between two countings of a published exercise; None where there is none."""
    found = Forum.objects.published().filter(slug=slug)
    return found.values_list("figures_every", flat=True).first()


def version(slug: str) -> str:
    """Return what tells the figures that are shown from others; empty while there are none. One query."""
    found = Snapshot.objects.filter(forum__slug=slug).order_by("-at", "-pk").values_list("sha256", flat=True)
    return (found.first() or "")[:16]


def is_due(slug: str, at: datetime) -> Due | None:
    """Return whether an exercise in which people take part is to be counted anew. One query.

    None where nothing is to be counted: no such exercise, not begun, or with its final figures said.
    """
    values = ("pk", "figures_every", "live__computed_at", "live__closed_at")
    found = Forum.objects.published().filter(slug=slug, phases__opens__lte=at, phases__kind__in=_TAKING_PART)
    row = found.values_list(*values).first()
    if row is None or row[3] is not None:
        return None
    forum_id, every, computed, _closed = row
    return Due(forum_id, at - computed - timedelta(seconds=every) if computed else _NEVER)


def is_over(forum: Forum, at: datetime) -> bool:
    """Return whether nobody takes part any more: both phases closed, and no batch of paper is open."""
    phases = [phase for phase in exercise.phases(forum) if phase.kind in _TAKING_PART]
    if not phases or any(phase.closes > at for phase in phases):
        return False
    return not PaperBatch.objects.filter(forum=forum, closed_at__isnull=True).exists()


def state(forum: Forum) -> LiveState:
    """Return where the figures of an exercise stand; a new row where there is none."""
    return LiveState.objects.get_or_create(forum=forum)[0]


def days(forum: Forum, at: datetime) -> tuple[str, ...]:
    """Return the days for taking part, up to ``at``; the Mondays of their weeks if they are many."""
    phases = [phase for phase in exercise.phases(forum) if phase.kind in _TAKING_PART]
    if not phases:
        return ()
    first = timezone.localdate(min(phase.opens for phase in phases))
    last = timezone.localdate(min(at, max(phase.closes for phase in phases)))
    whole = timezone.localdate(max(phase.closes for phase in phases)) - first
    if whole.days <= _MOST_DAYS:
        return tuple((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))
    monday = _monday(first)
    return tuple((monday + timedelta(days=n)).isoformat() for n in range(0, (last - monday).days + 1, 7))


def frame(forum: Forum, at: datetime) -> Frame:
    """Return the cells of every table of an exercise. Four queries, with the exercise's phases at hand."""
    pillars = list(forum.pillars.prefetch_related("themes"))
    level = territory.lowest_level(forum.territory)
    when = days(forum, at)
    return {
        "gender": tuple(gender.value for gender in Gender if gender is not Gender.UNSAID),
        "age": tuple(str(low) for low, _high in forum.age_bands),
        "sector": tuple(forum.sectors.values_list("code", flat=True)),
        "unit": tuple(level.units.order_by("name").values_list("code", flat=True)) if level else (),
        "pillar": tuple(pillar.code for pillar in pillars),
        "theme": tuple(f"{pillar.code}/{theme.code}" for pillar in pillars for theme in pillar.themes.all()),
        "channel": tuple(channel.value for channel in Channel),
        "day": when,
        "votes_day": when,
    }


def people(forum: Forum, at: datetime) -> list[Person]:
    """Return who takes part with what they did: one row each, without names. Four queries, however many."""
    known = days(forum, at)
    weekly = len(known) > 1 and (date.fromisoformat(known[1]) - date.fromisoformat(known[0])).days > 1
    level = territory.lowest_level(forum.territory)
    voices: dict[int, list[Voice]] = {}
    for who, pillar, theme, channel, when in (
        Contribution.objects.counted()
        .filter(forum=forum)
        .order_by()
        .values_list("participant_id", "pillar__code", "theme__code", "channel", "submitted_at")
    ):
        said = Voice(pillar, f"{pillar}/{theme}" if theme else "", channel, _day(when, weekly=weekly))
        voices.setdefault(who, []).append(said)
    votes: dict[int, list[str]] = {}
    cast = Vote.objects.filter(participant__forum=forum).order_by()
    for who, when in cast.values_list("participant_id", "given_at"):
        votes.setdefault(who, []).append(_day(when, weekly=weekly))
    traits = ("pk", "gender", "age_from", "sector__code", "unit__code", "unit__level_id")
    return [
        Person(
            pk,
            gender,
            UNSAID if age is None else str(age),
            sector or UNSAID,
            unit if unit and level and level_id == level.pk else UNSAID,
            tuple(voices.get(pk, ())),
            tuple(votes.get(pk, ())),
        )
        for pk, gender, age, sector, unit, level_id in Participant.objects.filter(forum=forum)
        .order_by()
        .values_list(*traits)
    ]


def _day(when: datetime | None, *, weekly: bool) -> str:
    if when is None:
        return ""
    day = timezone.localdate(when)
    return (_monday(day) if weekly else day).isoformat()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

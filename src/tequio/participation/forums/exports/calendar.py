"""The dates of exercises as a calendar feed (RFC 5545): each phase an event, in UTC."""

from collections.abc import Iterable

from icalendar import Calendar, Event

from tequio.participation.forums.models import Forum, ForumPhase
from tequio.participation.forums.types import PHASE_LABELS, PhaseKind


def feed(title: str, forums: Iterable[Forum], *, host: str, urls: dict[int, str]) -> bytes:
    """Return the calendar of published exercises.

    Args:
        title: what the calendar is called.
        forums: with their ``phases`` and ``amendments`` at hand.
        host: the name of the site, which makes each UID unique in the world.
        urls: the public address of each exercise, by its id.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Tequio//Foros//ES")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval;value=duration", "PT6H")
    for forum in forums:
        for phase in forum.phases.all():
            calendar.add_component(_event(forum, phase, host=host, url=urls[forum.pk]))
    return bytes(calendar.to_ical())


def _event(forum: Forum, phase: ForumPhase, *, host: str, url: str) -> Event:
    """Return one phase. Each amendment raises SEQUENCE, so that calendars take the new dates."""
    amendments = list(forum.amendments.all())
    changed = max([forum.published_at or forum.created_at, *(a.at for a in amendments)])
    event = Event()
    event.add("uid", f"foro-{forum.pk}-{phase.kind}@{host}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", len(amendments))
    event.add("dtstart", phase.opens)
    event.add("dtend", phase.closes)
    event.add("url", url)
    event.add("summary", f"{PHASE_LABELS[PhaseKind(phase.kind)]} · {forum.name}")
    event.add("description", "\n".join(filter(None, [phase.text, url])))
    event.add("transp", "TRANSPARENT")
    return event

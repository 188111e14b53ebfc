"""The dates of editions as a calendar feed (RFC 5545): each phase an event, in UTC."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tequio.participation.editions import queries
from tequio.participation.editions.models import Edition, Phase
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind


def feed(title: str, editions: Iterable[Edition], *, host: str, urls: dict[int, str], at: datetime) -> bytes:
    """Return the calendar of published editions.

    Args:
        title: what the calendar is called.
        editions: with their ``phases``, ``suspensions`` and ``rulebooks`` at hand.
        host: the name of the site, which makes each UID unique in the world.
        urls: the public address of each edition, by its id.
        at: now: what is suspended then is marked so.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Tequio//Presupuesto participativo//ES")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval;value=duration", "PT6H")
    for edition in editions:
        for phase in edition.phases.all():
            calendar.add_component(_event(edition, phase, host=host, url=urls[edition.pk], at=at))
    return bytes(calendar.to_ical())


def _event(edition: Edition, phase: Phase, *, host: str, url: str, at: datetime) -> Event:
    """Return one phase. Each amendment and each pause raises SEQUENCE, so that calendars take the new dates."""
    books = list(edition.rulebooks.all())
    pause = queries.suspension(edition, at)
    changed = max([*(book.published_at for book in books), *_pauses(edition)], default=edition.created_at)
    label = str(PHASE_LABELS[PhaseKind(phase.kind)])
    event = Event()
    event.add("uid", f"edicion-{edition.pk}-{phase.kind}@{host}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(len(books) - 1, 0) + len(_pauses(edition)))
    event.add("dtstart", phase.opens)
    event.add("dtend", phase.closes)
    event.add("url", url)
    said = _("Suspendida: %(phase)s") % {"phase": label} if pause and phase.closes > at else label
    event.add("summary", f"{said} · {edition.name}")
    reason = _("Edición suspendida. Motivo: %(reason)s") % {"reason": pause.reason} if pause else ""
    event.add("description", "\n".join(filter(None, [reason, phase.text, url])))
    event.add("status", "TENTATIVE" if pause and phase.closes > at else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _pauses(edition: Edition) -> list[datetime]:
    """Return every instant at which the edition was stopped or set going again."""
    found = [(s.begins, s.ends) for s in edition.suspensions.all()]
    return [moment for pair in found for moment in pair if moment is not None]

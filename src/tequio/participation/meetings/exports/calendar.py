"""A meeting for a calendar (RFC 5545), in UTC."""

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tequio.participation.meetings.models import Meeting


def feed(meeting: Meeting, *, host: str, url: str) -> bytes:
    """Return the meeting as an iCalendar file.

    Args:
        meeting: one that anyone may see.
        host: the name of the site, which makes the UID unique in the world.
        url: the address of its page.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Tequio//Reuniones//ES")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"reunion-{meeting.folio}@{host}")
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("sequence", meeting.revision)
    event.add("dtstart", meeting.starts)
    event.add("dtend", meeting.ends)
    event.add("summary", meeting.title)
    event.add("location", ", ".join(filter(None, [meeting.place, meeting.address])))
    if meeting.lat is not None and meeting.lon is not None:
        event.add("geo", (meeting.lat, meeting.lon))
    off = _("Cancelada. Motivo: %(reason)s") % {"reason": meeting.cancel_reason} if meeting.cancelled_at else ""
    event.add("description", "\n".join(filter(None, [off, meeting.text, url])))
    event.add("url", url)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())

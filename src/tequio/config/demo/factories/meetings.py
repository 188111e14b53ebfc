"""Meetings for tests and for the demonstration."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tequio.config.demo.factories.territory import make_map
from tequio.foundation.territory.models import Version
from tequio.participation.forums.models import Forum
from tequio.participation.meetings import services
from tequio.participation.meetings.models import Meeting
from tequio.participation.meetings.types import key


def make_subject(name: str = "Foro de prueba") -> str:
    """Return the key of a published exercise to hang meetings from, made if missing."""
    territory = Version.objects.filter(published_at__isnull=False).first() or make_map()
    values = {"name": name, "year": 2030, "territory": territory, "published_at": timezone.now()}
    return key("forum", Forum.objects.get_or_create(slug="foro-de-prueba", defaults=values)[0].pk)


def make_meeting(
    *,
    starts: datetime | None = None,
    hours: int = 2,
    at: datetime | None = None,
    published: bool = True,
    subject: str = "",
    **fields: Any,
) -> Meeting:
    """Return a meeting that begins in three days unless told otherwise; people register until it begins."""
    now = at or timezone.now()
    begins = starts or now + timedelta(days=3)
    values: dict[str, Any] = {
        "title": "Mesa de bienestar",
        "place": "Casa de la cultura",
        "starts": begins,
        "ends": begins + timedelta(hours=hours),
        "registration_opens": min(now, begins) - timedelta(days=10),
        "registration_closes": begins,
        "capacity": None,
    } | fields
    made = services.create(subject=subject or make_subject(), at=now, **values)
    return services.publish(meeting=made, at=now) if published else made

"""What the first page of the office joins from several contexts."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from tequio.accountability.contracting.models import Publication


@dataclass(frozen=True, slots=True)
class PublicationState:
    """How the automatic publication of contracts goes."""

    published: int
    due: int
    failed: int
    last_at: datetime | None


def publication_state() -> PublicationState:
    """Return how many processes are published, wait or could not be published, and when the last one was."""
    found = Publication.objects.aggregate(
        published=Count("pk", filter=Q(number__gt=0)),
        due=Count("pk", filter=Q(due_since__isnull=False)),
        failed=Count("pk", filter=~Q(last_error="")),
        last_at=Max("published_at"),
    )
    return PublicationState(**found)

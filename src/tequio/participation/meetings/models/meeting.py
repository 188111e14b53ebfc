import secrets
from typing import Self

from django.db import models
from django.db.models import F, Q

from tequio.core.meetings import Times
from tequio.foundation.territory.models import Unit

KEY = r"^[a-z_]+:[0-9]+$"


def new_key() -> str:
    """Return the secret from which the codes at a door are made."""
    return secrets.token_urlsafe(24)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def published(self) -> Self:
        """Return the meetings that anyone may see, cancelled ones too."""
        return self.filter(published_at__isnull=False)


class Meeting(models.Model):
    """A meeting about a subject of another context: when, where, for how many."""

    folio = models.TextField(unique=True)
    subject = models.TextField()
    title = models.TextField()
    text = models.TextField(default="", blank=True)
    place = models.TextField()
    address = models.TextField(default="", blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    registration_opens = models.DateTimeField()
    registration_closes = models.DateTimeField()
    capacity = models.PositiveIntegerField(null=True, blank=True)  # seats; none: no limit
    offered = models.TextField(default="", blank=True)  # for who needs it: sign language, ramp, languages
    door_key = models.TextField(default=new_key)
    revision = models.PositiveIntegerField(
        default=0
    )  # rises with each change, for calendars (RFC 5545 SEQUENCE)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(default="", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        indexes = [models.Index(fields=["subject", "starts"], name="meetings_of_a_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(subject__regex=KEY), name="meetings_name_a_subject"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(registration_closes__gt=F("registration_opens")),
                name="registration_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="a_room_seats_somebody"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason=""), name="a_meeting_is_cancelled_why"
            ),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="a_meeting_has_both_coordinates",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def times(self) -> Times:
        """Its instants, for the rules."""
        return Times(
            starts=self.starts,
            ends=self.ends,
            opens=self.registration_opens,
            closes=self.registration_closes,
            cancelled=self.cancelled_at is not None,
        )


class FolioCounter(models.Model):
    """The last folio given in a year. Its row lock makes folios unique and without gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

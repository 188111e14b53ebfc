from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.participation.meetings.models.meeting import Meeting
from tequio.participation.meetings.types import WAY_LABELS


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> Self:
        """Return those that were not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def seated(self) -> Self:
        """Return those that have a seat."""
        return self.standing().filter(seated_at__isnull=False)

    def waiting(self) -> Self:
        """Return those that wait for a seat, in the order in which they came."""
        return self.standing().filter(seated_at__isnull=True).order_by("created_at", "pk")


class Registration(models.Model):
    """Somebody means to come, or came. Whoever has an account, or a light one, is ``person``."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="registrations")
    folio = models.TextField(unique=True)  # their ticket: nobody guesses it
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.TextField(default="", blank=True)  # empty once erased
    email = models.TextField(default="", blank=True)
    phone = models.TextField(default="", blank=True)
    needs = models.TextField(default="", blank=True)  # to take part; emptied a month after the meeting
    created_at = models.DateTimeField()
    seated_at = models.DateTimeField(null=True)  # empty: on the waiting list
    cancelled_at = models.DateTimeField(null=True)
    walk_in = models.BooleanField(default=False)  # came without having registered before
    attended_at = models.DateTimeField(null=True)
    attended_way = models.TextField(
        default="", blank=True, choices=[(way.value, label) for way, label in WAY_LABELS.items()]
    )
    attended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    request_key = models.UUIDField(null=True, unique=True)  # of the form: sent twice, it registers once

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["meeting", "created_at"], name="registrations_of_a_meeting")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False, cancelled_at__isnull=True),
                name="one_registration_per_person",
            ),
            models.CheckConstraint(
                condition=Q(attended_at__isnull=True, attended_way="")
                | (Q(attended_at__isnull=False, cancelled_at__isnull=True) & ~Q(attended_way="")),
                name="who_came_had_not_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(attended_at__isnull=True) | Q(seated_at__isnull=False), name="who_came_had_a_seat"
            ),
        ]

    def __str__(self) -> str:
        return self.folio

from django.db import models

from tequio.participation.feasibility.models.reviews import Review
from tequio.participation.feasibility.types import ReminderKind


class Reminder(models.Model):
    """That an office was told of a due date: once per kind and date, whatever runs twice."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reminders")
    kind = models.TextField(choices=[(k.value, k.value) for k in ReminderKind])
    due = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "due"], name="one_reminder_per_kind_and_date")
        ]

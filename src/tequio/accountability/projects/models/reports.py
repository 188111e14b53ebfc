from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.accountability.projects.models.plan import PlannedActivity, Stage
from tequio.accountability.projects.types import MOMENT_LABELS, Moment
from tequio.foundation.files.models import StoredFile


class Activity(models.Model):
    """Something the office reports: what was done, how far the work is, with its evidence.

    ``lon`` and ``lat`` say where it was reported from, rounded to some hundred metres. They are for the office
    alone and are never published.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="activities")
    planned = models.ForeignKey(
        PlannedActivity, null=True, on_delete=models.SET_NULL, related_name="activities"
    )
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    happened_on = models.DateField()
    physical_percent = models.PositiveSmallIntegerField(null=True)
    key = models.UUIDField(null=True, unique=True)  # of the form that sent it: sent twice, it is kept once
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(physical_percent__isnull=True) | Q(physical_percent__lte=100),
                name="physical_progress_up_to_100",
            )
        ]


class Attachment(models.Model):
    """A file of a report. Whether anyone may read it, and what a picture shows in words, stand on the file."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    moment = models.TextField(  # of a photograph: before, during or after the works
        choices=[(m.value, MOMENT_LABELS[m]) for m in Moment], default="", blank=True
    )

    class Meta:
        ordering = ["id"]

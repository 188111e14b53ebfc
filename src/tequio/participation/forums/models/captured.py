from typing import Any

from django.conf import settings
from django.db import models

from tequio.participation.forums.models.voices import Contribution, PaperBatch


class ContributionVersion(models.Model):
    """What a voice said from an instant on, in words that anyone may read. The first comes with a change."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    said: Any = models.JSONField()  # each public answer by its code
    by_office = models.BooleanField(default=False)  # a mistake of capture, corrected

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="one_voice_version_of_each_number")
        ]


class VoidSheet(models.Model):
    """A sheet of a batch that says no voice: it cannot be read, or it came blank."""

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="void_sheets")
    sheet = models.PositiveIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["sheet"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet"], name="one_void_sheet_of_each_number"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="void_sheets_have_a_reason"),
        ]

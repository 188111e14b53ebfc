from django.db import models
from django.db.models import Q

from tequio.foundation.accounts.models import Office
from tequio.foundation.files.models import StoredFile
from tequio.participation.meetings.models.meeting import Meeting


class Minutes(models.Model):
    """What was said and agreed, as published. A correction is a new number; a trigger refuses any change."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.TextField(default="", blank=True)  # of the correction
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_are_numbered"),
            models.CheckConstraint(condition=~Q(text=""), name="minutes_say_something"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="minutes_are_corrected_why"),
        ]


class Agreement(models.Model):
    """Something that was agreed: who sees to it, and by when."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="agreements")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["minutes", "position"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "position"], name="agreements_are_in_order"),
            models.CheckConstraint(condition=~Q(text=""), name="agreements_say_something"),
        ]


class MinutesFile(models.Model):
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["minutes", "file"], name="attached_once")]

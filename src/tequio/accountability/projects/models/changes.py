from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.accountability.projects.models.plan import Stage
from tequio.accountability.projects.models.project import Project
from tequio.foundation.files.models import StoredFile


class DateChange(models.Model):
    """A promised date that was changed, with its reason: a public log that nobody rewrites."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="date_changes")
    stage = models.ForeignKey(Stage, null=True, on_delete=models.SET_NULL, related_name="date_changes")
    stage_name = models.TextField()  # as it was called then
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_changed_date_has_a_reason"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="a_changed_date_changed"),
        ]

    @property
    def days(self) -> int:
        """How many days later it is; negative if it is earlier."""
        return (self.after - self.before).days


class Pause(models.Model):
    """A time in which a project stands still, and why. While it lasts nothing becomes late."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="pauses")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)  # the day on which it went on
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(ended_on__isnull=True), name="one_pause_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="pause_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_pause_has_a_reason"),
        ]


class Cancellation(models.Model):
    """A project that will not be done: by which act and why, and which one of the reserve takes its place."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="cancellation")
    number = models.TextField()  # of the act
    decided_on = models.DateField()
    reason = models.TextField()
    act = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    substitute = models.OneToOneField(
        Project, null=True, on_delete=models.PROTECT, related_name="takes_the_place"
    )
    substitute_number = models.TextField(default="", blank=True)
    substitute_on = models.DateField(null=True)
    substitute_act = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_cancellation_has_a_reason"),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True)
                | Q(substitute_on__isnull=False, substitute_act__isnull=False),
                name="a_substitute_has_an_act",
            ),
        ]

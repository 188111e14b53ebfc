from typing import Any

from django.db import models

from tequio.participation.forums.models.exercise import Forum


class Snapshot(models.Model):
    """The figures of an exercise as they were shown from an instant on: computed once, whoever looks."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="snapshots")
    at = models.DateTimeField()
    document: Any = models.JSONField()  # what is public: suppressed and rounded, never the figures behind it
    sha256 = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["forum", "at"], name="one_snapshot_at_a_time")]


class LiveState(models.Model):
    """Where the figures of an exercise stand. Private; emptied when its final figures are said.

    ``marks`` tells who was counted at the last step, to know how many people moved since: eight bytes for each,
    the id of the participant and a mark of what was counted of them. ``counts`` are the figures of that step.
    """

    forum = models.OneToOneField(Forum, primary_key=True, on_delete=models.CASCADE, related_name="live")
    computed_at = models.DateTimeField(null=True)  # when people were counted last, shown or not
    computations = models.PositiveIntegerField(default=0)
    stepped_at = models.DateTimeField(null=True)  # when the figures that are shown were counted
    marks = models.BinaryField(default=bytes)
    counts: Any = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True)  # when the final figures were said

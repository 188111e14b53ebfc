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

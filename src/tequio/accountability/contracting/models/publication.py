from django.db import models
from django.db.models import Q

from tequio.accountability.contracting.models.processes import Process


class Release(models.Model):
    """One immutable published release of a process. Triggers refuse any change."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="releases")
    release_id = models.TextField(unique=True)
    number = models.PositiveIntegerField()  # 1, 2, 3 in the process
    date = models.DateTimeField()
    tags = models.JSONField()
    document = models.BinaryField()  # the release's own JSON bytes
    sha256 = models.BinaryField(max_length=32)  # of the content without id, date and tags
    findings = models.JSONField(default=list)
    valid = models.BooleanField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="release_number_in_process")]
        indexes = [models.Index(fields=["date"], name="release_date")]


class Publication(models.Model):
    """Where the publication of one process stands. ``due_since`` is empty when its files are up to date."""

    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="publication")
    due_since = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(default=0)  # of the last release whose files are in place
    attempts = models.PositiveIntegerField(default=0)  # since it became due
    last_error = models.TextField(default="", blank=True)
    findings = models.JSONField(default=list)  # what the check of the last attempt found
    summary = models.JSONField(default=dict)  # the simple row of the compiled release

    class Meta:
        indexes = [
            models.Index(fields=["due_since"], name="publication_due", condition=Q(due_since__isnull=False)),
        ]


class Segment(models.Model):
    """One month of the whole city's releases, as its file holds it; stale when more releases exist."""

    month = models.TextField(primary_key=True)  # 2026-11, in UTC
    releases = models.PositiveIntegerField()

from django.db import models
from django.db.models import Q

from tequio.accountability.contracting.models.histories import HistoryImport
from tequio.accountability.contracting.models.processes import Process


class Release(models.Model):
    """One immutable published release of a process. Triggers refuse any change."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="releases")
    release_id = models.TextField()  # unique in the process, as the standard wants it
    number = models.PositiveIntegerField()  # 1, 2, 3 in the process
    date = models.DateTimeField()
    tags = models.JSONField()
    document = models.BinaryField()  # the release's own JSON bytes
    sha256 = models.BinaryField(max_length=32)  # of the content without id, date and tags
    findings = models.JSONField(default=list)
    valid = models.BooleanField()
    history = models.ForeignKey(
        HistoryImport, null=True, on_delete=models.PROTECT, related_name="releases"
    )  # the import that brought it, of a release published elsewhere
    baseline = models.BinaryField(null=True)  # what we would have said then: later changes are told against it

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="release_number_in_process"),
            models.UniqueConstraint(fields=["process", "release_id"], name="release_id_in_process"),
        ]
        indexes = [models.Index(fields=["date", "id"], name="release_date")]


class Publication(models.Model):
    """Where the publication of one process stands. ``due_since`` is empty when its files are up to date."""

    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="publication")
    due_since = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(default=0)  # of the last release whose files are in place
    attempts = models.PositiveIntegerField(default=0)  # since it became due
    last_error = models.TextField(default="", blank=True)
    findings = models.JSONField(default=list)  # what the check of the last attempt found

    class Meta:
        indexes = [
            models.Index(fields=["due_since"], name="publication_due", condition=Q(due_since__isnull=False)),
        ]


class Record(models.Model):
    """The record of one process as it is published: made from its releases alone, so it can be made again."""

    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="record")
    number = models.PositiveIntegerField()  # of the last release in it
    first_at = models.DateTimeField()  # the date of the first release: its place in the city's files
    last_at = models.DateTimeField()
    document = models.BinaryField()  # JSON: ocid, links to the releases, the compiled release
    weight = models.PositiveIntegerField()  # awards and contracts, which the standard counts per file
    summary = models.JSONField(default=dict)  # the row of the simple table

    class Meta:
        indexes = [
            models.Index(fields=["first_at", "id"], name="record_first_at"),
            models.Index(fields=["last_at", "id"], name="record_last_at"),
        ]


class Segment(models.Model):
    """One stretch of the whole city's data, as its files hold it; stale when ``mark`` is no longer so."""

    kind = models.TextField()  # what it holds: releases, records, tables…
    period = models.TextField()  # 2026-11 or 2026, in UTC; empty for all
    mark = models.TextField()  # tells what it was made from
    pieces = models.JSONField(default=list)  # its files, as the manifest lists them

    class Meta:
        ordering = ["kind", "period"]
        constraints = [models.UniqueConstraint(fields=["kind", "period"], name="segment_of_a_period")]

import uuid

from django.conf import settings
from django.db import models

from tequio.foundation.files.models import StoredFile
from tequio.foundation.loads.types import BATCH_LABELS, ROW_LABELS, BatchState, RowState


class Batch(models.Model):
    """One bulk load: its file, how it is read, and where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.SlugField()
    scope = models.TextField(default="", blank=True)  # an edition, say; as the kind understands it
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    sha256 = models.TextField(default="", blank=True)  # of the file, in hexadecimal
    state = models.TextField(choices=[(s.value, BATCH_LABELS[s]) for s in BatchState])
    note = models.TextField(default="", blank=True)  # why the file as a whole cannot be used, in words
    sheet = models.TextField(default="", blank=True)
    sheets = models.JSONField(default=list)  # the visible ones of the file
    encoding = models.TextField(default="", blank=True)
    header_row = models.PositiveIntegerField(null=True)  # as the spreadsheet shows it
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)  # column of the kind -> index in the header
    without_failed = models.BooleanField(default=False)  # the rows that fail were left out on purpose
    partly = models.BooleanField(default=False)  # of an undoing: what cannot be undone stays
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # state of a row -> how many
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class Row(models.Model):
    """One row of a load, as the file has it, and what it does."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as the spreadsheet shows it
    cells = models.JSONField()
    state = models.TextField(
        choices=[(s.value, ROW_LABELS[s]) for s in RowState], default=RowState.PENDING.value
    )
    label = models.TextField(default="", blank=True)
    problems = models.JSONField(default=list)  # column and text of each
    subject = models.TextField(default="", blank=True)
    written = models.JSONField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="row_number_in_batch")]
        indexes = [
            models.Index(fields=["batch", "state", "number"], name="load_row_state"),
            models.Index(fields=["subject"], name="load_row_subject", condition=~models.Q(subject="")),
        ]


class Progress(models.Model):
    """How far the work on a load is; written apart from the load's own transaction, so that it is seen."""

    batch_id = models.UUIDField(primary_key=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)


class Memory(models.Model):
    """What a person said that the columns of a kind's files mean, so that the next file maps itself."""

    kind = models.SlugField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField(default=dict)  # plain name of a header -> column of the kind, or empty for none
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "person"], name="memory_of_kind_and_person")]

import uuid

from django.conf import settings
from django.db import models

from tequio.accountability.contracting.types import BATCH_LABELS, BatchState
from tequio.foundation.files.models import StoredFile
from tequio.participation.editions.models import Edition


class LoadBatch(models.Model):
    """One bulk load: its file, what each row says and does, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    state = models.TextField(choices=[(s.value, BATCH_LABELS[s]) for s in BatchState])
    mapping = models.JSONField(default=dict)  # field -> header of the file
    preview = models.JSONField(default=dict)  # counts, and a message per row and cell
    created = models.JSONField(default=list)  # what it wrote, for undoing it
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

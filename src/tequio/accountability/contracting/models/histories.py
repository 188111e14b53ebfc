import uuid

from django.conf import settings
from django.db import models

from tequio.accountability.contracting.types import HISTORY_LABELS, HistoryState
from tequio.foundation.accounts.models import Office
from tequio.foundation.files.models import StoredFile


class HistoryImport(models.Model):
    """A file of releases published elsewhere, with which a publisher moves in, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.TextField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")  # of its processes
    state = models.TextField(choices=[(one.value, HISTORY_LABELS[one]) for one in HistoryState])
    total = models.PositiveIntegerField(default=0)  # processes in the file
    done = models.PositiveIntegerField(default=0)  # processes looked at, or written
    report = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

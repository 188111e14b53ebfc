import uuid

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """An uploaded file under a name made by the server. ``public`` files may be read by anyone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.TextField()  # image, document, spreadsheet, geography
    content_type = models.TextField()
    original_name = models.TextField()
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.BinaryField(max_length=32)
    path = models.TextField(unique=True)
    public = models.BooleanField(default=False)
    alt = models.TextField(default="", blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from tequio.foundation.files.types import Variant


class StoredFile(models.Model):
    """An uploaded file under a name made by the server. ``public`` files may be read by anyone.

    Its content never changes. Images are kept in several sizes, without any metadata of the camera.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.TextField()  # image, document, spreadsheet, geography
    content_type = models.TextField()
    original_name = models.TextField()
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.BinaryField(max_length=32)
    path = models.TextField(unique=True)
    variants = models.JSONField(default=dict)  # name -> path, width, height; smaller sizes of an image
    public = models.BooleanField(default=False)
    alt = models.TextField(default="", blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.original_name

    def address(self, variant: Variant = Variant.ORIGINAL) -> str:
        """Return where the file is read, in the size that is asked for."""
        return reverse("files:read", args=[self.pk, variant.value])

    @property
    def url(self) -> str:
        """Return the address of the file in full."""
        return self.address()

    @property
    def medium_url(self) -> str:
        """Return the address of the image at up to 1200 pixels."""
        return self.address(Variant.MEDIUM)

    @property
    def thumb_url(self) -> str:
        """Return the address of the image at up to 400 pixels."""
        return self.address(Variant.THUMB)

    @property
    def medium(self) -> dict[str, Any]:
        """Return path, width and height of the medium size."""
        return self.in_size(Variant.MEDIUM)

    @property
    def thumb(self) -> dict[str, Any]:
        """Return path, width and height of the small size."""
        return self.in_size(Variant.THUMB)

    def in_size(self, variant: Variant) -> dict[str, Any]:
        """Return path, width and height of a size; the file itself where it has no such size."""
        whole = {"path": self.path, "width": self.width, "height": self.height}
        found: dict[str, Any] = self.variants.get(variant.value, whole)
        return found

    @property
    def paths(self) -> list[str]:
        """Return everything that is kept for this file."""
        return [self.path, *(size["path"] for size in self.variants.values())]

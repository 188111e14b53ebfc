from django.db import models


class PublishedFile(models.Model):
    """A file of open data as it stands now in the public storage, under a stable key."""

    key = models.TextField(primary_key=True)  # such as contrataciones/ocds-xxxxxx-26-0041.json
    dataset = models.TextField(db_index=True)
    subject = models.TextField(default="", blank=True)  # the one thing it speaks of (an ocid), or of the whole
    media_type = models.TextField()
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.BinaryField(max_length=32)
    valid = models.BooleanField(null=True)  # None where nothing validates this kind of file
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["dataset", "subject", "key"], name="opendata_shelf")]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        """The file's own name, without its folders."""
        return self.key.rsplit("/", 1)[-1]

    @property
    def digest(self) -> str:
        """The SHA-256 as people compare it."""
        return bytes(self.sha256).hex()

from django.db import models


class PublishedFile(models.Model):
    """A file of open data as it stands now in the public storage, under a stable key."""

    key = models.TextField(primary_key=True)  # such as contrataciones/ocds-xxxxxx-26-0041.json
    dataset = models.TextField(db_index=True)
    media_type = models.TextField()
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.BinaryField(max_length=32)
    valid = models.BooleanField(null=True)  # None where nothing validates this kind of file
    updated_at = models.DateTimeField()

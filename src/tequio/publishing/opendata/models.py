import uuid

from django.db import models
from django.urls import reverse

_SPACE = uuid.UUID("6f1c2a52-0f0f-5c1e-9a3b-0d7f6d1b7e10")  # of the names of our files, for UUID version 5


def file_uid(key: str) -> uuid.UUID:
    """Return the id by which programs know the file with this key, the same for ever."""
    return uuid.uuid5(_SPACE, key)


class PublishedFile(models.Model):
    """A file of open data as it stands now in the public storage, under a stable key."""

    key = models.TextField(primary_key=True)  # such as contrataciones/ocds-xxxxxx-26-0041.json
    uid = models.UUIDField(unique=True)  # file_uid(key): programs look resources up by it
    dataset = models.TextField(db_index=True)
    subject = models.TextField(default="", blank=True)  # the one thing it speaks of (an ocid), or of the whole
    media_type = models.TextField()
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.BinaryField(max_length=32)
    valid = models.BooleanField(null=True)  # None where nothing validates this kind of file
    created_at = models.DateTimeField()  # of its first version
    updated_at = models.DateTimeField()  # of its last change

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
    def stem(self) -> str:
        """The file's own name without its ending."""
        return self.name.split(".", 1)[0]

    @property
    def digest(self) -> str:
        """The SHA-256 as people compare it."""
        return bytes(self.sha256).hex()


class FileVersion(models.Model):
    """What a published file was from an instant on. Its bytes are kept for the latest ones of small files."""

    file = models.ForeignKey(PublishedFile, on_delete=models.CASCADE, related_name="versions")
    whole_of = models.TextField(default="", blank=True)  # the dataset, unless the file speaks of one thing
    sha256 = models.BinaryField(max_length=32)
    size = models.PositiveBigIntegerField()  # bytes
    published_at = models.DateTimeField()
    kept = models.BooleanField(default=False)  # its bytes stand in the storage of versions

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["file", "-published_at"], name="opendata_versions"),
            models.Index(fields=["whole_of", "-published_at"], name="opendata_changes"),
            models.Index(fields=["sha256"], name="opendata_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.digest[:12]}"

    @property
    def digest(self) -> str:
        """The SHA-256 as people compare it."""
        return bytes(self.sha256).hex()

    @property
    def url(self) -> str:
        """Where its bytes are read, for as long as they are kept."""
        return reverse("opendata:version", args=[self.digest, self.file_id.rsplit("/", 1)[-1]])


class Upkeep(models.Model):
    """How the files of a dataset are kept up to date: when they were last looked at, and what they cover."""

    dataset = models.TextField(primary_key=True)
    checked_at = models.DateTimeField(null=True)  # its tables were written anew, whether or not they changed
    failed_at = models.DateTimeField(null=True)  # and since then it has not worked
    failure = models.TextField(default="", blank=True)
    begins = models.DateField(null=True)  # the time that the data speak of
    ends = models.DateField(null=True)
    rows = models.JSONField(default=dict)  # table -> how many rows

    class Meta:
        ordering = ["dataset"]

    def __str__(self) -> str:
        return self.dataset

from django.conf import settings
from django.db import models

from tequio.foundation.files.models import StoredFile
from tequio.participation.feasibility.models.reviews import Review
from tequio.participation.proposals.models import Proposal


class OpinionFile(models.Model):
    """A paper behind an opinion. ``public`` ones are opened when the opinions are published, the rest never."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    public = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]


class Note(models.Model):
    """What the offices that judge a proposal tell each other. Never public."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="review_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

"""What a report of integrity found in the ballots of an edition, once its results are public."""

from django.db import models

from tequio.participation.ballots.models.counts import Count


class IntegrityReport(models.Model):
    """Support in outlying groups and the margin of each decision, of one public count. Made by the worker."""

    count = models.OneToOneField(Count, on_delete=models.PROTECT, related_name="integrity")
    asked_at = models.DateTimeField()
    data = models.JSONField(default=dict)
    made_at = models.DateTimeField(null=True)

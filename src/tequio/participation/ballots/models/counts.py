from django.db import models

from tequio.participation.ballots.models.catalogue import Option
from tequio.participation.ballots.types import OUTCOME_LABELS, Outcome
from tequio.participation.editions.models import Edition


class Count(models.Model):
    """One count of an edition: rule, engine and the whole result, kept as it was published."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="counts")
    rule = models.TextField()
    parameters = models.JSONField(default=dict)
    result = models.JSONField()  # the result document of core.tally
    ballots = models.PositiveIntegerField()
    void = models.JSONField(default=dict)  # fault -> ballots that were not counted because of it
    box_sha256 = models.TextField()
    counted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-counted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(published_at__isnull=False),
                name="one_published_count_per_edition",
            )
        ]


class OptionResult(models.Model):
    """What became of one option in one count, with its reason in plain Spanish and as data."""

    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="results")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="results")
    votes = models.PositiveIntegerField()
    rank = models.PositiveIntegerField()  # within its envelope
    outcome = models.TextField(choices=[(o.value, OUTCOME_LABELS[o]) for o in Outcome])
    reason = models.JSONField()  # code and figures, as core.tally gives them

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["count", "option"], name="one_result_per_option")]

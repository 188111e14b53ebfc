from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.foundation.files.models import StoredFile
from tequio.participation.ballots.models.catalogue import Option
from tequio.participation.ballots.types import OUTCOME_LABELS, STAGE_LABELS, CountState, Outcome, Stage
from tequio.participation.editions.models import Edition


class Count(models.Model):
    """One count of an edition: rule, engine and the whole result, kept as it was published.

    It is seen by the office alone, then published as provisional, then official. One that a recount took the
    place of stays, withdrawn.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="counts")
    rule = models.TextField()
    parameters = models.JSONField(default=dict)
    result = models.JSONField()  # the result document of core.tally
    figures = models.JSONField(default=dict)  # turnout by place, channel, age and sex, as they may be published
    ballots = models.PositiveIntegerField()
    void = models.JSONField(default=dict)  # fault -> ballots that were not counted because of it
    box_sha256 = models.TextField()
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(  # somebody else than who counted
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    review_note = models.TextField(default="", blank=True)
    published_at = models.DateTimeField(null=True)  # as provisional
    official_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # a recount took its place

    class Meta:
        ordering = ["-counted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(published_at__isnull=False, withdrawn_at__isnull=True),
                name="one_published_count_per_edition",
            ),
            models.CheckConstraint(
                condition=Q(official_at__isnull=True)
                | Q(published_at__isnull=False, withdrawn_at__isnull=True),
                name="official_counts_are_public",
            ),
        ]

    @property
    def state(self) -> CountState:
        """How far it has come."""
        if self.official_at:
            return CountState.OFFICIAL
        return CountState.PROVISIONAL if self.published_at else CountState.COUNTED


class OptionResult(models.Model):
    """What became of one option in one count, with its reason in plain Spanish and as data."""

    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="results")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="results")
    votes = models.PositiveIntegerField()
    rank = models.PositiveIntegerField()  # within its envelope
    outcome = models.TextField(choices=[(o.value, OUTCOME_LABELS[o]) for o in Outcome])
    reason = models.JSONField()  # code and figures, as core.tally gives them
    chance = models.JSONField(null=True)  # what would have made it win, once the worker has reckoned it

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["count", "option"], name="one_result_per_option")]


class Override(models.Model):
    """An outcome that an authority changed: with its reason and its act, both public."""

    result = models.OneToOneField(OptionResult, on_delete=models.PROTECT, related_name="override")
    before = models.TextField(choices=[(o.value, OUTCOME_LABELS[o]) for o in Outcome])
    after = models.TextField(choices=[(o.value, OUTCOME_LABELS[o]) for o in Outcome])
    reason = models.TextField()
    act = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason")]


class CountRun(models.Model):
    """A count that was asked for: the worker does it, and says here how far it is."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="count_runs")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    tie_order = models.JSONField(default=list)  # option numbers in the order that the assembly gave
    stage = models.TextField(choices=[(s.value, STAGE_LABELS[s]) for s in Stage], default=Stage.WAITING.value)
    done = models.PositiveIntegerField(default=0)  # ballots read
    total = models.PositiveIntegerField(default=0)
    refused = models.TextField(default="", blank=True)  # why it could not be done, for the office
    ended_at = models.DateTimeField(null=True)
    count = models.ForeignKey(Count, null=True, on_delete=models.PROTECT, related_name="runs")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(ended_at__isnull=True), name="one_count_at_a_time"
            )
        ]


class TieLot(models.Model):
    """The lot of an edition's ties: the hash of its seed, published before the count, and the seed after."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="tie_lot")
    sha256 = models.TextField()
    committed_at = models.DateTimeField()
    seed = models.TextField(default="", blank=True)
    noted_at = models.DateTimeField(null=True)

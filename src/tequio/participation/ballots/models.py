import uuid

from django.conf import settings
from django.db import models

from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.types import OUTCOME_LABELS, Outcome
from tequio.participation.editions.models import Edition, Envelope
from tequio.participation.proposals.models import Proposal


class Catalogue(models.Model):
    """The ballot of an edition, frozen when voting opens: from then on its options do not change."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="catalogue")
    frozen_at = models.DateTimeField()
    sha256 = models.TextField()


class Option(models.Model):
    """A project on the ballot: number, title and cost frozen when the catalogue is closed."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="options")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="options")
    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="options")
    number = models.PositiveIntegerField()
    title = models.TextField()
    cost_centavos = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="option_number_in_edition"),
            models.UniqueConstraint(fields=["edition", "proposal"], name="one_option_per_proposal"),
        ]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """The roll of those who voted. It shares no key and no time with the box."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="participations"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="one_ballot_per_person")]


class Ballot(models.Model):
    """One ballot in the box: where it counts and what it marks. Nobody's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="ballots")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="ballots")
    points = models.JSONField()  # option number (as text) -> points; 1 where options are just marked


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

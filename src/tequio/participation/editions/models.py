from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit, Version
from tequio.participation.editions.types import (
    BALLOT_LABELS,
    ELIGIBILITY_LABELS,
    PHASE_LABELS,
    RULE_LABELS,
    TIE_LABELS,
    BallotKind,
    CountingRule,
    Eligibility,
    PhaseKind,
    TieRule,
)


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        """Return the editions that anyone may see."""
        return self.filter(published_at__isnull=False)

    def with_open_phase(self, at: datetime) -> Self:
        """Return the editions that have some phase open at ``at``."""
        return self.filter(phases__opens__lte=at, phases__closes__gt=at).distinct()


class Edition(models.Model):
    """One exercise of participatory budgeting. Its rules are data and lock when the first phase opens."""

    slug = models.SlugField(unique=True)
    name = models.TextField()
    year = models.PositiveSmallIntegerField()
    summary = models.TextField(default="", blank=True)
    territory = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="editions")
    currency = models.TextField(default="MXN")
    who_proposes = models.TextField(
        choices=[(e.value, ELIGIBILITY_LABELS[e]) for e in Eligibility], default=Eligibility.SIGNED_IN.value
    )
    who_votes = models.TextField(
        choices=[(e.value, ELIGIBILITY_LABELS[e]) for e in Eligibility], default=Eligibility.SIGNED_IN.value
    )
    proposals_max = models.PositiveSmallIntegerField(null=True, blank=True)  # per person; none: no limit
    ballot_kind = models.TextField(
        choices=[(b.value, BALLOT_LABELS[b]) for b in BallotKind], default=BallotKind.APPROVAL.value
    )
    rule = models.TextField(
        choices=[(r.value, RULE_LABELS[r]) for r in CountingRule], default=CountingRule.GREEDY_SKIP.value
    )
    threshold_votes = models.PositiveIntegerField(default=0)  # votes below which a project cannot win
    max_choices = models.PositiveSmallIntegerField(default=5)  # options that one ballot may mark
    max_points = models.PositiveSmallIntegerField(default=1)  # points that one ballot may give to one option
    tie_rule = models.TextField(
        choices=[(t.value, TIE_LABELS[t]) for t in TieRule], default=TieRule.ASSEMBLY.value
    )
    review_office = models.ForeignKey(  # judges the categories that name no office of their own
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_days = models.PositiveSmallIntegerField(default=15)  # calendar days that an office has
    published_at = models.DateTimeField(null=True)
    rulebook_sha256 = models.TextField(default="", blank=True)
    imported_from = models.TextField(default="", blank=True)  # name of the file, for past elections brought in
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name


class Rulebook(models.Model):
    """The convocatoria as it was published: one canonical document per amendment. Append-only."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rulebooks")
    number = models.PositiveSmallIntegerField()  # 1 is the first publication; the rest are amendments
    document = models.TextField()  # canonical JSON, byte for byte what is hashed and downloaded
    sha256 = models.TextField()
    reason = models.TextField(default="", blank=True)  # why it was amended
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="rulebook_number_in_edition")]


class Phase(models.Model):
    """A stretch of an edition in which some acts are allowed. ``opens`` is included, ``closes`` is not."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="phases")
    kind = models.TextField(choices=[(k.value, PHASE_LABELS[k]) for k in PhaseKind])
    opens = models.DateTimeField()
    closes = models.DateTimeField()

    class Meta:
        ordering = ["opens"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="one_phase_of_each_kind"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="phase_closes_after_it_opens"),
        ]


class Category(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="categories")
    code = models.SlugField()
    name = models.TextField()
    drawing = models.TextField(default="park")  # the calm drawing for projects without a photo
    offices = models.ManyToManyField(Office, blank=True, related_name="+")  # who judge its proposals

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="category_code_in_edition")]

    def __str__(self) -> str:
        return self.name


class SizeClass(models.Model):
    """A size of project with its cap: large and medium, sectorial and community."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sizes")
    code = models.SlugField()
    name = models.TextField()
    cap_centavos = models.PositiveBigIntegerField()
    proposals_max = models.PositiveSmallIntegerField(null=True, blank=True)  # per person; none: no limit

    class Meta:
        ordering = ["-cap_centavos"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="size_code_in_edition")]

    def __str__(self) -> str:
        return self.name


class Envelope(models.Model):
    """Money for one territory unit (none: the whole city) and one size class (none: any)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="envelopes")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="envelopes")
    size = models.ForeignKey(
        SizeClass, null=True, blank=True, on_delete=models.PROTECT, related_name="envelopes"
    )
    amount_centavos = models.PositiveBigIntegerField()
    winners_max = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # top-k; none: as many as the money pays

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "unit", "size"], name="one_envelope_each", nulls_distinct=False
            ),
        ]

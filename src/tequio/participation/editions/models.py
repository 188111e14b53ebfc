from django.db import models
from django.db.models import F, Q

from tequio.foundation.territory.models import Unit, Version
from tequio.participation.editions.types import PHASE_LABELS, RULE_LABELS, CountingRule, PhaseKind


class Edition(models.Model):
    """One exercise of participatory budgeting. Its rules are data and lock when the first phase opens."""

    slug = models.SlugField(unique=True)
    name = models.TextField()
    year = models.PositiveSmallIntegerField()
    summary = models.TextField(default="", blank=True)
    territory = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="editions")
    currency = models.TextField(default="MXN")
    rule = models.TextField(
        choices=[(r.value, RULE_LABELS[r]) for r in CountingRule], default=CountingRule.GREEDY_SKIP.value
    )
    threshold_votes = models.PositiveIntegerField(default=0)  # votes below which a project cannot win
    max_choices = models.PositiveSmallIntegerField(default=5)  # options that one ballot may mark
    published_at = models.DateTimeField(null=True)
    rulebook_sha256 = models.TextField(default="", blank=True)
    imported_from = models.TextField(default="", blank=True)  # name of the file, for past elections brought in
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name


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

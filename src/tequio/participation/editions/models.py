from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Level, Unit, Version
from tequio.participation.editions.types import (
    ACTION_LABELS,
    BALLOT_LABELS,
    BOX_LABELS,
    COMMENTS_LABELS,
    COMPLETION_LABELS,
    CRITERION_LABELS,
    ELIGIBILITY_LABELS,
    PHASE_LABELS,
    PREVIEW_LABELS,
    RULE_LABELS,
    SCOPE_LABELS,
    TIE_LABELS,
    Action,
    BallotKind,
    BoxMode,
    Comments,
    Completion,
    CountingRule,
    CriterionKind,
    Eligibility,
    PhaseKind,
    Preview,
    TieRule,
    VoteScope,
)


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        """Return the editions that anyone may see."""
        return self.filter(published_at__isnull=False)

    def with_open_phase(self, at: datetime) -> Self:
        """Return the editions that have some phase open at ``at`` and are not suspended then."""
        holds = Suspension.objects.filter(Q(ends__isnull=True) | Q(ends__gt=at), begins__lte=at)
        within = self.filter(phases__opens__lte=at, phases__closes__gt=at)
        return within.exclude(pk__in=holds.values("edition")).distinct()


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
    completion = models.TextField(  # of Equal Shares alone
        choices=[(c.value, COMPLETION_LABELS[c]) for c in Completion], default=Completion.NONE.value
    )
    vote_scope = models.TextField(
        choices=[(s.value, SCOPE_LABELS[s]) for s in VoteScope], default=VoteScope.ANY.value
    )
    city_choices_max = models.PositiveSmallIntegerField(  # marks for projects of the whole city, apart from
        null=True,
        blank=True,  # those of the territory; none: they share max_choices
    )
    box_mode = models.TextField(
        choices=[(m.value, BOX_LABELS[m]) for m in BoxMode], default=BoxMode.TOKENS.value
    )
    vote_changes = models.BooleanField(default=False)  # a ballot may be cast anew until the close
    counting = models.JSONField(default=dict, blank=True)  # CountingDetails: the finer settings of the rule
    preview = models.TextField(  # who sees a count before it is published
        choices=[(p.value, PREVIEW_LABELS[p]) for p in Preview], default=Preview.AUDITORS.value
    )
    contest_days = models.PositiveSmallIntegerField(
        default=0
    )  # working days to contest provisional results; 0: none
    supports_max = models.PositiveSmallIntegerField(null=True, blank=True)  # per person; none: no limit
    supports_min = models.PositiveIntegerField(default=0)  # supports without which nobody judges a proposal
    comments = models.TextField(
        choices=[(c.value, COMMENTS_LABELS[c]) for c in Comments], default=Comments.AFTER.value
    )
    review_office = models.ForeignKey(  # judges the categories that name no office of their own
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_days = models.PositiveSmallIntegerField(default=15)  # calendar days that an office has
    correction_days = models.PositiveSmallIntegerField(default=5)  # for an author to mend what was observed
    appeal_days = models.PositiveSmallIntegerField(default=5)  # from publication, to disagree with an opinion
    appeal_answer_days = models.PositiveSmallIntegerField(default=10)  # that the office has to answer an appeal
    published_at = models.DateTimeField(null=True)
    rulebook_sha256 = models.TextField(default="", blank=True)
    reviewed = models.JSONField(
        default=list
    )  # the steps of the builder that the coordinator has looked at and settled
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


class Seal(models.Model):
    """The first ballot of an edition: from then on nothing of its rules moves, not even by an amendment."""

    edition = models.OneToOneField(Edition, primary_key=True, on_delete=models.PROTECT, related_name="seal")
    sealed_at = models.DateTimeField()


class Phase(models.Model):
    """A stretch of an edition in which some acts are allowed. ``opens`` is included, ``closes`` is not."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="phases")
    kind = models.TextField(choices=[(k.value, PHASE_LABELS[k]) for k in PhaseKind])
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    text = models.TextField(default="", blank=True)  # what people should know of this phase, in plain words

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
    choices_max = models.PositiveSmallIntegerField(null=True, blank=True)  # marks on a ballot; none: no limit

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


class AccessRule(models.Model):
    """Who may do one thing: by which means they show who they are (any of them), and at what age."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="access_rules")
    action = models.TextField(choices=[(a.value, ACTION_LABELS[a]) for a in Action])
    methods = models.JSONField(default=list)  # values of identity.types.Assurance; empty: an account is enough
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)
    age_on = models.DateField(null=True, blank=True)  # the day on which ages are reckoned; none: the act's
    minors_with_guardian = models.BooleanField(default=False)

    class Meta:
        ordering = ["action"]
        constraints = [models.UniqueConstraint(fields=["edition", "action"], name="one_access_rule_per_action")]


class Criterion(models.Model):
    """A side from which every proposal is judged, and who judges it (no office: those of the category)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="criteria")
    code = models.SlugField()
    kind = models.TextField(choices=[(k.value, CRITERION_LABELS[k]) for k in CriterionKind])
    question = models.TextField()  # what the office answers, in plain words
    position = models.PositiveSmallIntegerField(default=0)
    offices = models.ManyToManyField(Office, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="criterion_code_in_edition")]

    def __str__(self) -> str:
        return self.question


class PaperPoint(models.Model):
    """A place where people take part in person, on paper or with help."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="paper_points")
    name = models.TextField()
    address = models.TextField()
    hours = models.TextField(default="", blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="paper_point_in_edition")]

    def __str__(self) -> str:
        return self.name


class MoneyFormula(models.Model):
    """How the envelopes of one level and size were reckoned, with the figure of each territory behind them."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="formulas")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    size = models.ForeignKey(SizeClass, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.TextField()  # a FormulaKind of core.envelopes
    total_centavos = models.PositiveBigIntegerField()
    floor_percent = models.PositiveSmallIntegerField(default=0)  # of the total, shared equally before the rest
    source = models.TextField(default="", blank=True)  # where the figures come from
    figures = models.JSONField(default=dict)  # unit code -> the figure of the formula, as exact text

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "level", "size"], name="one_formula_each", nulls_distinct=False
            )
        ]


class Suspension(models.Model):
    """A stretch in which the whole edition stands still, with its public reason. No end: until it is lifted."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="suspensions")
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    reason = models.TextField()

    class Meta:
        ordering = ["begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("begins")), name="suspension_ends_after_it_begins"
            )
        ]

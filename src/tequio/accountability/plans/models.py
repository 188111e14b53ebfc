from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.accountability.plans.types import DIRECTION_LABELS, LEVEL_LABELS, OUTCOME_LABELS, STATES, Level
from tequio.accountability.plans.types import Direction as Way
from tequio.core.alignment import Outcome
from tequio.foundation.accounts.models import Office
from tequio.foundation.files.models import StoredFile
from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.types import ContributionState


class Plan(models.Model):
    """A development plan: what a government will do in a period, and from which exercises it listened."""

    slug = models.SlugField(unique=True)
    name = models.TextField()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    summary = models.TextField(default="", blank=True)
    forums = models.ManyToManyField(Forum, related_name="plans")
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document_url = models.URLField(default="", blank=True)  # where the plan was published, if elsewhere
    annex = models.ForeignKey(  # the PDF of the matrix, made again when decisions are published
        StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    annex_of = models.DateTimeField(null=True, blank=True)  # the publication that the annex tells of
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-first_year", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Element(models.Model):
    """A piece of the tree of a plan: an axis, an objective, a strategy or a line of action."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="elements")
    level = models.TextField(choices=[(level.value, LEVEL_LABELS[level]) for level in Level])
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    code = models.TextField()
    title = models.TextField()
    text = models.TextField(default="", blank=True)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(null=True, blank=True)  # of the printed plan
    position = models.PositiveIntegerField(default=0)  # among all of the plan, in reading order
    concepts = models.ManyToManyField(Concept, blank=True, related_name="+")  # such as goals of the ODS

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="element_code_in_plan"),
            models.CheckConstraint(
                condition=Q(level=Level.AXIS.value, parent__isnull=True)
                | (~Q(level=Level.AXIS.value) & Q(parent__isnull=False)),
                name="only_an_axis_stands_alone",
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(code=""), name="elements_are_named"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Indicator(models.Model):
    """How it is known that an element advances. ``formula`` says in words how it is reckoned."""

    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="indicators")
    name = models.TextField()
    unit = models.TextField()
    formula = models.TextField(default="", blank=True)
    direction = models.TextField(choices=[(way.value, DIRECTION_LABELS[way]) for way in Way])
    baseline = models.DecimalField(max_digits=16, decimal_places=4)
    baseline_on = models.DateField()
    target = models.DecimalField(max_digits=16, decimal_places=4)
    target_on = models.DateField()
    source = models.TextField(default="", blank=True)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["element__position", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target_on__gt=F("baseline_on")), name="a_target_comes_after_its_baseline"
            ),
            models.CheckConstraint(
                condition=Q(direction=Way.UP.value, target__gt=F("baseline"))
                | Q(direction=Way.DOWN.value, target__lt=F("baseline")),
                name="a_target_lies_in_its_direction",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Measurement(models.Model):
    """What an indicator was on a day. A correction is a new row; the one before it stays."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    note = models.TextField(default="", blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on"],
                condition=Q(superseded_at__isnull=True),
                name="one_standing_measurement_a_day",
            )
        ]


class DecisionQuerySet(models.QuerySet["Decision"]):
    def live(self) -> Self:
        """Return what nothing has replaced, published or not."""
        return self.filter(superseded_at__isnull=True)

    def drafts(self) -> Self:
        """Return what was decided and waits to be published."""
        return self.live().filter(published_at__isnull=True)

    def standing(self) -> Self:
        """Return what is published and holds."""
        return self.live().filter(published_at__isnull=False)

    def public(self) -> Self:
        """Return what anyone may see: it stands, its plan is published, and so does its voice by itself."""
        return self.standing().filter(
            plan__published_at__isnull=False,
            contribution__hidden_at__isnull=True,
            contribution__state=ContributionState.SUBMITTED.value,
        )


class Decision(models.Model):
    """A cell of the matrix: where a voice ended, and why. Append-only: another decision supersedes it.

    ``element`` is the line of action, or None where the voice was not incorporated. Of what is not published a
    later decision takes the place at once; what is published stands until another is published.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="decisions")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="decisions")
    element = models.ForeignKey(
        Element, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    state = models.TextField(choices=[(state.value, OUTCOME_LABELS[state]) for state in STATES])
    reason = models.TextField()
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(null=True, blank=True)  # of the plan
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["contribution", "pk"]
        indexes = [
            models.Index(
                fields=["plan", "contribution"],
                condition=Q(superseded_at__isnull=True),
                name="live_cells_of_a_plan",
            ),
        ]
        constraints: ClassVar[Any] = [
            models.CheckConstraint(
                condition=Q(state=Outcome.NOT.value, element__isnull=True)
                | (~Q(state=Outcome.NOT.value) & Q(element__isnull=False)),
                name="what_is_not_in_the_plan_has_no_action",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decisions_say_why"),
            *(
                models.UniqueConstraint(
                    fields=["contribution", "plan", "element"],
                    condition=Q(superseded_at__isnull=True, published_at__isnull=draft),
                    nulls_distinct=False,
                    name=name,
                )
                for draft, name in ((True, "one_draft_per_cell"), (False, "one_standing_cell"))
            ),
        ]

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from tequio.foundation.taxonomies.models import Concept, Scheme
from tequio.foundation.territory.models import Version
from tequio.participation.forums.types import (
    ACTION_LABELS,
    COMMENTS_LABELS,
    PHASE_LABELS,
    QUESTION_LABELS,
    Action,
    Opening,
    PhaseKind,
    QuestionKind,
)


def age_bands() -> list[list[int | None]]:
    """Return the bands of age in whole years, first and last included, that a new exercise begins with."""
    return [[0, 17], [18, 29], [30, 44], [45, 59], [60, None]]


class ForumQuerySet(models.QuerySet["Forum"]):
    def published(self) -> Self:
        """Return the exercises that anyone may see."""
        return self.filter(published_at__isnull=False)

    def with_open_phase(self, at: datetime) -> Self:
        """Return the exercises that have some phase open at an instant."""
        return self.filter(phases__opens__lte=at, phases__closes__gt=at).distinct()


class Forum(models.Model):
    """One exercise: people say what a plan must attend. Its rules lock when the first phase opens."""

    slug = models.SlugField(unique=True)
    name = models.TextField()
    year = models.PositiveSmallIntegerField()
    summary = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)  # what it is for and what will be done with what people say
    privacy = models.TextField(default="", blank=True)  # the short notice beside the questions about a person
    territory = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="forums")
    themes_scheme = models.ForeignKey(  # the taxonomy that its pillars and themes are aligned with
        Scheme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    horizon = models.PositiveSmallIntegerField(null=True, blank=True)  # the year of the vision; none: not asked
    vision_question = models.TextField(default="", blank=True)  # how should it be in that year?
    first_step_question = models.TextField(default="", blank=True)  # what is the first step?
    asks_place = models.BooleanField(default=True)
    asks_photo = models.BooleanField(default=True)
    contributions_max = models.PositiveSmallIntegerField(null=True, blank=True)  # per person; none: no limit
    votes_max = models.PositiveSmallIntegerField(null=True, blank=True)  # per person; none: no limit
    comments = models.TextField(
        choices=[(o.value, COMMENTS_LABELS[o]) for o in Opening], default=Opening.AFTER.value
    )
    age_bands = models.JSONField(default=age_bands)
    answer_days = models.PositiveSmallIntegerField(default=30)  # working days that an office has to answer
    figures_every = models.PositiveSmallIntegerField(default=15)  # seconds between two computations while open
    figures_round = models.PositiveSmallIntegerField(default=5)  # people; figures are shown in steps of so many
    figures_least = models.PositiveSmallIntegerField(default=10)  # k: a smaller figure is not shown
    published_at = models.DateTimeField(null=True)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(figures_every__gte=5) & Q(figures_round__gte=1) & Q(figures_least__gte=2),
                name="forum_figures_keep_people_safe",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ForumPhase(models.Model):
    """A stretch of an exercise. ``opens`` is included, ``closes`` is not."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="phases")
    kind = models.TextField(choices=[(k.value, PHASE_LABELS[k]) for k in PhaseKind])
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    text = models.TextField(default="", blank=True)

    class Meta:
        ordering = ["opens"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "kind"], name="one_forum_phase_of_each_kind"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="forum_phase_closes_after_it_opens"
            ),
        ]


class Amendment(models.Model):
    """A public change of an exercise after it opened: what stood, what stands, and why. Append-only."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="amendments")
    at = models.DateTimeField()
    reason = models.TextField()
    changes: Any = models.JSONField()  # a list of [what, before, after], as people read it

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="forum_amendments_have_a_reason")]


class Pillar(models.Model):
    """One of the pillars that an exercise asks about."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="pillars")
    code = models.SlugField()
    name = models.TextField()
    description = models.TextField(default="", blank=True)
    drawing = models.TextField(default="culture", blank=True)  # the calm picture of the pillar
    concept = models.ForeignKey(Concept, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["forum", "code"], name="pillar_code_in_forum")]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A kind of problem within a pillar."""

    pillar = models.ForeignKey(Pillar, on_delete=models.CASCADE, related_name="themes")
    code = models.SlugField()
    name = models.TextField()
    concept = models.ForeignKey(Concept, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pillar__position", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["pillar", "code"], name="theme_code_in_pillar")]

    def __str__(self) -> str:
        return self.name


class Sector(models.Model):
    """A sector of the population: students, merchants, people who farm. Voluntary, one per person."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="sectors")
    code = models.SlugField()
    name = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["forum", "code"], name="sector_code_in_forum")]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """A question of this exercise alone, beside those that every exercise asks."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="questions")
    code = models.SlugField()
    label = models.TextField()
    help = models.TextField(default="", blank=True)
    kind = models.TextField(
        choices=[(k.value, QUESTION_LABELS[k]) for k in QuestionKind], default=QuestionKind.TEXT.value
    )
    options = models.JSONField(default=list, blank=True)  # of [code, label]
    required = models.BooleanField(default=False)
    public = models.BooleanField(default=True)  # whether the answer stands on the public page
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["forum", "code"], name="question_code_in_forum")]

    def __str__(self) -> str:
        return self.label


class AccessRule(models.Model):
    """Who may do one thing: by which means they show who they are (any of them), and at what age."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="access_rules")
    action = models.TextField(choices=[(a.value, ACTION_LABELS[a]) for a in Action])
    methods = models.JSONField(default=list)  # values of identity.types.Assurance; empty: an account is enough
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)
    age_on = models.DateField(null=True, blank=True)
    minors_with_guardian = models.BooleanField(default=False)

    class Meta:
        ordering = ["action"]
        constraints = [models.UniqueConstraint(fields=["forum", "action"], name="one_forum_rule_per_action")]

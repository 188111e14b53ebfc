from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.accountability.projects.models.project import Project
from tequio.accountability.projects.types import STAGE_STATE_LABELS, StageState

_STATES = [(s.value, STAGE_STATE_LABELS[s]) for s in StageState]


class StageTemplateQuerySet(models.QuerySet["StageTemplate"]):
    def offered(self) -> Self:
        """Return those that new projects get."""
        return self.filter(retired_at__isnull=True)


class StageTemplate(models.Model):
    """A stage that new projects get: technical annex, quotation, contracting, execution, delivery."""

    code = models.SlugField(unique=True)
    name = models.TextField()
    position = models.PositiveSmallIntegerField()
    expected_days = models.PositiveSmallIntegerField(null=True)  # working days that it usually takes
    weight = models.PositiveSmallIntegerField(default=1)  # in the progress of the plan
    retired_at = models.DateTimeField(null=True)  # new projects no longer get it

    objects = StageTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stages")
    code = models.SlugField()
    name = models.TextField()
    position = models.PositiveSmallIntegerField()
    state = models.TextField(choices=_STATES, default=StageState.PENDING.value)
    planned_start = models.DateField(null=True)
    planned_end = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    expected_days = models.PositiveSmallIntegerField(null=True)  # working days, as the template said
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="stage_code_in_project"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="stage_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(planned_end__isnull=True)
                | Q(planned_start__isnull=True)
                | Q(planned_end__gte=F("planned_start")),
                name="stage_is_planned_to_end_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlannedActivity(models.Model):
    """Something to be done within a stage: by whom, by when, and how it goes."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="planned")
    title = models.TextField()
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    planned_start = models.DateField(null=True)
    planned_end = models.DateField(null=True)
    state = models.TextField(choices=_STATES, default=StageState.PENDING.value)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["planned_end", "pk"]
        verbose_name_plural = "planned activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_end__isnull=True)
                | Q(planned_start__isnull=True)
                | Q(planned_end__gte=F("planned_start")),
                name="planned_activity_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Product(models.Model):
    """Something that the project will deliver, and how much of it is delivered so far."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="products")
    name = models.TextField()
    quantity = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.TextField()  # trees, metres, pieces
    delivered = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="product_name_in_project"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_product_is_something"),
            models.CheckConstraint(condition=Q(delivered__gte=0), name="delivered_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        """How much of it is delivered, in percent rounded down; more than promised is 100."""
        return min(int(self.delivered * 100 // self.quantity), 100)

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.accountability.alerts.types import STATE_LABELS
from tequio.accountability.contracting.models import Process
from tequio.accountability.projects.models import Project
from tequio.core.redflags import State
from tequio.foundation.accounts.models import Office


class Flag(models.Model):
    """What one rule last found of one process or project. Rows stay: what was cleared keeps its answers."""

    code = models.TextField()  # of core.redflags
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="flags")
    process = models.ForeignKey(Process, null=True, on_delete=models.CASCADE, related_name="flags")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="flags")  # that answers for it
    state = models.TextField(choices=[(s.value, STATE_LABELS[s]) for s in State])
    why = models.TextField(default="", blank=True)  # what is missing, where it is unknown
    evidence = models.JSONField(default=dict)
    raised_at = models.DateTimeField(null=True)  # since when, while it is raised
    cleared_at = models.DateTimeField(null=True)  # when it last ceased

    class Meta:
        ordering = [F("raised_at").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"], condition=Q(process__isnull=True), name="flag_of_project"
            ),
            models.UniqueConstraint(
                fields=["process", "code"], condition=Q(process__isnull=False), name="flag_of_process"
            ),
            models.CheckConstraint(
                condition=Q(state="raised", raised_at__isnull=False)
                | (~Q(state="raised") & Q(raised_at__isnull=True)),
                name="raised_has_its_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["code", "state"], name="flag_code_state"),
            models.Index(fields=["office", "raised_at"], name="flag_raised", condition=Q(state="raised")),
        ]

    def __str__(self) -> str:
        return self.code


class Answer(models.Model):
    """What the office says in public of a flag. Never changed; a later one stands before it."""

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["-answered_at", "-pk"]


class Limit(models.Model):
    """A limit that the office set; the others are the defaults of ``core.redflags.Thresholds``."""

    name = models.TextField(unique=True)
    value = models.BigIntegerField()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=Q(value__gte=0), name="limit_is_not_negative")]

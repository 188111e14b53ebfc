from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.accountability.projects.types import STAGE_STATE_LABELS, StageState
from tequio.foundation.accounts.models import Office
from tequio.foundation.files.models import StoredFile
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.models import Proposal


class StageTemplate(models.Model):
    """A stage that new projects get: technical annex, quotation, contracting, execution, delivery."""

    code = models.SlugField(unique=True)
    name = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class Project(models.Model):
    """A winner being carried out."""

    folio = models.TextField(unique=True)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="projects")
    proposal = models.OneToOneField(Proposal, null=True, on_delete=models.PROTECT, related_name="project")
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    drawing = models.TextField(default="park")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="projects")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="projects")
    budget_centavos = models.PositiveBigIntegerField()
    votes = models.PositiveIntegerField(null=True)
    promised_end = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["folio"]

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stages")
    code = models.SlugField()
    name = models.TextField()
    position = models.PositiveSmallIntegerField()
    state = models.TextField(
        choices=[(s.value, STAGE_STATE_LABELS[s]) for s in StageState], default=StageState.PENDING.value
    )
    planned_end = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="stage_code_in_project"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="stage_ends_after_it_starts",
            ),
        ]


class Activity(models.Model):
    """Something the office reports: what was done, how far the work is, with its evidence."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="activities")
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    happened_on = models.DateField()
    physical_percent = models.PositiveSmallIntegerField(null=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(physical_percent__isnull=True) | Q(physical_percent__lte=100),
                name="physical_progress_up_to_100",
            )
        ]


class Attachment(models.Model):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

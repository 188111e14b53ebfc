from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.accountability.projects.types import FINISHED, STAGE_STATE_LABELS, StageState
from tequio.core.text import plain
from tequio.foundation.accounts.models import Office
from tequio.foundation.files.models import StoredFile
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Category, Edition
from tequio.participation.proposals.models import Proposal


class StageTemplate(models.Model):
    """A stage that new projects get: technical annex, quotation, contracting, execution, delivery."""

    code = models.SlugField(unique=True)
    name = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class Project(models.Model):
    """A winner being carried out.

    The last four figures are kept by the services beside what they sum up, so that lists and dashboards of
    thousands of projects read one table.
    """

    folio = models.TextField(unique=True)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="projects")
    proposal = models.OneToOneField(Proposal, null=True, on_delete=models.PROTECT, related_name="project")
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="projects")
    drawing = models.TextField(default="park")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="projects")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="projects")
    budget_centavos = models.PositiveBigIntegerField()
    votes = models.PositiveIntegerField(null=True)
    promised_end = models.DateField(null=True)
    created_at = models.DateTimeField()
    search = models.TextField()  # folio, title and place, plain
    stage = models.TextField()  # code of the present stage, or "finished"
    physical_percent = models.PositiveSmallIntegerField(default=0)
    contracted_centavos = models.PositiveBigIntegerField(default=0)
    paid_centavos = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "folio"]
        indexes = [
            models.Index(fields=["-created_at", "folio"], name="project_newest"),
            models.Index(fields=["edition", "stage"], name="project_stage"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(physical_percent__lte=100), name="project_up_to_100"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def finished(self) -> bool:
        return self.stage == FINISHED

    @staticmethod
    def searchable(*parts: str) -> str:
        """Return the text that the search of the list looks into."""
        return plain(" ".join(parts))


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

    def __str__(self) -> str:
        return self.name


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

    class Meta:
        ordering = ["id"]

from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.accountability.projects.types import FINISHED, STANDING_LABELS, Standing
from tequio.core.text import plain
from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Category, Edition
from tequio.participation.proposals.models import Proposal


class Project(models.Model):
    """What is being carried out: a winner of a vote, its substitute, or a work that comes from elsewhere.

    The last figures are kept by the services beside what they sum up, so that lists and dashboards of thousands
    of projects read one table.
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
    responsible = models.ForeignKey(  # who answers for it in that office
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    budget_centavos = models.PositiveBigIntegerField()
    votes = models.PositiveIntegerField(null=True)
    promised_end = models.DateField(null=True)
    created_at = models.DateTimeField()
    search = models.TextField()  # folio, title and place, plain
    stage = models.TextField()  # code of the present stage, or "finished"
    stage_name = models.TextField(default="", blank=True)  # what this project calls it
    standing = models.TextField(
        choices=[(s.value, STANDING_LABELS[s]) for s in Standing], default=Standing.ACTIVE.value
    )
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

    @property
    def cancelled(self) -> bool:
        return self.standing == Standing.CANCELLED

    @property
    def paused(self) -> bool:
        return self.standing == Standing.PAUSED

    @staticmethod
    def searchable(*parts: str) -> str:
        """Return the text that the search of the list looks into."""
        return plain(" ".join(parts))

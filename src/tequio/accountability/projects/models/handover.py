from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.accountability.projects.models.project import Project
from tequio.accountability.projects.types import (
    HANDOVER_RESULT_LABELS,
    SIGNER_LABELS,
    HandoverResult,
    Signer,
)
from tequio.foundation.files.models import StoredFile


class Handover(models.Model):
    """That the community received the work: signed by who proposed it or by the neighbours' committee.

    No name is published. ``NOBODY`` is the coordinator's word on why it was delivered without a signature.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="handovers")
    signer = models.TextField(choices=[(s.value, SIGNER_LABELS[s]) for s in Signer])
    result = models.TextField(choices=[(r.value, HANDOVER_RESULT_LABELS[r]) for r in HandoverResult])
    text = models.TextField(default="", blank=True)  # the observations, or why nobody signed; public
    signed_on = models.DateField()
    act = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(  # who proposed it, if they signed from their page
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "signer"], name="each_signs_a_handover_once"),
            models.CheckConstraint(
                condition=~Q(signer=Signer.COMMITTEE.value) | Q(act__isnull=False),
                name="the_committee_signs_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(result=HandoverResult.RECEIVED.value) | ~Q(text=""),
                name="observations_are_written_down",
            ),
        ]

from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.foundation.accounts.models import Office
from tequio.foundation.files.models import StoredFile
from tequio.participation.ballots.models.catalogue import Option
from tequio.participation.ballots.models.counts import Count
from tequio.participation.ballots.types import FINDING_LABELS, Finding


class Contest(models.Model):
    """Somebody's disagreement with provisional results: a folio, an office, a date, an answer in public.

    What they wrote is read by who answers; the public reads the summary, which holds no personal data.
    """

    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="contests")
    folio = models.TextField(unique=True)
    option = models.ForeignKey(Option, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reasons = models.TextField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    office = models.ForeignKey(  # who answers it; none: the coordination
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField()
    finding = models.TextField(null=True, choices=[(f.value, FINDING_LABELS[f]) for f in Finding])
    summary = models.TextField(default="", blank=True)
    answer = models.TextField(default="", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["filed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finding__isnull=True)
                | (~Q(answer="") & ~Q(summary="") & Q(answered_at__isnull=False)),
                name="a_finding_is_told_in_public",
            )
        ]

from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.foundation.accounts.models import Office
from tequio.participation.feasibility.types import VERDICT_LABELS, Verdict
from tequio.participation.proposals.models import Proposal


class Review(models.Model):
    """One office's duty to judge one proposal by a date, and its opinion once given."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="reviews")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reviews")
    due = models.DateField()
    verdict = models.TextField(null=True, choices=[(v.value, VERDICT_LABELS[v]) for v in Verdict])
    reasons = models.TextField(default="", blank=True)
    cost_centavos = models.PositiveBigIntegerField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "office"], name="one_opinion_per_office"),
            models.CheckConstraint(
                condition=Q(verdict__isnull=True) | (~Q(reasons="") & Q(decided_at__isnull=False)),
                name="an_opinion_has_reasons",
            ),
        ]

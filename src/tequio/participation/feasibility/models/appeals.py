from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.foundation.accounts.models import Office
from tequio.participation.feasibility.models.reviews import Review
from tequio.participation.feasibility.types import RULING_LABELS, Ruling


class Appeal(models.Model):
    """The author's disagreement with a published opinion: once per opinion, with its own clock and answer."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="appeal")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reasons = models.TextField()
    filed_at = models.DateTimeField()
    office = models.ForeignKey(  # who answers it; none: the coordination
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField()
    ruling = models.TextField(null=True, choices=[(r.value, RULING_LABELS[r]) for r in Ruling])
    answer = models.TextField(default="", blank=True)
    cost_centavos = models.PositiveBigIntegerField(null=True)  # of the new opinion, when the old one falls
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ruling__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="a_ruling_has_reasons",
            )
        ]

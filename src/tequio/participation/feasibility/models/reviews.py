from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.foundation.accounts.models import Office
from tequio.participation.editions.models import Criterion
from tequio.participation.feasibility.types import (
    LAND_LABELS,
    UNIT_LABELS,
    VERDICT_LABELS,
    DurationUnit,
    Land,
    Verdict,
)
from tequio.participation.proposals.models import Proposal


class Review(models.Model):
    """One office's duty to judge one proposal, on one criterion or whole, by a date; then its opinion."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="reviews")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reviews")
    criterion = models.ForeignKey(  # none: the whole proposal, in editions without criteria
        Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    person = models.ForeignKey(  # the liaison of the office who has taken it, if anyone has
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(null=True)
    due = models.DateField()
    verdict = models.TextField(null=True, choices=[(v.value, VERDICT_LABELS[v]) for v in Verdict])
    reasons = models.TextField(default="", blank=True)
    legal_basis = models.TextField(default="", blank=True)
    cost_centavos = models.PositiveBigIntegerField(null=True)
    yearly_cost_centavos = models.PositiveBigIntegerField(null=True)  # to keep it up once it is built
    duration = models.PositiveSmallIntegerField(null=True)
    duration_unit = models.TextField(
        choices=[(u.value, UNIT_LABELS[u]) for u in DurationUnit], default=DurationUnit.MONTHS.value
    )
    land = models.TextField(
        default="", blank=True, choices=[(answer.value, LAND_LABELS[answer]) for answer in Land]
    )
    draft = models.JSONField(default=dict, blank=True)  # what the liaison has written so far, as it was typed
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "office", "criterion"],
                name="one_opinion_per_office_and_criterion",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(verdict__isnull=True) | (~Q(reasons="") & Q(decided_at__isnull=False)),
                name="an_opinion_has_reasons",
            ),
        ]
        indexes = [  # the desk of an office, the most urgent first
            models.Index(fields=["office", "due"], name="reviews_of_office"),
            models.Index(fields=["due"], name="reviews_pending", condition=Q(verdict=None)),
        ]

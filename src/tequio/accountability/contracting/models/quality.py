from django.conf import settings
from django.db import models

from tequio.accountability.contracting.types import GATE_LABELS, GateDecision


class GateRule(models.Model):
    """What a publisher decided of one rule of the check; a rule without a row warns."""

    code = models.SlugField(primary_key=True, max_length=60)  # of core.ocds.validation.rules
    decision = models.TextField(choices=[(one.value, GATE_LABELS[one]) for one in GateDecision])
    reason = models.TextField(default="", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]


class DataState(models.Model):
    """How the published data stood on one day, as the public page tells it."""

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()
    figures = models.JSONField()

    class Meta:
        ordering = ["-day"]

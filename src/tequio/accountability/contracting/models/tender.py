from django.db import models

from tequio.accountability.contracting.models.money import net_within_gross
from tequio.accountability.contracting.models.processes import Process
from tequio.accountability.contracting.models.suppliers import Supplier
from tequio.accountability.contracting.types import BID_STATUS_LABELS, BidStatus


class ClarificationMeeting(models.Model):
    """A junta de aclaraciones: who answered for the city and who came."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="meetings")
    code = models.TextField()
    held_at = models.DateTimeField()
    officials = models.JSONField(default=list)  # [{name, position}] of public servants
    attendees = models.ManyToManyField(Supplier, related_name="meetings", blank=True)

    class Meta:
        ordering = ["held_at", "id"]
        constraints = [models.UniqueConstraint(fields=["process", "code"], name="meeting_in_process")]


class Bid(models.Model):
    """A proposal in a procedure, with what became of it (cuadro comparativo)."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="bids")
    code = models.TextField()
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="bids")
    date = models.DateField()
    status = models.TextField(
        choices=[(s.value, BID_STATUS_LABELS[s]) for s in BidStatus], default=BidStatus.VALID.value
    )
    reason = models.TextField(default="", blank=True)  # why it was disqualified
    amount_centavos = models.PositiveBigIntegerField(null=True, blank=True)  # with VAT
    net_centavos = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="bid_in_process"),
            models.UniqueConstraint(fields=["process", "supplier"], name="one_bid_per_supplier"),
            net_within_gross("bid_net_is_not_over_gross"),
        ]

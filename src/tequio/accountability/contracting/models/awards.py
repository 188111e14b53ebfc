from django.db import models

from tequio.accountability.contracting.models.money import net_within_gross
from tequio.accountability.contracting.models.processes import Process
from tequio.accountability.contracting.models.suppliers import Supplier


class Award(models.Model):
    """A decision to contract with one supplier, or with several that go together."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="awards")
    code = models.TextField()  # unique in the process; the award's id in OCDS
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    rationale = models.TextField(default="", blank=True)  # why this one
    date = models.DateField()
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="awards")
    partners = models.ManyToManyField(Supplier, related_name="shared_awards", blank=True)  # of a consortium
    amount_centavos = models.PositiveBigIntegerField()  # with VAT
    net_centavos = models.PositiveBigIntegerField(null=True, blank=True)  # before VAT
    vat_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    cancelled = models.BooleanField(default=False)
    cancelled_reason = models.TextField(default="", blank=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="award_code_in_process"),
            net_within_gross("award_net_is_not_over_gross"),
        ]

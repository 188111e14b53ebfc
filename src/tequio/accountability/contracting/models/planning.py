from django.db import models
from django.db.models import F, Q

from tequio.accountability.contracting.models.money import net_within_gross
from tequio.accountability.contracting.models.processes import Process
from tequio.accountability.contracting.models.suppliers import Supplier


class BudgetLine(models.Model):
    """One budget key (clave presupuestaria) that pays a process, with its amount in each accounting moment.

    The components and moments are those of CONAC (Clasificadores and Normas y Metodología para la Determinación
    de los Momentos Contables de los Egresos).
    """

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="budget_lines")
    code = models.TextField()  # unique in the process; the line's id in OCDS
    source = models.TextField(default="", blank=True)  # the fund, as the city names it
    components = models.JSONField(default=list)  # [{name, level, code, description}]
    approved_centavos = models.PositiveBigIntegerField(null=True, blank=True)
    modified_centavos = models.PositiveBigIntegerField(null=True, blank=True)
    committed_centavos = models.PositiveBigIntegerField(null=True, blank=True)
    accrued_centavos = models.PositiveBigIntegerField(null=True, blank=True)  # devengado
    exercised_centavos = models.PositiveBigIntegerField(null=True, blank=True)  # ejercido
    paid_centavos = models.PositiveBigIntegerField(null=True, blank=True)
    updated_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["process", "code"], name="budget_line_in_process")]


class QuoteRequest(models.Model):
    """A request for quotes: part of the market study before a procedure."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="quote_requests")
    code = models.TextField()
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    invited = models.ManyToManyField(Supplier, related_name="quote_requests", blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="quote_request_in_process"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="quotes_end_after_they_start"
            ),
        ]


class Quote(models.Model):
    """What one supplier answered to a request for quotes."""

    request = models.ForeignKey(QuoteRequest, on_delete=models.PROTECT, related_name="quotes")
    code = models.TextField()
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="quotes")
    date = models.DateField()
    description = models.TextField(default="", blank=True)
    amount_centavos = models.PositiveBigIntegerField()  # with VAT
    net_centavos = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "code"], name="quote_in_request"),
            net_within_gross("quote_net_is_not_over_gross"),
        ]

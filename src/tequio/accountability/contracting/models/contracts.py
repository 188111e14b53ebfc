from django.db import models
from django.db.models import F, Q

from tequio.accountability.contracting.models.awards import Award
from tequio.accountability.contracting.models.money import net_within_gross
from tequio.accountability.contracting.models.processes import Process
from tequio.accountability.contracting.types import (
    CONTRACT_STATUS_LABELS,
    GUARANTEE_LABELS,
    MILESTONE_STATUS_LABELS,
    OBLIGATION_LABELS,
    PAYMENT_METHOD_LABELS,
    TRANSACTION_LABELS,
    ContractStatus,
    GuaranteeKind,
    MilestoneStatus,
    Obligation,
    PaymentMethod,
    TransactionKind,
)


class Contract(models.Model):
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="contracts")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="contracts")
    number = models.TextField()  # the contract's id in OCDS
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount_centavos = models.PositiveBigIntegerField()  # with VAT
    net_centavos = models.PositiveBigIntegerField(null=True, blank=True)
    vat_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    surveillance = models.JSONField(default=list, blank=True)  # codes of EDCA's surveillanceMechanisms
    status = models.TextField(
        choices=[(s.value, CONTRACT_STATUS_LABELS[s]) for s in ContractStatus],
        default=ContractStatus.ACTIVE.value,
    )
    ended_reason = models.TextField(default="", blank=True)
    ended_on = models.DateField(null=True, blank=True)  # received and settled: the day of its acta

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="contract_number_in_process"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="contract_ends_after_it_starts"
            ),
            net_within_gross("net_is_not_over_gross"),
        ]


class Amendment(models.Model):
    """A convenio modificatorio: what changed in a contract and why, with the figures before and after it."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="amendments")
    code = models.TextField()
    signed_on = models.DateField()
    rationale = models.TextField()
    description = models.TextField(default="", blank=True)
    before_centavos = models.PositiveBigIntegerField(null=True)  # unknown of those recorded before it was kept
    before_ends_on = models.DateField(null=True)
    amount_centavos = models.PositiveBigIntegerField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [models.UniqueConstraint(fields=["contract", "code"], name="amendment_code_in_contract")]


class Guarantee(models.Model):
    """What secures an obligation of a contract: its fulfilment, its advance, its hidden faults."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="guarantees")
    code = models.TextField()
    kind = models.TextField(choices=[(k.value, GUARANTEE_LABELS[k]) for k in GuaranteeKind])
    obligations = models.TextField(choices=[(o.value, OBLIGATION_LABELS[o]) for o in Obligation])
    amount_centavos = models.PositiveBigIntegerField()
    guarantor = models.TextField()  # the company that answers
    issued_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["issued_on", "id"]
        constraints = [models.UniqueConstraint(fields=["contract", "code"], name="guarantee_in_contract")]


class Milestone(models.Model):
    """A promise of the contract with its day: a delivery, a payment, its closing."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="milestones")
    code = models.TextField()
    kind = models.TextField(default="delivery")  # OCDS milestoneType codelist
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    due_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    status = models.TextField(
        choices=[(s.value, MILESTONE_STATUS_LABELS[s]) for s in MilestoneStatus],
        default=MilestoneStatus.SCHEDULED.value,
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "code"], name="milestone_in_contract"),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(status__in=["met", "partiallyMet"]),
                name="what_is_dated_was_met",
            ),
        ]


class Payment(models.Model):
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="payments")
    code = models.TextField()  # the transaction's id in OCDS
    kind = models.TextField(choices=[(k.value, TRANSACTION_LABELS[k]) for k in TransactionKind])
    paid_on = models.DateField()
    amount_centavos = models.PositiveBigIntegerField()
    net_centavos = models.PositiveBigIntegerField(null=True, blank=True)
    method = models.TextField(
        choices=[(m.value, PAYMENT_METHOD_LABELS[m]) for m in PaymentMethod], default="", blank=True
    )
    voucher = models.TextField(default="", blank=True)  # número de póliza, as accounting knows it
    voided = models.BooleanField(default=False)  # recorded by mistake: stays in the history with no amount

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "code"], name="payment_code_in_contract"),
            net_within_gross("payment_net_is_not_over_gross"),
        ]

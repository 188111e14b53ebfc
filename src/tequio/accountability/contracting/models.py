from django.db import models
from django.db.models import F, Q

from tequio.accountability.contracting.types import TRANSACTION_LABELS, TransactionKind
from tequio.accountability.projects.models import Project
from tequio.foundation.accounts.models import Office


class ProcedureType(models.Model):
    """A kind of procedure in force between two dates: licitación pública, invitación, adjudicación directa."""

    code = models.SlugField(unique=True)
    name = models.TextField()
    method = models.TextField()  # OCDS method codelist: open, selective, limited, direct
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Supplier(models.Model):
    """Who is paid. The RFC of a natural person is personal data and is masked wherever it is published."""

    rfc = models.TextField(unique=True)
    name = models.TextField()
    natural_person = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Process(models.Model):
    """One contracting process (expediente) of a project, from planning to the last payment."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="processes")
    ocid = models.TextField(unique=True)
    title = models.TextField()
    procedure = models.ForeignKey(ProcedureType, on_delete=models.PROTECT, related_name="processes")
    method_rationale = models.TextField(default="", blank=True)  # article and fraction, for direct awards
    category = models.TextField(default="works")  # OCDS procurementCategory: goods, works, services
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="processes")
    status = models.TextField(default="planned")  # OCDS tenderStatus
    tender_start = models.DateField(null=True, blank=True)
    tender_end = models.DateField(null=True, blank=True)
    tenderers = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class Award(models.Model):
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="awards")
    code = models.TextField()  # unique in the process; the award's id in OCDS
    title = models.TextField()
    date = models.DateField()
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="awards")
    amount_centavos = models.PositiveBigIntegerField()  # with VAT
    net_centavos = models.PositiveBigIntegerField(null=True, blank=True)  # before VAT

    class Meta:
        ordering = ["date", "id"]
        constraints = [models.UniqueConstraint(fields=["process", "code"], name="award_code_in_process")]


class Contract(models.Model):
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="contracts")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="contracts")
    number = models.TextField()  # the contract's id in OCDS
    title = models.TextField()
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount_centavos = models.PositiveBigIntegerField()  # with VAT
    net_centavos = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="contract_number_in_process"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="contract_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(net_centavos__isnull=True) | Q(net_centavos__lte=F("amount_centavos")),
                name="net_is_not_over_gross",
            ),
        ]


class Payment(models.Model):
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="payments")
    code = models.TextField()  # the transaction's id in OCDS
    kind = models.TextField(choices=[(k.value, TRANSACTION_LABELS[k]) for k in TransactionKind])
    paid_on = models.DateField()
    amount_centavos = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [models.UniqueConstraint(fields=["contract", "code"], name="payment_code_in_contract")]


class Release(models.Model):
    """One immutable published release of a process. Triggers refuse any change."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="releases")
    release_id = models.TextField(unique=True)
    number = models.PositiveIntegerField()  # 1, 2, 3 in the process
    date = models.DateTimeField()
    tags = models.JSONField()
    document = models.BinaryField()  # the release's own JSON bytes
    sha256 = models.BinaryField(max_length=32)
    findings = models.JSONField(default=list)
    valid = models.BooleanField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="release_number_in_process")]

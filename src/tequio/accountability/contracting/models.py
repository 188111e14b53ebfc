import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.accountability.contracting.types import (
    BATCH_LABELS,
    CATEGORY_LABELS,
    CONTRACT_STATUS_LABELS,
    PROCESS_STATUS_LABELS,
    TRANSACTION_LABELS,
    BatchState,
    Category,
    ContractStatus,
    ProcessStatus,
    TransactionKind,
)
from tequio.accountability.projects.models import Project
from tequio.foundation.accounts.models import Office
from tequio.foundation.files.models import StoredFile
from tequio.participation.editions.models import Edition


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
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 in the project
    ocid = models.TextField(unique=True)
    title = models.TextField()
    procedure = models.ForeignKey(ProcedureType, on_delete=models.PROTECT, related_name="processes")
    method_rationale = models.TextField(default="", blank=True)  # article and fraction, for direct awards
    category = models.TextField(
        choices=[(c.value, CATEGORY_LABELS[c]) for c in Category], default=Category.WORKS.value
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="processes")
    status = models.TextField(
        choices=[(s.value, PROCESS_STATUS_LABELS[s]) for s in ProcessStatus],
        default=ProcessStatus.PLANNED.value,
    )
    status_reason = models.TextField(default="", blank=True)  # why it was cancelled or left without award
    tender_start = models.DateField(null=True, blank=True)
    tender_end = models.DateField(null=True, blank=True)
    tenderers = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="process_number_in_project"),
            models.CheckConstraint(
                condition=Q(tender_start__isnull=True)
                | Q(tender_end__isnull=True)
                | Q(tender_end__gte=F("tender_start")),
                name="tender_ends_after_it_starts",
            ),
        ]

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
    cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="award_code_in_process"),
            models.CheckConstraint(
                condition=Q(net_centavos__isnull=True) | Q(net_centavos__lte=F("amount_centavos")),
                name="award_net_is_not_over_gross",
            ),
        ]


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
    status = models.TextField(
        choices=[(s.value, CONTRACT_STATUS_LABELS[s]) for s in ContractStatus],
        default=ContractStatus.ACTIVE.value,
    )

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


class Amendment(models.Model):
    """A convenio modificatorio: what changed in a contract and why, with the figures it leaves."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="amendments")
    code = models.TextField()
    signed_on = models.DateField()
    rationale = models.TextField()
    amount_centavos = models.PositiveBigIntegerField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [models.UniqueConstraint(fields=["contract", "code"], name="amendment_code_in_contract")]


class Payment(models.Model):
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="payments")
    code = models.TextField()  # the transaction's id in OCDS
    kind = models.TextField(choices=[(k.value, TRANSACTION_LABELS[k]) for k in TransactionKind])
    paid_on = models.DateField()
    amount_centavos = models.PositiveBigIntegerField()
    voided = models.BooleanField(default=False)  # recorded by mistake: stays in the history with no amount

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
    sha256 = models.BinaryField(max_length=32)  # of the content without id, date and tags
    findings = models.JSONField(default=list)
    valid = models.BooleanField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="release_number_in_process")]
        indexes = [models.Index(fields=["date"], name="release_date")]


class Publication(models.Model):
    """Where the publication of one process stands. ``due_since`` is empty when its files are up to date."""

    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="publication")
    due_since = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(default=0)  # of the last release whose files are in place
    attempts = models.PositiveIntegerField(default=0)  # since it became due
    last_error = models.TextField(default="", blank=True)
    findings = models.JSONField(default=list)  # what the check of the last attempt found
    summary = models.JSONField(default=dict)  # the simple row of the compiled release

    class Meta:
        indexes = [
            models.Index(fields=["due_since"], name="publication_due", condition=Q(due_since__isnull=False)),
        ]


class Segment(models.Model):
    """One month of the whole city's releases, as its file holds it; stale when more releases exist."""

    month = models.TextField(primary_key=True)  # 2026-11, in UTC
    releases = models.PositiveIntegerField()


class LoadBatch(models.Model):
    """One bulk load: its file, what each row says and does, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    state = models.TextField(choices=[(s.value, BATCH_LABELS[s]) for s in BatchState])
    mapping = models.JSONField(default=dict)  # field -> header of the file
    preview = models.JSONField(default=dict)  # counts, and a message per row and cell
    created = models.JSONField(default=list)  # what it wrote, for undoing it
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

from django.db import models
from django.db.models import F, Q

from tequio.accountability.contracting.models.procedures import ProcedureType
from tequio.accountability.contracting.types import (
    ADDITIONAL_CATEGORY_LABELS,
    CATEGORY_LABELS,
    PROCESS_STATUS_LABELS,
    AdditionalCategory,
    Category,
    ProcessStatus,
)
from tequio.accountability.projects.models import Project
from tequio.foundation.accounts.models import Office


def _in_order(first: str, last: str) -> Q:
    """Return the condition that a period does not end before it starts, where both are known."""
    return Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)})


class Process(models.Model):
    """One contracting process (expediente) of a project, from planning to the last payment."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="processes")
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 in the project
    ocid = models.TextField(unique=True)
    file_number = models.TextField(default="", blank=True)  # the office's own number of the expediente
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    procedure = models.ForeignKey(ProcedureType, on_delete=models.PROTECT, related_name="processes")
    method_rationale = models.TextField(default="", blank=True)  # article and fraction, for direct awards
    category = models.TextField(
        choices=[(c.value, CATEGORY_LABELS[c]) for c in Category], default=Category.WORKS.value
    )
    additional_category = models.TextField(
        choices=[(c.value, ADDITIONAL_CATEGORY_LABELS[c]) for c in AdditionalCategory], default="", blank=True
    )
    award_criteria = models.TextField(default="", blank=True)  # OCDS awardCriteria codelist
    estimated_centavos = models.PositiveBigIntegerField(null=True, blank=True)  # with VAT
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="processes")  # that contracts
    requesting_office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the project's office unless another asks for it
    responsible_office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the project's office unless another answers for the work
    status = models.TextField(
        choices=[(s.value, PROCESS_STATUS_LABELS[s]) for s in ProcessStatus],
        default=ProcessStatus.PLANNED.value,
    )
    status_reason = models.TextField(default="", blank=True)  # why it was cancelled or left without award
    notice_on = models.DateField(null=True, blank=True)  # the call was published
    enquiry_start = models.DateField(null=True, blank=True)
    enquiry_end = models.DateField(null=True, blank=True)
    tender_start = models.DateField(null=True, blank=True)
    tender_end = models.DateField(null=True, blank=True)
    award_start = models.DateField(null=True, blank=True)
    award_end = models.DateField(null=True, blank=True)
    tenderers = models.PositiveSmallIntegerField(null=True, blank=True)  # where bids are not named one by one
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="process_number_in_project"),
            models.CheckConstraint(
                condition=_in_order("tender_start", "tender_end"), name="tender_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=_in_order("enquiry_start", "enquiry_end"), name="enquiry_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=_in_order("award_start", "award_end"), name="award_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title

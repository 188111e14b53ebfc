from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class ProposalState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


STATE_LABELS = {
    ProposalState.DRAFT: _("Borrador"),
    ProposalState.SUBMITTED: _("En revisión"),
    ProposalState.WITHDRAWN: _("Retirada"),
    ProposalState.FEASIBLE: _("Factible"),
    ProposalState.INFEASIBLE: _("No factible"),
}

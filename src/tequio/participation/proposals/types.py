from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True, slots=True)
class FeasibilityOutcome:
    """What became of a proposal once every office gave its opinion."""

    proposal_id: int
    feasible: bool
    approved_cost_centavos: int | None  # only of the feasible


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What the explorer is asked for. Empty fields ask for everything."""

    text: str = ""
    category: str = ""  # code
    size: str = ""  # code
    unit: int | None = None  # a sector or a colonia; a sector takes its colonias
    state: str = ""

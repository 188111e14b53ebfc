"""What changes in a proposal once registration is over: what an office observed, and an outcome overturned."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.proposals.events import OutcomeOverturned, ProposalCorrected
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.services.errors import NotEditable
from tequio.participation.proposals.services.rules import demand_cost_fits, demand_whole
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def correct(*, proposal: Proposal, at: datetime, actor: int | None = None, **fields: Any) -> Proposal:
    """Change fields of a proposal under review because an office asked for it; the caller checks which.

    Raises:
        NotEditable: if it is not under review.
        ProposalIncomplete, CostOverCap: if it would no longer be whole or fit.
    """
    del at  # the office's window decides, not the calendar of registration
    found = _locked(proposal)
    if found.state != ProposalState.SUBMITTED or found.hidden_at:
        raise NotEditable(_("Esta propuesta ya no se puede cambiar."))
    for name, value in fields.items():
        setattr(found, name, value)
    demand_whole(found)
    demand_cost_fits(found)
    found.save(update_fields=list(fields))
    event = ProposalCorrected(
        proposal_id=found.pk,
        edition_id=found.edition_id,
        folio=found.folio or "",
        fields=",".join(sorted(fields)),
    )
    audit.record(event, actor=actor)
    return found


@transaction.atomic
def overturn(*, proposal: Proposal, approved_cost_centavos: int | None, actor: int | None = None) -> Proposal:
    """Make an infeasible proposal feasible, at its approved cost; the caller checks that it may still change.

    Raises:
        NotEditable: if it is not infeasible.
    """
    found = _locked(proposal)
    if found.state != ProposalState.INFEASIBLE:
        raise NotEditable(_("Esta propuesta ya no se puede cambiar."))
    found.state = ProposalState.FEASIBLE.value
    found.approved_cost_centavos = approved_cost_centavos
    found.save(update_fields=["state", "approved_cost_centavos"])
    event = OutcomeOverturned(proposal_id=found.pk, edition_id=found.edition_id, folio=found.folio or "")
    audit.record(event, actor=actor)
    return found


def _locked(proposal: Proposal) -> Proposal:
    found = Proposal.objects.select_for_update(of=("self",))
    return found.select_related("edition", "size", "site", "category").get(pk=proposal.pk)

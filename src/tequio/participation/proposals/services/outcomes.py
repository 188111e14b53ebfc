"""What feasibility decided, recorded for every proposal at once."""

from collections.abc import Iterable

from django.db import transaction

from tequio.foundation.audit import services as audit
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.events import FeasibilityRecorded
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import FeasibilityOutcome, ProposalState


@transaction.atomic
def record_feasibility(
    *, edition: Edition, outcomes: Iterable[FeasibilityOutcome], actor: int | None = None
) -> int:
    """Make each submitted proposal feasible, with its approved cost, or infeasible. All or nothing.

    Proposals that are not in review (withdrawn meanwhile) keep their state.

    Returns:
        How many proposals changed.
    """
    by_id = {outcome.proposal_id: outcome for outcome in outcomes}
    found = list(
        Proposal.objects.select_for_update()
        .filter(edition=edition, pk__in=by_id, state=ProposalState.SUBMITTED)
        .order_by("pk")
    )
    for proposal in found:
        outcome = by_id[proposal.pk]
        proposal.state = (ProposalState.FEASIBLE if outcome.feasible else ProposalState.INFEASIBLE).value
        proposal.approved_cost_centavos = outcome.approved_cost_centavos if outcome.feasible else None
    Proposal.objects.bulk_update(found, ["state", "approved_cost_centavos"])
    feasible = sum(1 for proposal in found if proposal.state == ProposalState.FEASIBLE)
    event = FeasibilityRecorded(edition_id=edition.pk, feasible=feasible, infeasible=len(found) - feasible)
    audit.record(event, actor=actor)
    return len(found)

"""What feasibility does when a proposal is handed in."""

from tequio.foundation.audit.registry import on
from tequio.participation.feasibility import queries, services
from tequio.participation.proposals.events import ProposalSubmitted
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState


@on(ProposalSubmitted)
def ask_the_offices(event: ProposalSubmitted) -> None:
    """Ask each office that the rules name. Running twice asks once; what was withdrawn is left alone."""
    proposal = (
        Proposal.objects.select_related("edition__review_office", "category")
        .filter(pk=event.proposal_id, state=ProposalState.SUBMITTED)
        .first()
    )
    if proposal is None or proposal.submitted_at is None:
        return
    due = queries.due_date(proposal.edition, proposal.submitted_at)
    for office in queries.required_offices(proposal):
        services.assign_review(proposal=proposal, office=office, due=due)

"""What feasibility does when a proposal is handed in."""

from tequio.foundation.audit.registry import on
from tequio.participation.feasibility import services
from tequio.participation.proposals.events import ProposalSubmitted
from tequio.participation.proposals.models import Proposal


@on(ProposalSubmitted)
def ask_the_offices(event: ProposalSubmitted) -> None:
    """Ask each office that the rules name. Running twice asks once; what was withdrawn is left alone."""
    found = Proposal.objects.select_related("edition").filter(pk=event.proposal_id)
    proposal = found.filter(submitted_at__isnull=False).first()
    if proposal is None or proposal.submitted_at is None:
        return
    services.assign_required(edition=proposal.edition, proposals=[proposal], at=proposal.submitted_at)

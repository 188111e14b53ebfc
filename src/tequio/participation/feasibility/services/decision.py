"""From the opinions of the offices to the outcome of the proposal."""

from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import FeasibilityOutcome


def is_decided(proposal: Proposal) -> bool:
    """Return whether at least one office was asked and all of them answered."""
    reviews = list(proposal.reviews.all())
    return bool(reviews) and all(review.verdict for review in reviews)


def outcome(proposal: Proposal) -> FeasibilityOutcome:
    """Return the outcome: feasible only if every office says so, at the highest cost that an office gave."""
    reviews = list(proposal.reviews.all())
    feasible = all(review.verdict == Verdict.FEASIBLE for review in reviews)
    costs = [review.cost_centavos for review in reviews if review.cost_centavos is not None]
    return FeasibilityOutcome(
        proposal_id=proposal.pk,
        feasible=feasible,
        approved_cost_centavos=max(costs, default=proposal.estimated_cost_centavos) if feasible else None,
    )

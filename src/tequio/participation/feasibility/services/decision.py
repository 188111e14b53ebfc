"""From the opinions of the offices to the outcome of the proposal."""

from collections.abc import Collection

from tequio.core import feasibility as rules
from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import FeasibilityOutcome


def is_decided(proposal: Proposal, *, criteria: Collection[str] = ()) -> bool:
    """Return whether every criterion was asked for and every office that was asked has answered."""
    return rules.is_decided(_opinions(proposal), criteria=criteria)


def outcome(proposal: Proposal) -> FeasibilityOutcome:
    """Return the outcome of a proposal whose reviews and their criteria were prefetched."""
    found = rules.outcome(_opinions(proposal), estimated=proposal.estimated_cost_centavos)
    return FeasibilityOutcome(
        proposal_id=proposal.pk, feasible=found.feasible, approved_cost_centavos=found.cost
    )


def _opinions(proposal: Proposal) -> list[rules.Opinion]:
    return [
        rules.Opinion(
            review.criterion.code if review.criterion else None,
            None if review.verdict is None else review.verdict == Verdict.FEASIBLE,
            review.cost_centavos,
        )
        for review in proposal.reviews.all()
    ]

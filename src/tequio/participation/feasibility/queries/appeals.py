"""Appeals: when one may be filed, and those that wait for an answer."""

from datetime import datetime

from django.db.models import Q, QuerySet

from tequio.core import feasibility as rules
from tequio.core.workdays import Window
from tequio.foundation.restdays import queries as restdays
from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility.models import Appeal, Review
from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState


def window(review: Review) -> Window | None:
    """Return when the author may appeal a published opinion, or None where it is not to be appealed.

    The edition's working days run from the publication, or from the opening of the appeals' phase if that is
    later; they end at the latest when that phase closes or the voting opens. One query and the phases.
    """
    edition = review.proposal.edition
    if review.published_at is None or review.verdict != Verdict.INFEASIBLE or not edition.appeal_days:
        return None
    phases = {phase.kind: phase for phase in editions.phases(edition)}
    heard, voting = phases.get(PhaseKind.APPEALS), phases.get(PhaseKind.VOTING)
    opens = max(review.published_at, heard.opens) if heard else review.published_at
    closes = [moment for moment in (heard and heard.closes, voting and voting.opens) if moment]
    return rules.appeal_window(restdays.window(opens, edition.appeal_days), closes=closes)


def voting_opens(proposal: Proposal) -> datetime | None:
    """Return when the voting opens, from which on the ballot is fixed; None where there is no voting."""
    phases = editions.phases(proposal.edition)
    return next((phase.opens for phase in phases if phase.kind == PhaseKind.VOTING), None)


def appeals(*, offices: set[int] | None, pending: bool = True) -> QuerySet[Appeal]:
    """Return the appeals that these offices answer (None: all of them), the most urgent first. One query."""
    found = Appeal.objects.select_related(
        "office", "review__office", "review__criterion", "review__proposal__edition"
    )
    if offices is not None:
        found = found.filter(office__in=offices)
    found = found.filter(ruling__isnull=pending)
    return found.order_by("due", "pk") if pending else found.order_by("-answered_at", "pk")


def find_appeal(pk: int) -> Appeal | None:
    """Return an appeal with everything that its page shows, or None. One query and the phases."""
    return (
        Appeal.objects.select_related(
            "office", "answered_by", "review__office", "review__criterion", "review__proposal__edition",
            "review__proposal__category", "review__proposal__size", "review__proposal__site__parent",
        )
        .prefetch_related("review__proposal__edition__phases")
        .filter(pk=pk)
        .first()
    )  # fmt: skip


def still_infeasible(proposal: Proposal) -> bool:
    """Return whether some published opinion still says no: not appealed, or upheld, or not answered."""
    standing = Review.objects.filter(proposal=proposal, published_at__isnull=False, verdict=Verdict.INFEASIBLE)
    return standing.filter(~Q(appeal__ruling="overturned") | Q(appeal__isnull=True)).exists()


def may_change(proposal: Proposal, at: datetime) -> bool:
    """Return whether an appeal may still change the outcome: judged, and the voting has not opened."""
    opens = voting_opens(proposal)
    return proposal.state == ProposalState.INFEASIBLE and (opens is None or at < opens)

"""One office's opinion on one proposal."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.editions import queries as edition_queries
from tequio.participation.editions import services as editions
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility.events import OpinionIssued
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.services.errors import (
    CostOverCap,
    NotInReview,
    OpinionIncomplete,
    OpinionPublished,
)
from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.queries import said
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def issue_opinion(
    *,
    review: Review,
    verdict: str,
    reasons: str,
    cost_centavos: int | None = None,
    at: datetime,
    actor: int | None = None,
) -> Review:
    """Give the office's opinion, or correct it while nothing is published. Nobody outside sees it yet.

    Args:
        review: the office's duty.
        verdict: a Verdict.
        reasons: in plain words, for the author to read.
        cost_centavos: what it would cost; needed if feasible.
        at: now; the feasibility phase must be open.
        actor: the id of the liaison.

    Raises:
        PhaseClosed: outside the feasibility phase.
        OpinionPublished, NotInReview: if it is too late to change.
        OpinionIncomplete: without reasons, or feasible without cost.
        CostOverCap: if feasible at a cost that does not fit.
    """
    review = (
        Review.objects.select_for_update(of=("self",))
        .select_related("proposal__edition", "proposal__size", "proposal__site")
        .get(pk=review.pk)
    )
    editions.demand_open(review.proposal.edition, PhaseKind.FEASIBILITY, at=at)
    _demand_open(review)
    _demand_whole(review.proposal, verdict, reasons, cost_centavos)
    review.verdict, review.reasons = Verdict(verdict).value, reasons.strip()
    review.cost_centavos = cost_centavos
    review.decided_by_id, review.decided_at = actor, at
    review.save(update_fields=["verdict", "reasons", "cost_centavos", "decided_by", "decided_at"])
    audit.record(OpinionIssued(proposal_id=review.proposal_id, office_id=review.office_id), actor=actor)
    return review


def _demand_open(review: Review) -> None:
    if review.published_at:
        raise OpinionPublished(_("Este dictamen ya es público y no se puede cambiar."))
    if review.proposal.state != ProposalState.SUBMITTED:
        raise NotInReview(_("Esta propuesta no está en revisión."))


def _demand_whole(proposal: Proposal, verdict: str, reasons: str, cost: int | None) -> None:
    if verdict not in list(Verdict):
        raise OpinionIncomplete(_("Elija si la propuesta es factible o no."))
    if not reasons.strip():
        raise OpinionIncomplete(_("Escriba las razones: la ciudadanía las va a leer."))
    if verdict == Verdict.FEASIBLE:
        if cost is None:
            raise OpinionIncomplete(_("Escriba el costo de la propuesta."))
        limit = cap(proposal)
        if limit is not None and cost > limit:
            raise CostOverCap(_("El costo pasa del tope de %(cap)s.") % {"cap": said(limit)})


def cap(proposal: Proposal) -> int | None:
    """Return the most, in centavos, that the proposal may cost: its size's cap or its place's money."""
    limits = [proposal.size.cap_centavos] if proposal.size else []
    if proposal.site:
        envelope = edition_queries.envelope_for(proposal.edition, proposal.site, proposal.size)
        limits += [envelope.amount_centavos] if envelope else []
    return min(limits, default=None)

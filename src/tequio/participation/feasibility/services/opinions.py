"""One office's opinion on one proposal."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.editions import queries as edition_queries
from tequio.participation.editions import services as editions
from tequio.participation.editions.types import CriterionKind, PhaseKind
from tequio.participation.feasibility.events import OpinionIssued
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.services.errors import (
    CostOverCap,
    NotInReview,
    OpinionIncomplete,
    OpinionPublished,
)
from tequio.participation.feasibility.types import DurationUnit, Land, Verdict
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.queries import said
from tequio.participation.proposals.types import ProposalState

_COSTLESS = frozenset({CriterionKind.LEGAL.value, CriterionKind.LAND.value})  # that judge no money


@transaction.atomic
def issue_opinion(
    *,
    review: Review,
    verdict: str,
    reasons: str,
    cost_centavos: int | None = None,
    legal_basis: str = "",
    yearly_cost_centavos: int | None = None,
    duration: int | None = None,
    duration_unit: str = DurationUnit.MONTHS.value,
    land: str = "",
    at: datetime,
    actor: int | None = None,
) -> Review:
    """Give the office's opinion, or correct it while nothing is published. Nobody outside sees it yet.

    Args:
        review: the office's duty.
        verdict: a Verdict.
        reasons: in plain words, for the author to read.
        cost_centavos: what it would cost; needed if feasible, except on the legal side and on the land.
        legal_basis: the articles that it rests on.
        yearly_cost_centavos: what keeping it up would cost in a year.
        duration: how long the work takes, in ``duration_unit``.
        duration_unit: a DurationUnit.
        land: a Land; needed where the criterion is the land.
        at: now; the feasibility phase must be open.
        actor: the id of the liaison.

    Raises:
        PhaseClosed: outside the feasibility phase.
        OpinionPublished, NotInReview: if it is too late to change.
        OpinionIncomplete: without reasons, feasible without cost, or on the land without saying whose it is.
        CostOverCap: if feasible at a cost that does not fit.
    """
    review = open_review(review, at=at)
    _demand_whole(review, verdict, reasons, cost_centavos)
    _demand_known(review, land, duration_unit)
    review.verdict, review.reasons = Verdict(verdict).value, reasons.strip()
    review.cost_centavos, review.legal_basis = cost_centavos, legal_basis.strip()
    review.yearly_cost_centavos = yearly_cost_centavos
    review.duration, review.land = duration, land
    review.duration_unit = duration_unit or DurationUnit.MONTHS.value
    review.decided_by_id, review.decided_at = actor, at
    review.draft = {}
    review.save()
    audit.record(OpinionIssued(proposal_id=review.proposal_id, office_id=review.office_id), actor=actor)
    return review


@transaction.atomic
def save_draft(
    *, review: Review, answers: dict[str, str | list[str]], at: datetime, actor: int | None = None
) -> Review:
    """Keep what the liaison has written so far, as it was typed; a given opinion stays as it is.

    Private notes leave no event; the opinion does. The review becomes the liaison's, if it was nobody's.

    Raises:
        PhaseClosed: outside the feasibility phase.
        OpinionPublished, NotInReview: if it is too late to change.
    """
    review = open_review(review, at=at)
    review.draft = {name: value for name, value in answers.items() if value}
    review.person_id = review.person_id or actor
    review.save(update_fields=["draft", "person"])
    return review


def open_review(review: Review, *, at: datetime) -> Review:
    """Return the review under a row lock, or say why its opinion cannot be given now.

    Raises:
        PhaseClosed: outside the feasibility phase.
        OpinionPublished, NotInReview: if it is too late.
    """
    found = (
        Review.objects.select_for_update(of=("self",))
        .select_related("proposal__edition", "proposal__size", "proposal__site", "criterion")
        .get(pk=review.pk)
    )
    editions.demand_open(found.proposal.edition, PhaseKind.FEASIBILITY, at=at)
    if found.published_at:
        raise OpinionPublished(_("Este dictamen ya es público y no se puede cambiar."))
    if found.proposal.state != ProposalState.SUBMITTED:
        raise NotInReview(_("Esta propuesta no está en revisión."))
    return found


def needs_cost(review: Review) -> bool:
    """Return whether a favourable opinion must give a cost: not on the legal side, nor on the land."""
    return review.criterion is None or review.criterion.kind not in _COSTLESS


def _demand_whole(review: Review, verdict: str, reasons: str, cost: int | None) -> None:
    if verdict not in list(Verdict):
        raise OpinionIncomplete(_("Elija si la propuesta es factible o no."))
    if not reasons.strip():
        raise OpinionIncomplete(_("Escriba las razones: la ciudadanía las va a leer."))
    if verdict != Verdict.FEASIBLE:
        return
    if cost is None:
        if needs_cost(review):
            raise OpinionIncomplete(_("Escriba el costo de la propuesta."))
        return
    demand_fits(review.proposal, cost)


def _demand_known(review: Review, land: str, unit: str) -> None:
    if land not in {"", *Land} or unit not in {"", *DurationUnit}:
        raise OpinionIncomplete(_("Elija una de las opciones que se ofrecen."))
    if not land and review.criterion and review.criterion.kind == CriterionKind.LAND:
        raise OpinionIncomplete(_("Diga de quién es el terreno."))


def demand_fits(proposal: Proposal, cost: int) -> None:
    """Refuse a cost over the cap.

    Raises:
        CostOverCap: with the amount as people say it.
    """
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

"""Appeals: the author's disagreement with a published opinion, and its answer, before the ballot is fixed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import feasibility as rules
from tequio.foundation.accounts.models import Office
from tequio.foundation.audit import services as audit
from tequio.foundation.restdays import queries as restdays
from tequio.participation.feasibility import queries
from tequio.participation.feasibility.events import AppealAnswered, AppealAssigned, AppealFiled
from tequio.participation.feasibility.models import Appeal, Review
from tequio.participation.feasibility.services.errors import AppealClosed, AppealIncomplete, AppealRefused
from tequio.participation.feasibility.services.opinions import demand_fits
from tequio.participation.feasibility.types import Ruling, Verdict
from tequio.participation.proposals import services as proposals
from tequio.participation.proposals.models import Proposal


@transaction.atomic
def file_appeal(*, review: Review, reasons: str, at: datetime, actor: int | None = None) -> Appeal:
    """Appeal a published opinion that says no. The coordination answers, or the office it gives it to.

    Raises:
        AppealRefused: if it is not public and unfavourable, was appealed before, or the window is not open.
        AppealIncomplete: without reasons.
    """
    review = (
        Review.objects.select_for_update(of=("self",)).select_related("proposal__edition").get(pk=review.pk)
    )
    window = queries.window(review)
    if window is None or not window.is_open(at) or hasattr(review, "appeal"):
        raise AppealRefused(_("Este dictamen no se puede impugnar, o ya pasó el plazo."))
    if not reasons.strip():
        raise AppealIncomplete(_("Escriba por qué no está de acuerdo."))
    appeal = Appeal.objects.create(
        review=review,
        author_id=actor,
        reasons=reasons.strip(),
        filed_at=at,
        due=restdays.last_day(at, review.proposal.edition.appeal_answer_days),
    )
    event = AppealFiled(
        appeal_id=appeal.pk,
        proposal_id=review.proposal_id,
        office_id=review.office_id,
        due=appeal.due.isoformat(),
    )
    audit.record(event, actor=actor)
    return appeal


@transaction.atomic
def assign_appeal(*, appeal: Appeal, office: Office | None, actor: int | None = None) -> Appeal:
    """Decide who answers an appeal: an office, or (None) the coordination. Its date stays.

    Raises:
        AppealClosed: if it was answered.
    """
    found = _waiting(appeal)
    found.office = office
    found.save(update_fields=["office"])
    event = AppealAssigned(
        appeal_id=found.pk, proposal_id=found.review.proposal_id, office_id=office.pk if office else 0
    )
    audit.record(event, actor=actor)
    return found


@transaction.atomic
def answer_appeal(
    *,
    appeal: Appeal,
    ruling: str,
    answer: str,
    cost_centavos: int | None = None,
    at: datetime,
    actor: int | None = None,
) -> Appeal:
    """Answer an appeal in public: the opinion stands, or a new one takes its place; the old one stays readable.

    When no opinion says no any longer the proposal becomes feasible, at the highest cost of its opinions.

    Raises:
        AppealClosed: if it was answered, or the outcome is to change and the voting has opened.
        AppealIncomplete: without reasons, or changed without cost.
        CostOverCap: if the new cost does not fit.
    """
    found = _waiting(appeal)
    proposal = found.review.proposal
    _demand_whole(found, ruling, answer, cost_centavos)
    overturned = ruling == Ruling.OVERTURNED
    if overturned and not queries.may_change(proposal, at):
        raise AppealClosed(_("La votación ya abrió y la boleta no cambia: el dictamen solo puede confirmarse."))
    found.ruling, found.answer = Ruling(ruling).value, answer.strip()
    found.cost_centavos = cost_centavos if overturned else None
    found.answered_by_id, found.answered_at = actor, at
    found.save(update_fields=["ruling", "answer", "cost_centavos", "answered_by", "answered_at"])
    if overturned and not queries.still_infeasible(proposal):
        proposals.overturn(proposal=proposal, approved_cost_centavos=_cost(proposal), actor=actor)
    event = AppealAnswered(appeal_id=found.pk, proposal_id=proposal.pk, ruling=found.ruling)
    audit.record(event, actor=actor)
    return found


def _waiting(appeal: Appeal) -> Appeal:
    found = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("review__proposal__edition", "review__proposal__size", "review__proposal__site")
        .get(pk=appeal.pk)
    )
    if found.ruling:
        raise AppealClosed(_("Esta inconformidad ya se contestó."))
    return found


def _demand_whole(appeal: Appeal, ruling: str, answer: str, cost: int | None) -> None:
    if ruling not in list(Ruling) or not answer.strip():
        raise AppealIncomplete(_("Elija una respuesta y escriba sus razones: cualquiera las podrá leer."))
    if ruling == Ruling.OVERTURNED:
        if cost is None:
            raise AppealIncomplete(_("Escriba el costo con el que la propuesta es factible."))
        demand_fits(appeal.review.proposal, cost)


def _cost(proposal: Proposal) -> int | None:
    """Return the approved cost once every opinion says yes, counting the new ones in place of the old."""
    opinions = [
        rules.Opinion(None, True, r.cost_centavos if r.verdict == Verdict.FEASIBLE else r.appeal.cost_centavos)  # noqa: FBT003 - every opinion stands favourable by now
        for r in Review.objects.filter(proposal=proposal).select_related("appeal")
    ]
    return rules.outcome(opinions, estimated=proposal.estimated_cost_centavos).cost

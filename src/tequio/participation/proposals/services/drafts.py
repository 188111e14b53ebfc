"""The draft that its author fills in, saved at every step."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import Action, PhaseKind
from tequio.participation.proposals.events import ProposalEdited
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.services.errors import NotEditable
from tequio.participation.proposals.services.history import keep_first, keep_version
from tequio.participation.proposals.services.rules import demand_cost_fits, demand_whole
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def start_draft(*, edition: Edition, author: User, at: datetime) -> Proposal:
    """Return the author's unfinished draft in the edition, or a new one. Nobody else sees it.

    A draft is private notes, so it leaves no event; its submission does.

    Raises:
        PhaseClosed: if registration is not open.
        NotAssured, NotEligible: if the author has not shown what the edition asks of proposers.
    """
    editions.demand_open(edition, PhaseKind.REGISTRATION, at=at)
    editions.demand_access(edition=edition, action=Action.PROPOSE, person=author, at=at)
    mine = Proposal.objects.filter(edition=edition, author=author, state=ProposalState.DRAFT)
    return mine.order_by("-pk").first() or Proposal.objects.create(edition=edition, author=author)


@transaction.atomic
def save_draft(*, proposal: Proposal, at: datetime, actor: int | None = None, **fields: Any) -> Proposal:
    """Keep the answers given so far. Of a submitted proposal, the change is checked whole and recorded.

    Args:
        proposal: whose answers.
        at: now.
        actor: the id of the author.
        fields: fields of ``Proposal`` (title, problem, category, lon, lat, site, estimated_cost_centavos…).

    Raises:
        PhaseClosed: if registration is not open.
        NotEditable: if it was withdrawn, judged or hidden.
        CostOverCap: if the cost does not fit the size or the envelope; a draft keeps its other answers.
        ProposalIncomplete: if a submitted proposal would lose an answer.
    """
    proposal = editable(proposal, at=at)
    for name, value in fields.items():
        setattr(proposal, name, value)
    submitted = proposal.state == ProposalState.SUBMITTED
    if submitted:
        keep_first(proposal)
        demand_whole(proposal)
    if submitted or "estimated_cost_centavos" in fields:
        demand_cost_fits(proposal)
    proposal.save(update_fields=list(fields))
    if submitted and keep_version(proposal, at=at):
        event = ProposalEdited(
            proposal_id=proposal.pk,
            edition_id=proposal.edition_id,
            folio=proposal.folio or "",
            fields=",".join(sorted(fields)),
        )
        audit.record(event, actor=actor)
    return proposal


def editable(proposal: Proposal, *, at: datetime) -> Proposal:
    """Return the proposal under a row lock, or say why it does not change.

    Raises:
        PhaseClosed: if registration is not open.
        NotEditable: if it was withdrawn, judged or hidden.
    """
    found = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("edition", "size", "site", "category")
        .get(pk=proposal.pk)
    )
    editions.demand_open(found.edition, PhaseKind.REGISTRATION, at=at)
    if found.state not in {ProposalState.DRAFT, ProposalState.SUBMITTED} or found.hidden_at:
        raise NotEditable(_("Esta propuesta ya no se puede cambiar."))
    return found

"""Handing a proposal in, with its folio, and taking it back."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import ids
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.editions.services import demand_access
from tequio.participation.editions.types import Action
from tequio.participation.proposals.events import ProposalSubmitted, ProposalWithdrawn
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.services.drafts import editable
from tequio.participation.proposals.services.errors import NotEditable
from tequio.participation.proposals.services.history import keep_version
from tequio.participation.proposals.services.photos import open_photos
from tequio.participation.proposals.services.rules import demand_cost_fits, demand_room, demand_whole
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def submit(*, proposal: Proposal, at: datetime, actor: int | None = None) -> Proposal:
    """Hand the draft in: it gets its folio and becomes public. Submitting twice changes nothing.

    Raises:
        PhaseClosed: if registration is not open; the draft stays.
        NotAssured, NotEligible: if the author has not shown what the edition asks of proposers.
        ProposalIncomplete, CostOverCap, LimitReached: each with its sentence; the draft stays.
    """
    if proposal.author_id:
        User.objects.select_for_update().get(pk=proposal.author_id)
    proposal = editable(proposal, at=at)
    if proposal.state == ProposalState.SUBMITTED:
        return proposal
    demand_access(edition=proposal.edition, action=Action.PROPOSE, person=proposal.author, at=at)
    demand_whole(proposal)
    demand_cost_fits(proposal)
    demand_room(proposal)
    proposal.folio = next_folio(proposal.edition.year)
    proposal.state = ProposalState.SUBMITTED.value
    proposal.author_name = proposal.author.name if proposal.author else proposal.author_name
    proposal.submitted_at = at
    proposal.save(update_fields=["folio", "state", "author_name", "submitted_at"])
    open_photos(proposal, public=True)
    keep_version(proposal, at=at)
    event = ProposalSubmitted(
        proposal_id=proposal.pk, edition_id=proposal.edition_id, folio=proposal.folio or ""
    )
    audit.record(event, actor=actor)
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, at: datetime, actor: int | None = None) -> Proposal:
    """Take a submitted proposal back while registration is open. Its folio is never given again.

    Raises:
        PhaseClosed: if registration is not open.
        NotEditable: if it is a draft, or was withdrawn, judged or hidden, or another was merged into it.
    """
    proposal = editable(proposal, at=at)
    if proposal.state != ProposalState.SUBMITTED:
        raise NotEditable(_("Solo se retira una propuesta ya registrada."))
    if proposal.merged.exists():
        raise NotEditable(_("Otra propuesta se fusionó con esta: ya no es solo suya para retirarla."))
    proposal.state = ProposalState.WITHDRAWN.value
    proposal.save(update_fields=["state"])
    open_photos(proposal, public=False)
    event = ProposalWithdrawn(
        proposal_id=proposal.pk, edition_id=proposal.edition_id, folio=proposal.folio or ""
    )
    audit.record(event, actor=actor)
    return proposal


def next_folio(year: int) -> str:
    """Return the next folio of the year. A rolled-back transaction gives its number back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO proposals_foliocounter (year, last) VALUES (%s, 1)"
            " ON CONFLICT (year) DO UPDATE SET last = proposals_foliocounter.last + 1 RETURNING last",
            [year],
        )
        return ids.folio(year, cursor.fetchone()[0])

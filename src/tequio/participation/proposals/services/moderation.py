"""Hiding what breaks the rules of the house, with a reason, and showing it again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.discussion import services as discussion
from tequio.participation.discussion import types as talk
from tequio.participation.discussion.models import HouseRule
from tequio.participation.proposals.events import ProposalHidden, ProposalShown
from tequio.participation.proposals.models import PUBLIC_STATES, Proposal
from tequio.participation.proposals.services.errors import NotEditable, ReasonMissing
from tequio.participation.proposals.services.photos import open_photos
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def hide(
    *,
    proposal: Proposal,
    reason: str,
    at: datetime,
    rule: HouseRule | None = None,
    actor: int | None = None,
) -> Proposal:
    """Take a proposal out of the public pages. Its author still sees it, with the reason, and may disagree.

    One that is hidden already stays as it is, with the reason that it had.

    Raises:
        ReasonMissing: without a reason.
        NotEditable: if it is a draft, which nobody sees anyway.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: su autora o autor lo leerá."))
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == ProposalState.DRAFT:
        raise NotEditable(_("Un borrador no se oculta: nadie más lo ve."))
    if proposal.hidden_at is not None:
        return proposal
    proposal.hidden_at, proposal.hidden_reason = at, reason
    proposal.save(update_fields=["hidden_at", "hidden_reason"])
    open_photos(proposal, public=False)
    discussion.note_hidden(subject=_key(proposal), rule=rule, reason=reason, at=at, actor=actor)
    event = ProposalHidden(
        proposal_id=proposal.pk, edition_id=proposal.edition_id, folio=proposal.folio or "", reason=reason
    )
    audit.record(event, actor=actor)
    return proposal


@transaction.atomic
def show(*, proposal: Proposal, at: datetime | None = None, actor: int | None = None) -> Proposal:
    """Put a hidden proposal back on the public pages. Of one that is not hidden, nothing changes."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.hidden_at is None:
        return proposal
    proposal.hidden_at, proposal.hidden_reason = None, ""
    proposal.save(update_fields=["hidden_at", "hidden_reason"])
    open_photos(proposal, public=proposal.state in PUBLIC_STATES)
    discussion.note_shown(subject=_key(proposal), at=at or timezone.now())
    event = ProposalShown(proposal_id=proposal.pk, edition_id=proposal.edition_id, folio=proposal.folio or "")
    audit.record(event, actor=actor)
    return proposal


def _key(proposal: Proposal) -> str:
    return talk.key("proposal", proposal.pk)

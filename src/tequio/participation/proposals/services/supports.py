"""Supporting a proposal and taking it back, while supports are gathered."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.editions import services as editions
from tequio.participation.editions.types import Action, PhaseKind
from tequio.participation.proposals import queries
from tequio.participation.proposals.events import ProposalSupported, SupportsReached, SupportTakenBack
from tequio.participation.proposals.models import Proposal, Support
from tequio.participation.proposals.services.errors import LimitReached, NotSupportable
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def support(*, proposal: Proposal, person: User, at: datetime) -> Support:
    """Support a proposal. Doing it again changes nothing.

    The person's row is locked, so that supports sent at once are counted one after the other. No event names
    the person: who supports what is told to nobody.

    Raises:
        PhaseClosed: if supports are not being gathered.
        NotAssured, NotEligible: if the person has not shown what the edition asks of supporters.
        NotSupportable: if the proposal is not in review, or is hidden.
        LimitReached: if the person has given all that the rules allow.
    """
    editions.demand_open(proposal.edition, PhaseKind.SUPPORT, at=at)
    editions.demand_access(edition=proposal.edition, action=Action.SUPPORT, person=person, at=at)
    User.objects.select_for_update().get(pk=person.pk)
    # Locked too: the count is exact, and a withdrawal or a merger waits.
    found = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("edition")
    proposal = found.get(pk=proposal.pk)
    if proposal.state != ProposalState.SUBMITTED or proposal.hidden_at:
        raise NotSupportable(_("Esta propuesta ya no recibe apoyos."))
    already = Support.objects.filter(proposal=proposal, person=person).first()
    if already:
        return already
    _demand_room(proposal, person)
    given = Support.objects.create(proposal=proposal, person=person, given_at=at)
    names = _names(proposal)
    audit.record(ProposalSupported(**names))
    minimum = proposal.edition.supports_min
    if minimum and proposal.supports.count() == minimum:
        audit.record(SupportsReached(**names, minimum=minimum))
    return given


@transaction.atomic
def take_back_support(*, proposal: Proposal, person: User, at: datetime) -> None:
    """Take a support back while supports are gathered. Where there is none, nothing changes.

    Raises:
        PhaseClosed: if supports are not being gathered.
    """
    editions.demand_open(proposal.edition, PhaseKind.SUPPORT, at=at)
    User.objects.select_for_update().get(pk=person.pk)
    if Support.objects.filter(proposal=proposal, person=person).delete()[0]:
        audit.record(SupportTakenBack(**_names(proposal)))


def _demand_room(proposal: Proposal, person: User) -> None:
    left = queries.allowance(proposal.edition, person).left
    if left == 0:
        raise LimitReached(
            _(
                "Ya dio los %(limit)s apoyos que permite esta edición. "
                "Puede quitar uno y darlo a esta propuesta."
            )
            % {"limit": proposal.edition.supports_max}
        )


def _names(proposal: Proposal) -> dict[str, Any]:
    return {
        "proposal_id": proposal.pk,
        "edition_id": proposal.edition_id,
        "folio": proposal.folio or "",
    }

"""Supports: who stands where, and what has enough of them to be judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from tequio.core import flow
from tequio.core.proposing import Standing
from tequio.core.proposing import standing as rule
from tequio.foundation.accounts.models import User
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Proposal, Support
from tequio.participation.proposals.types import GATHERING_LABEL, SHORT_LABEL, ProposalState

# What a person's supports are spent on. The rest gave its support back.
SPENT_ON = (ProposalState.SUBMITTED.value, ProposalState.FEASIBLE.value, ProposalState.INFEASIBLE.value)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many supports a person has given in an edition, and may give (None: as many as they like)."""

    given: int
    maximum: int | None

    @property
    def left(self) -> int | None:
        return None if self.maximum is None else max(self.maximum - self.given, 0)


def support_phase(edition: Edition) -> flow.Phase | None:
    """Return the stretch in which supports are given, or None where the edition gathers none."""
    return next((p for p in editions.phases(edition) if p.kind == PhaseKind.SUPPORT), None)


def supports_open(edition: Edition, at: datetime) -> bool:
    """Return whether supports are being given now."""
    return editions.is_open(edition, PhaseKind.SUPPORT, at)


def gathers(edition: Edition) -> bool:
    """Return whether a proposal of the edition needs supports to be judged."""
    return bool(edition.supports_min) and support_phase(edition) is not None


def gathering_over(edition: Edition, at: datetime) -> bool:
    """Return whether supports were needed and are no longer given."""
    phase = support_phase(edition)
    return bool(edition.supports_min) and phase is not None and phase.moment(at) is flow.Moment.AFTER


def standing(proposal: Proposal, at: datetime, *, count: int | None = None) -> Standing:
    """Return where a proposal stands with its supports. ``count`` saves the query where it is known."""
    phase = support_phase(proposal.edition)
    if phase is None or not proposal.edition.supports_min:
        return Standing.NOT_NEEDED
    found = supports(proposal) if count is None else count
    return rule(found, minimum=proposal.edition.supports_min, closes=phase.closes, at=at)


def supports(proposal: Proposal) -> int:
    """Return how many support the proposal; no query where the list counted them already."""
    known: int | None = getattr(proposal, "supports_count", None)
    return proposal.supports.count() if known is None else known


def state_words(proposal: Proposal, at: datetime) -> object:
    """Return the state of a proposal in words: what its row says, or how its supports go before that."""
    stands = standing(proposal, at) if proposal.state == ProposalState.SUBMITTED else None
    if stands is Standing.SHORT:
        return SHORT_LABEL
    if stands is Standing.GATHERING:
        return GATHERING_LABEL
    return proposal.get_state_display()


def judgeable(edition: Edition) -> QuerySet[Proposal]:
    """Return what the offices judge: in review, public, and with the supports that the rules ask for.

    While supports are gathered this grows; once their phase has closed it no longer changes.
    """
    found = Proposal.objects.filter(
        edition=edition, state=ProposalState.SUBMITTED, hidden_at__isnull=True
    ).with_supports()
    return found.filter(Q(supports_count__gte=edition.supports_min)) if gathers(edition) else found


def allowance(edition: Edition, person: User) -> Allowance:
    """Return how many supports a person has given and may give in the edition. One query."""
    spent = Support.objects.filter(person=person, proposal__edition=edition, proposal__state__in=SPENT_ON)
    return Allowance(spent.filter(proposal__hidden_at__isnull=True).count(), edition.supports_max)


def supported(person: User, proposals: Iterable[Proposal]) -> set[int]:
    """Return which of the proposals the person supports, by id. One query."""
    ids = [proposal.pk for proposal in proposals]
    return set(Support.objects.filter(person=person, proposal__in=ids).values_list("proposal_id", flat=True))


def supported_by(person: User) -> QuerySet[Proposal]:
    """Return what the person supports, the newest support first, ready for cards."""
    found = Proposal.objects.public().for_cards().with_supports()
    return found.filter(supports__person=person).order_by("-supports__given_at", "pk")

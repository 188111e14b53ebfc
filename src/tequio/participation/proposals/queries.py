"""Named reads of proposals. Drafts and hidden proposals never leave here except to their author."""

from django.db.models import QuerySet

from tequio.foundation.accounts.models import User
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import Filters, ProposalState


def explorer(edition: Edition, filters: Filters | None = None) -> QuerySet[Proposal]:
    """Return the public proposals of the edition that pass the filters, by folio, ready for cards."""
    asked = filters or Filters()
    found = Proposal.objects.public().filter(edition=edition).for_cards()
    if asked.category:
        found = found.filter(category__code=asked.category)
    if asked.size:
        found = found.filter(size__code=asked.size)
    if asked.state:
        found = found.filter(state=asked.state)
    return found


def by_folio(folio: str) -> Proposal | None:
    """Return the public proposal with this folio, or None."""
    return Proposal.objects.public().for_cards().filter(folio=folio).first()


def feasible(edition: Edition) -> QuerySet[Proposal]:
    """Return what may go on the ballot: the feasible proposals of the edition, by folio, with their cost."""
    return Proposal.objects.public().filter(edition=edition, state=ProposalState.FEASIBLE).for_cards()


def of_author(author: User) -> QuerySet[Proposal]:
    """Return everything of one author, drafts and hidden ones too, newest first."""
    return Proposal.objects.filter(author=author).for_cards().order_by("-pk")

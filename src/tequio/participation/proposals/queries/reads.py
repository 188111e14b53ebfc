"""One proposal, and the lists that belong to a person or to the office."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from tequio.foundation.accounts.models import User
from tequio.foundation.messaging.types import Place
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState


def by_folio(folio: str) -> Proposal | None:
    """Return the public proposal with this folio, or None."""
    return Proposal.objects.public().for_cards().with_supports().filter(folio=typed(folio)).first()


def any_by_folio(folio: str) -> Proposal | None:
    """Return the proposal with this folio whatever its state, for the office and its author, or None."""
    found = Proposal.objects.for_cards().with_supports().select_related("merged_into")
    return found.filter(folio=typed(folio)).first()


def typed(folio: str) -> str:
    """Return a folio as the database may be asked for it: no NUL, which PostgreSQL refuses."""
    return folio.replace("\0", "")


def own(author: User, pk: int) -> Proposal | None:
    """Return one of the author's own proposals, drafts too; of somebody else's, None."""
    return (
        Proposal.objects.for_cards()
        .select_related("edition__territory", "proponent_unit")
        .filter(pk=pk, author=author)
        .first()
    )


def draft_of(author: User, edition: Edition) -> Proposal | None:
    """Return the author's unfinished draft in the edition, or None."""
    mine = Proposal.objects.filter(author=author, edition=edition, state=ProposalState.DRAFT)
    return mine.order_by("-pk").first()


def feasible(edition: Edition) -> QuerySet[Proposal]:
    """Return what may go on the ballot: the feasible proposals of the edition, by folio, with their cost."""
    return Proposal.objects.public().filter(edition=edition, state=ProposalState.FEASIBLE).for_cards()


def of_author(author: User) -> QuerySet[Proposal]:
    """Return everything of one author, drafts and hidden ones too, newest first."""
    return Proposal.objects.filter(author=author).for_cards().with_supports().order_by("-pk")


def public_of(author_id: int) -> QuerySet[Proposal]:
    """Return what everybody may read of one author, newest first. One query."""
    return Proposal.objects.public().filter(author_id=author_id).order_by("-pk")


def moderation(edition: Edition | None = None, *, hidden: bool | None = None) -> QuerySet[Proposal]:
    """Return the submitted proposals for the moderator, newest first; only the hidden or the shown if asked."""
    found = (
        Proposal.objects.exclude(state=ProposalState.DRAFT)
        .for_cards()
        .with_supports()
        .order_by("-submitted_at", "-pk")
    )
    if edition:
        found = found.filter(edition=edition)
    return found if hidden is None else found.filter(hidden_at__isnull=not hidden)


def places(ids: Iterable[int]) -> dict[int, Place]:
    """Return the title and page of each of these proposals that anyone may see. One query."""
    found = Proposal.objects.public().filter(pk__in=ids).values_list("pk", "title", "folio")
    return {pk: Place(title, reverse("proposals:detail", args=[folio])) for pk, title, folio in found}
